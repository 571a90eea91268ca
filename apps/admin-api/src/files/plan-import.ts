import type { ImportMatch } from "@acolhe/database";
import type { z } from "zod";
import { PatientInput } from "../schemas/people.ts";
import { unaccented } from "../unaccented.ts";
import { IMPORT_FIELDS, type ImportField, type ImportMapping, titleOf } from "./import-columns.ts";
import type { FileRow } from "./line.ts";
import { type ReadValues, readPerson } from "./read-person.ts";

type ImportedPerson = z.output<typeof PatientInput>;
/** What is done with rows of people who are there: told as a problem, left as they are, or brought up to date. */
export type OnExisting = "refuse" | "skip" | "update";

/** A row whose values fit, or what is wrong with them. */
type ReadRow = { readonly row: number } & (
  | { readonly person: ImportedPerson; readonly messages?: undefined }
  | { readonly person?: undefined; readonly messages: readonly string[] }
);
export type RowPlan = { readonly row: number } & (
  | { readonly does: "create"; readonly person: ImportedPerson }
  | { readonly does: "update"; readonly id: string; readonly version: number; readonly patch: Partial<ImportedPerson> }
  | { readonly does: "skip" }
  | { readonly does: "problem"; readonly messages: readonly string[]; readonly erased?: true }
);

export const ERASED = "os dados desta pessoa foram apagados a pedido: fica de fora, ou diga por que volta";

/** Reads rows as people, one after the other, and tells those that repeat an earlier one of the same file. */
export function rowReader(
  mapping: ImportMapping,
  { allowDuplicates, ...values }: ReadValues & { readonly allowDuplicates: boolean },
): (line: FileRow) => ReadRow {
  const seen = new Map<string, number>();
  return (line) => {
    const row = line.number;
    const read = readPerson(line, mapping, values);
    const parsed = PatientInput.safeParse(read.person);
    const unclear = read.problems.map(({ field, message }) => `${titleOf(field)}: ${message}`);
    if (!parsed.success || unclear.length > 0) {
      const told = new Set(read.problems.map(({ field }): PropertyKey => field));
      const wrong = (parsed.error?.issues ?? []).filter(({ path }) => !told.has(path[0] ?? ""));
      return { row, messages: [...unclear, ...wrong.map(({ path, message }) => `${labelOf(path[0])}: ${message}`)] };
    }
    const person = parsed.data;
    const marks = marksOf(person, allowDuplicates);
    const repeated = marks.flatMap(({ mark, what }) => {
      const earlier = seen.get(mark);
      return earlier === undefined ? [] : [`parece a mesma pessoa da linha ${earlier}: ${what}`];
    });
    for (const { mark } of marks) if (!seen.has(mark)) seen.set(mark, row);
    return repeated.length > 0 ? { row, messages: repeated.slice(0, 1) } : { row, person };
  };
}

const labelOf = (field: PropertyKey | undefined) =>
  IMPORT_FIELDS.includes(field as ImportField) ? titleOf(field as ImportField) : String(field);

/** By what two rows are taken for one person. A CPF is one person's, whatever is allowed. */
function marksOf({ name, birthDate, cpf, phone }: ImportedPerson, allowDuplicates: boolean) {
  const folded = unaccented(name);
  return [
    ...(cpf ? [{ mark: `cpf ${cpf}`, what: "mesmo CPF" }] : []),
    ...(allowDuplicates || !birthDate
      ? []
      : [{ mark: `born ${birthDate} ${folded}`, what: "mesmo nome e nascimento" }]),
    ...(allowDuplicates || !phone ? [] : [{ mark: `phone ${phone} ${folded}`, what: "mesmo nome e telefone" }]),
  ];
}

/** What becomes of a row, given who of those that are there may be the same person. */
export function planRow(
  { row, person, messages }: ReadRow,
  matches: readonly ImportMatch[],
  options: { readonly onExisting: OnExisting; readonly allowDuplicates: boolean },
): RowPlan {
  if (!person) return { row, does: "problem", messages };
  if (options.onExisting !== "refuse") {
    const same = samePerson(person, matches);
    if (same.length > 1)
      return { row, does: "problem", messages: [`há ${same.length} cadastros com este nome e nascimento`] };
    const [found] = same;
    if (found && !found.alike)
      return { row, does: "problem", messages: ["o CPF é de um cadastro com outro nome: confira o número"] };
    if (found) return existing(row, person, found, options.onExisting);
  }
  const alike = matches.flatMap((match) => {
    const why = likenessOf(match);
    // Two people may be alike; the database has each CPF once, whatever is allowed.
    return why.length > 0 && (!options.allowDuplicates || match.sameCpf)
      ? [`já existe um cadastro com ${why.join(" e ")}`]
      : [];
  });
  return alike.length > 0 ? { row, does: "problem", messages: alike } : { row, does: "create", person };
}

/** By CPF; else by name and day of birth, where no CPF speaks against it; else by all the person's fields. */
function samePerson(person: ImportedPerson, matches: readonly ImportMatch[]): ImportMatch[] {
  const byCpf = matches.filter(({ sameCpf }) => sameCpf);
  if (byCpf.length > 0) return byCpf;
  return matches.filter(({ sameName, sameRecord, cpf }) => sameRecord || (sameName && (!person.cpf || cpf === null)));
}

function existing(row: number, person: ImportedPerson, found: ImportMatch, onExisting: OnExisting): RowPlan {
  // An empty cell says nothing, so it takes nothing away.
  const patch = Object.fromEntries(
    IMPORT_FIELDS.flatMap((field) => (person[field] && person[field] !== found[field] ? [[field, person[field]]] : [])),
  );
  if (onExisting === "skip" || Object.keys(patch).length === 0) return { row, does: "skip" };
  return { row, does: "update", id: found.id, version: found.version, patch };
}

const likenessOf = ({ sameCpf, samePhone, similarName, sameRecord }: ImportMatch) => [
  ...(sameCpf ? ["mesmo CPF"] : []),
  ...(samePhone ? ["mesmo telefone"] : []),
  ...(similarName ? ["nome parecido e mesmo nascimento"] : []),
  ...(sameRecord && !sameCpf && !samePhone && !similarName ? ["mesmo nome"] : []),
];

/** One record is brought up to date by one row; a second one that means it is told. */
export function withoutRepeats(plans: readonly RowPlan[]): RowPlan[] {
  const seen = new Map<string, number>();
  return plans.map((plan) => {
    if (plan.does !== "update") return plan;
    const earlier = seen.get(plan.id);
    if (earlier !== undefined)
      return { row: plan.row, does: "problem", messages: [`é o mesmo cadastro da linha ${earlier}`] };
    seen.set(plan.id, plan.row);
    return plan;
  });
}
