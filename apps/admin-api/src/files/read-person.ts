import { isValidCpf } from "../schemas/common.ts";
import { type DateOrder, type Reading, readBirthDate } from "./birth-dates.ts";
import type { ImportField, ImportMapping } from "./import-columns.ts";
import type { FileRow } from "./line.ts";
import { withoutGuard } from "./table.ts";

export interface ReadValues {
  readonly dateOrder: DateOrder;
  readonly today: string;
}
export interface ReadPerson {
  readonly person: Partial<Record<ImportField, string>>;
  /** What has to be said before a value can be taken, by the field it stands in. */
  readonly problems: readonly { readonly field: ImportField; readonly message: string }[];
}

/** A row's cells by the names of the fields; empty ones and other columns are left out. */
export function readPerson({ cells }: FileRow, mapping: ImportMapping, as: ReadValues): ReadPerson {
  const person: Partial<Record<ImportField, string>> = {};
  const problems: { field: ImportField; message: string }[] = [];
  mapping.forEach((field, place) => {
    const text = cells[place];
    if (!field || !text) return;
    const reading = broken(text) ?? read(field, withoutGuard(text), as);
    if ("problem" in reading) problems.push({ field, message: reading.problem });
    else person[field] = reading.text;
  });
  return { person, problems };
}

/** What a spreadsheet or a program has lost of a value cannot be read, whatever is left of it. */
function broken(text: string): Reading | undefined {
  if (text.includes("\ufffd"))
    return { problem: "o texto perdeu letras (\ufffd): salve a planilha de novo, em CSV UTF-8 ou XLSX" };
  // UTF-8 taken for Windows' letters, by this reader where a file is in both, or by a program before.
  if (/[ÃÂ][\u00a1-\u00bf]/.test(text))
    return { problem: `as letras de ${text} estão trocadas: salve a planilha de novo, em CSV UTF-8 ou XLSX` };
  if (
    /^#(?:N\/[AD]|REF!|VALUE!|VALOR!|¡VALOR!|NAME\?|NOME\?|¿NOMBRE\?|DIV\/0!|¡DIV\/0!|NULL!|NULO!|NUM!|NÚM!|SPILL!|CALC!)$/i.test(
      text,
    )
  )
    return { problem: `a planilha mostra o erro ${text}` };
  return undefined;
}

/** What spreadsheets and people make of a value, made what the record takes. */
function read(field: ImportField, text: string, { dateOrder, today }: ReadValues): Reading {
  if (field === "birthDate") return readBirthDate(text, dateOrder, today);
  if (field === "language") return { text: languageOf(text) };
  if (field !== "cpf" && field !== "phone") return { text };
  // 1,19877E+10: the digits that are not shown are gone.
  if (/^\d+(?:[.,]\d+)?E\+?\d+$/i.test(text))
    return { problem: `a planilha encurtou o número para ${text}: formate a coluna como Texto e digite-o de novo` };
  const number = text.replace(/^(\d{8,})[.,]0+$/, "$1");
  return { text: field === "cpf" ? cpfOf(number) : number };
}

/** A spreadsheet that takes a CPF for a number drops its zeros in front: they are put back where the check digits agree. */
function cpfOf(text: string): string {
  const digits = text.replace(/[\s./-]/g, "");
  if (!/^\d{8,10}$/.test(digits)) return text;
  const whole = digits.padStart(11, "0");
  return isValidCpf(whole) ? whole : text;
}

const LANGUAGES: readonly (readonly [string, RegExp])[] = [
  ["pt", /^(?:pt(?:[-_]br)?|portugu[eê]s|portuguese)$/i],
  ["es", /^(?:es|espa[nñ]h?ol|spanish)$/i],
  ["en", /^(?:en|ingl[eê]s|english)$/i],
];
const languageOf = (text: string) => LANGUAGES.find(([, names]) => names.test(text))?.[0] ?? text;
