import type { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import { type Column, harmless } from "./table.ts";

/** Rows as CSV the way Brazilian spreadsheets open it: semicolons, and a mark that says UTF-8. */
export function writeCsv<Row>(columns: readonly Column<Row>[], rows: AsyncIterable<Row>): Readable {
  const stringifier = stringify({
    bom: true,
    delimiter: ";",
    header: true,
    columns: columns.map(({ title }) => title),
  });
  void (async () => {
    for await (const row of rows) {
      if (stringifier.destroyed) return;
      const cells = columns.map(({ value }) => harmless(value(row)));
      if (!stringifier.write(cells))
        await new Promise((resolve) => stringifier.once("drain", resolve).once("close", resolve));
    }
    stringifier.end();
  })().catch((error: Error) => stringifier.destroy(error));
  return stringifier;
}
