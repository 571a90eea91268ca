import { DateTime } from "luxon";

/** A table that is written row by row. */
export interface Column<Row> {
  /** In the language of the people who open it. */
  readonly title: string;
  readonly value: (row: Row) => string | number | null;
  /** The value is a point in time, which a file tells by the clinic's clock. */
  readonly isInstant?: true;
}

/** The columns as people of that zone read them: an hour of the wall, and in the title whose wall it is. */
export const inZone = <Row>(columns: readonly Column<Row>[], zone: string): Column<Row>[] =>
  columns.map(({ title, value, isInstant }) =>
    isInstant ? { title: `${title} (${zone})`, value: (row) => wallTime(value(row), zone) } : { title, value },
  );

function wallTime(instant: string | number | null, zone: string): string | null {
  const at = instant === null ? undefined : DateTime.fromMillis(new Date(instant).valueOf(), { zone });
  return at?.isValid ? at.toFormat("yyyy-MM-dd HH:mm:ss") : null;
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
