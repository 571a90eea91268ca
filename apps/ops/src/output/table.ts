import { stripVTControlCharacters } from "node:util";

const GAP = "  ";
/** Of a sequence number with its thousands: `1,234`. */
const NUMBER = /^-?[\d,.]+(?: ?(?:%|ms|s|kB|MB))?$/;

/** Rows under their headings, numbers to the right. Widths are counted without colours. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widthOf = (text: string) => [...stripVTControlCharacters(text)].length;
  const widths = columns.map((heading, at) => Math.max(widthOf(heading), ...rows.map((row) => widthOf(row[at] ?? ""))));
  const isNumeric = columns.map((_, at) => rows.length > 0 && rows.every((row) => NUMBER.test(row[at] || "0")));
  const lineOf = (cells: readonly string[]) =>
    widths
      .map((width, at) => {
        const cell = cells[at] ?? "";
        const blank = " ".repeat(width - widthOf(cell));
        return isNumeric[at] ? blank + cell : cell + blank;
      })
      .join(GAP)
      .trimEnd();
  return [lineOf(columns), ...rows.map(lineOf)];
}
