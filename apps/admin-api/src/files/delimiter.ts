import type { Line } from "./line.ts";
import { findTitles } from "./titles.ts";

export const DELIMITERS = { semicolon: ";", comma: ",", tab: "\t", bar: "|" } as const;
export type Delimiter = keyof typeof DELIMITERS;
const NAMES = Object.keys(DELIMITERS) as Delimiter[];

const SAMPLE_CHARS = 64 * 1024;
const SAMPLE_LINES = 50;

/**
 * What parts the columns: the sign that makes the most known titles of one line, and among those the one that stands equally
 * often in most lines. A comma in one name, or a semicolon in one note, does neither.
 */
export function delimiterOf(text: string): Delimiter {
  const lines = text
    .slice(0, SAMPLE_CHARS)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "")
    .slice(0, SAMPLE_LINES);
  const fits = NAMES.map((name) => ({ name, ...fitOf(lines, DELIMITERS[name]) }));
  return fits.reduce((best, one) => (isBetter(one, best) ? one : best)).name;
}

interface Fit {
  /** Titles of ours in the line that has most of them. */
  readonly known: number;
  /** The part of the lines in which it stands as often as in that line. */
  readonly even: number;
  readonly columns: number;
}

const isBetter = (one: Fit, other: Fit) =>
  one.known !== other.known
    ? one.known > other.known
    : one.even !== other.even
      ? one.even > other.even
      : one.columns > other.columns;

function fitOf(lines: readonly string[], sign: string): Fit {
  const split: Line[] = lines.map((line, number) => ({ number, cells: splitLine(line, sign) }));
  const { at, known } = findTitles(split);
  const columns = split[at]?.cells.length ?? 1;
  // What does not stand between the titles parts nothing, however often it stands below.
  if (columns < 2) return { known: 0, even: 0, columns: 1 };
  const below = split.slice(at);
  return { known, columns, even: below.filter(({ cells }) => cells.length === columns).length / below.length };
}

/** Only for counting: a quoted text of several lines is counted line by line, the same for every sign. */
function splitLine(line: string, sign: string): string[] {
  const cells: string[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at <= line.length; at += 1) {
    if (line[at] === '"' && (isQuoted || line.slice(from, at).trim() === "")) isQuoted = !isQuoted;
    else if (at === line.length || (line[at] === sign && !isQuoted)) {
      cells.push(
        line
          .slice(from, at)
          .trim()
          .replace(/^"(.*)"$/, "$1"),
      );
      from = at + 1;
    }
  }
  return cells;
}
