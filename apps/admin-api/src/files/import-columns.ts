import { isValidCpf } from "../schemas/common.ts";
import { unaccented } from "../unaccented.ts";
import type { FileRow } from "./line.ts";

export const IMPORT_FIELDS = [
  "name",
  "socialName",
  "birthDate",
  "cpf",
  "phone",
  "email",
  "language",
  "insurance",
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];
/** Which field each column of a file holds, by its place; null: none of ours. */
export type ImportMapping = readonly (ImportField | null)[];

/** The first is the title of the template; the others are what people write, without accents and marks. */
const TITLES: Readonly<Record<ImportField, readonly string[]>> = {
  name: ["Nome", "nome completo", "nome do paciente", "paciente", "cliente", "name"],
  socialName: ["Nome social"],
  birthDate: ["Nascimento", "data de nascimento", "data nascimento", "data nasc", "dt nascimento", "dt nasc", "nasc"],
  cpf: ["CPF", "cpf do paciente", "n cpf", "numero do cpf"],
  phone: ["Telefone", "celular", "whatsapp", "fone", "tel", "telefone celular", "telefone 1", "phone"],
  email: ["E-mail", "email", "correio eletronico"],
  language: ["Idioma", "lingua", "language"],
  insurance: ["Convênio", "plano", "plano de saude", "operadora", "seguro", "insurance"],
};
export const titleOf = (field: ImportField): string => TITLES[field][0] ?? field;

const simple = (title: string) =>
  unaccented(title)
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
const BY_TITLE = new Map(
  IMPORT_FIELDS.flatMap((field) => TITLES[field].map((title) => [simple(title), field] as const)),
);
/** The field that a title names. */
export const fieldTitled = (title: string): ImportField | undefined => BY_TITLE.get(simple(title));

/** What values look like where a title says nothing. */
const LOOKS: readonly (readonly [ImportField, (text: string) => boolean])[] = [
  ["cpf", (text) => /^[\d.\s-]+$/.test(text) && isValidCpf(text)],
  ["email", (text) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text)],
  ["birthDate", (text) => /^(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2})$/.test(text)],
  ["phone", (text) => /^\+?[\d()\s.-]+$/.test(text) && /^\d{10,13}$/.test(text.replace(/\D/g, ""))],
];
/** Of so many values, so large a part must look like one. */
const LOOKED_AT = 50;
const LOOKS_PART = 0.8;

/** Which field each column seems to hold: by its title, or else by what is in it. No field twice. */
export function suggestedMapping({
  titles,
  rows,
}: {
  readonly titles: readonly string[];
  readonly rows: readonly FileRow[];
}): (ImportField | null)[] {
  const given = new Set<ImportField>();
  const once = (field: ImportField | undefined) => {
    if (field === undefined || given.has(field)) return null;
    given.add(field);
    return field;
  };
  const byTitle = titles.map((title) => once(fieldTitled(title)));
  return byTitle.map((field, place) => {
    // A column whose title is one of ours, but comes second, is not guessed anew.
    if (field !== null || fieldTitled(titles[place] ?? "")) return field;
    const values = valuesAt(rows, place).slice(0, LOOKED_AT);
    const looks = LOOKS.find(
      ([name, fits]) =>
        !given.has(name) && values.length > 0 && values.filter(fits).length >= values.length * LOOKS_PART,
    );
    return once(looks?.[0]);
  });
}

/** For each column, the place of an earlier one whose title names the same field: people say which of them counts. */
export function rivalsOf(titles: readonly string[]): (number | null)[] {
  const fields = titles.map(fieldTitled);
  return fields.map((field, place) => {
    const first = field === undefined ? place : fields.indexOf(field);
    return first < place ? first : null;
  });
}

export const valuesAt = (rows: readonly FileRow[], place: number): string[] =>
  rows.flatMap(({ cells }) => cells[place] || []);

/** By titles alone: how a file is taken when no user looked at it first. */
export function titledMapping(titles: readonly string[]): (ImportField | null)[] {
  return suggestedMapping({ titles, rows: [] });
}
