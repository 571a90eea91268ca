import { number } from "#lib/format/text.ts";
import { m } from "#lib/paraglide/messages.js";
import type { DateOrder } from "./import-query.ts";
import type { Inspection } from "./imports.ts";

type Words<T extends string> = Readonly<Record<T, () => string>>;
type Notice = Inspection["notices"][number];

export const ENCODINGS: Words<NonNullable<Inspection["encoding"]>> = {
  "utf-8": m.records_import_encoding_utf8,
  "windows-1252": m.records_import_encoding_windows,
  "utf-16le": m.records_import_encoding_utf16,
  "utf-16be": m.records_import_encoding_utf16_big,
};
export const DELIMITERS: Words<NonNullable<Inspection["delimiter"]>> = {
  semicolon: m.records_import_delimiter_semicolon,
  comma: m.records_import_delimiter_comma,
  tab: m.records_import_delimiter_tab,
  bar: m.records_import_delimiter_bar,
};
export const DATE_ORDERS: Words<DateOrder> = {
  dmy: m.records_import_dates_dmy,
  mdy: m.records_import_dates_mdy,
};

const NOTICES: Readonly<Record<Notice["kind"], (of: { count: string; lines: string }) => string>> = {
  "lines-above": m.records_import_notice_lines_above,
  sums: m.records_import_notice_sums,
  "titles-again": m.records_import_notice_titles_again,
  "hidden-rows": m.records_import_notice_hidden_rows,
  "hidden-sheet": m.records_import_notice_hidden_sheet,
  "merged-cells": m.records_import_notice_merged_cells,
  "formulas-without-value": m.records_import_notice_formulas,
  "stray-quotes": m.records_import_notice_stray_quotes,
  "nul-bytes": m.records_import_notice_nul_bytes,
};

/** What is not to be seen in the rows, with the lines to look at. */
export function noticeText({ kind, count, lines }: Notice): string {
  const shown = lines.map(String).join(", ");
  return NOTICES[kind]({
    count: number(count),
    lines: count > lines.length ? `${shown}… (${number(count)})` : shown,
  });
}
