/** A table that is written row by row. */
export interface Column<Row> {
  /** In the language of the people who open it. */
  readonly title: string;
  readonly value: (row: Row) => string | number | null;
}

/** What people typed must stay text in a spreadsheet: a leading sign would make it a formula. A phone is none. */
export const harmless = (value: string | number | null): string | number | null =>
  typeof value === "string" && /^(?!\+\d+$)[=+\-@\t\r]/.test(value) ? `'${value}` : value;

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const CSV = "text/csv";
