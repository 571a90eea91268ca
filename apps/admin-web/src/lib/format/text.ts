import { languageTag } from "./dates.ts";
import { numberFormat } from "./intl.ts";

/** +55 11 98765-4321: Brazilian numbers as Brazilians write them, others with their digits in one piece. */
export function phone(digits: string | null | undefined): string {
  if (!digits) return "";
  const plain = digits.replace(/\D/g, "");
  if (/^\+(?!55)/.test(digits)) return `+${plain}`;
  const brazilian = /^(?:55)?(\d{2})(\d{4,5})(\d{4})$/.exec(plain);
  if (brazilian) return `(${brazilian[1]}) ${brazilian[2]}-${brazilian[3]}`;
  return plain === "" ? digits : `+${plain}`;
}

export function cpf(digits: string | null | undefined): string {
  if (!digits) return "";
  const found = /^(\d{3})(\d{3})(\d{3})(\d{2})$/.exec(digits.replace(/\D/g, ""));
  return found ? `${found[1]}.${found[2]}.${found[3]}-${found[4]}` : digits;
}

/** Of cents. */
export const money = (cents: number): string =>
  numberFormat(languageTag(), { style: "currency", currency: "BRL" }).format(cents / 100);

export const number = (value: number): string => numberFormat(languageTag()).format(value);

export const percent = (share: number): string =>
  numberFormat(languageTag(), { style: "percent", maximumFractionDigits: 1 }).format(share);

const TITLE = /^(?:dra?|sra?|prof[aª]?|mrs?|ms)\.?$/i;

/** Two letters for a round picture, without a title: "Dra. Helena Duarte" is HD. */
export function initials(name: string): string {
  const all = name.trim().split(/\s+/);
  const untitled = all.filter((word) => !TITLE.test(word));
  const words = untitled.length > 0 ? untitled : all;
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? "");
  return letters.join("").toLocaleUpperCase(languageTag());
}
