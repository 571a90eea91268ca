import { Readable } from "node:stream";
import { parse } from "csv-parse";
import ExcelJS from "exceljs";
import { Problem } from "../http/problem.ts";
import { IMPORT_ROWS_MAX } from "../limits.ts";

/** One line of a spreadsheet: its number there, and its cells by the title of their column. */
export interface FileRow {
  readonly number: number;
  readonly cells: Readonly<Record<string, string>>;
}

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const CSV = "text/csv";

const most = (locale: string) => IMPORT_ROWS_MAX.toLocaleString(locale);
const TOO_MANY = {
  pt: `O arquivo tem mais de ${most("pt-BR")} linhas. Divida-o e envie uma parte de cada vez.`,
  es: `El archivo tiene más de ${most("es")} líneas. Divídalo y envíe una parte a la vez.`,
  en: `The file has more than ${most("en")} lines. Divide it and send one part at a time.`,
};

/**
 * Reads a file line by line; the first says what the columns are.
 *
 * @throws Problem invalid-request when it cannot be read, payload-too-large beyond `IMPORT_ROWS_MAX`
 */
export async function readRows(
  file: Buffer,
  type: string,
): Promise<{ readonly titles: readonly string[]; readonly rows: readonly FileRow[] }> {
  const lines = type.startsWith(CSV) ? csvLines(file) : xlsxLines(file);
  const rows: FileRow[] = [];
  let titles: string[] | undefined;
  try {
    for await (const { number, cells } of lines) {
      if (titles === undefined) titles = cells.map((title) => title.trim().toLowerCase());
      else if (cells.some((cell) => cell.trim() !== "")) {
        if (rows.length === IMPORT_ROWS_MAX) throw new Problem("payload-too-large", { detail: TOO_MANY });
        const named = titles.map((title, index) => [title, (cells[index] ?? "").trim()]);
        rows.push({ number, cells: Object.fromEntries(named) });
      }
    }
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem("invalid-request", { detail: "O arquivo não pôde ser lido. Envie CSV ou XLSX.", cause });
  }
  return { titles: titles ?? [], rows };
}

interface Line {
  readonly number: number;
  readonly cells: string[];
}

async function* csvLines(file: Buffer): AsyncGenerator<Line> {
  const parser = Readable.from([file]).pipe(
    parse({ bom: true, delimiter: [";", ","], relax_column_count: true, skip_empty_lines: true, info: true }),
  );
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>)
    yield { number: info.lines, cells: record };
}

async function* xlsxLines(file: Buffer): AsyncGenerator<Line> {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([file]), {
    worksheets: "emit",
    sharedStrings: "cache",
    styles: "cache",
    hyperlinks: "ignore",
    entries: "ignore",
  });
  for await (const sheet of reader) {
    for await (const row of sheet) {
      const cells = Array.from({ length: row.cellCount }, (_, index) => textOf(row.getCell(index + 1)));
      yield { number: row.number, cells };
    }
    return;
  }
}

/** Dates are cells of their own kind; the day counts, as it was typed. */
const textOf = ({ value, text }: ExcelJS.Cell) => (value instanceof Date ? value.toISOString().slice(0, 10) : text);
