/** A table that is written row by row. */
export interface Column<Row> {
  /** In the language of the people who open it. */
  readonly title: string;
  readonly value: (row: Row) => string | number | null;
}

/**
 * What people typed must stay text in a spreadsheet: a leading sign would make it a formula, so a quotation mark guards it. A
 * phone is none. A text that looks guarded is guarded once more, so that `withoutGuard` gives back just what was there.
 */
export const harmless = (value: string | number | null): string | number | null =>
  typeof value === "string" && /^(?!\+\d+$)'*[=+\-@\t\r]/.test(value) ? `'${value}` : value;

export const withoutGuard = (text: string): string => text.replace(/^'(?='*[=+\-@\t\r])/, "");

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const CSV = "text/csv";
