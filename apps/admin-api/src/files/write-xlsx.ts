import { once } from "node:events";
import { PassThrough, type Readable } from "node:stream";
import ExcelJS from "exceljs";
import { type Column, harmless } from "./table.ts";

/** Rows as an XLSX file. Written on as fast as the reader takes it, so that memory stays flat however many there are. */
export function writeXlsx<Row>(columns: readonly Column<Row>[], rows: AsyncIterable<Row>): Readable {
  const out = new PassThrough();
  void (async () => {
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false });
    const sheet = workbook.addWorksheet("Acolhe");
    sheet.addRow(columns.map(({ title }) => title)).commit();
    for await (const row of rows) {
      sheet.addRow(columns.map(({ value }) => asText(harmless(value(row))))).commit();
      if (out.writableNeedDrain && !out.destroyed) await Promise.race([once(out, "drain"), once(out, "close")]);
      if (out.destroyed) return;
    }
    sheet.commit();
    await workbook.commit();
  })().catch((error: Error) => out.destroy(error));
  return out;
}

/** What looks like the way Excel writes a sign that XML cannot hold would be read as that sign: its first one is written so. */
const asText = (value: string | number | null): string | number | null =>
  typeof value === "string" ? value.replace(/_(?=x[\dA-Fa-f]{4}_)/g, "_x005F_") : value;
