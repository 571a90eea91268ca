import { fieldTitled } from "./import-columns.ts";
import type { Line } from "./line.ts";

/** So far down the titles of the columns are looked for: above them stand a clinic's name, a date, a number of pages. */
const TITLES_WITHIN = 20;

/** Which line names the columns: the one with the most titles of ours if they are two or more, else the first. */
export function findTitles(lines: readonly Line[]): { readonly at: number; readonly known: number } {
  const counts = lines
    .slice(0, TITLES_WITHIN)
    .map(({ cells }) => new Set(cells.flatMap((cell) => fieldTitled(cell) ?? [])).size);
  const known = Math.max(0, ...counts);
  return known >= 2 ? { at: counts.indexOf(known), known } : { at: 0, known: counts[0] ?? 0 };
}

const PHONE_DIGITS_MIN = 10;

/** "Total: 120" below the people is none of them. */
export function isSum({ cells }: Line): boolean {
  const [first = "", ...others] = cells.filter((cell) => cell !== "");
  return (
    /^(?:sub)?tota(?:l|is)(?: (?:geral|de .*))?\s*:?\s*[\d.,]*$|^som(?:a|as|atório)\s*:?\s*[\d.,]*$/i.test(first) &&
    others.every((cell) => /^[\d.,R$%\s-]+$/.test(cell) && cell.replace(/\D/g, "").length < PHONE_DIGITS_MIN) &&
    (others.length > 0 || /\d|:/.test(first))
  );
}

/** The titles once more, as on each page of a printed list, or in cells merged over two lines. */
export function isAgain({ cells }: Line, titles: readonly string[]): boolean {
  const known = cells.filter((cell) => fieldTitled(cell) !== undefined).length;
  return known >= 2 && cells.every((cell, place) => cell === "" || cell === titles[place]);
}
