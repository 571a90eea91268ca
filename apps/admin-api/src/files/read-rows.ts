import { Readable } from "node:stream";
import { parse } from "csv-parse";
import type ExcelJS from "exceljs";
import { IMPORT_CELLS_MAX, IMPORT_COLUMNS_MAX, IMPORT_INFLATED_BYTES_MAX, IMPORT_ROWS_MAX } from "../limits.ts";
import { FileRefused, tooLarge, UNREADABLE_FILE } from "./refused.ts";
import { CSV } from "./table.ts";
import { assertInflatesTo } from "./zip-size.ts";

/** One line of a spreadsheet: its number there, and its cells by their column's place. */
export interface FileRow {
  readonly number: number;
  readonly cells: readonly string[];
}
export interface ParsedFile {
  readonly titles: readonly string[];
  readonly rows: readonly FileRow[];
}

const most = (count: number) => ({
  pt: count.toLocaleString("pt-BR"),
  es: count.toLocaleString("es"),
  en: count.toLocaleString("en"),
});
const [rowsMax, columnsMax, cellsMax] = [most(IMPORT_ROWS_MAX), most(IMPORT_COLUMNS_MAX), most(IMPORT_CELLS_MAX)];
const TOO_MANY_ROWS = {
  pt: `O arquivo tem mais de ${rowsMax.pt} linhas. Divida-o e envie uma parte de cada vez.`,
  es: `El archivo tiene más de ${rowsMax.es} líneas. Divídalo y envíe una parte a la vez.`,
  en: `The file has more than ${rowsMax.en} lines. Divide it and send one part at a time.`,
};
const TOO_MANY_COLUMNS = {
  pt: `O arquivo tem mais de ${columnsMax.pt} colunas. Apague as que não são dos pacientes.`,
  es: `El archivo tiene más de ${columnsMax.es} columnas. Borre las que no son de los pacientes.`,
  en: `The file has more than ${columnsMax.en} columns. Delete those that are not about patients.`,
};
const TOO_MANY_CELLS = {
  pt: `O arquivo tem mais de ${cellsMax.pt} células preenchidas. Divida-o em partes.`,
  es: `El archivo tiene más de ${cellsMax.es} celdas llenas. Divídalo en partes.`,
  en: `The file has more than ${cellsMax.en} filled cells. Divide it into parts.`,
};
const EMPTY = "O arquivo está vazio. Envie uma planilha com os títulos na primeira linha.";

/**
 * Reads a file line by line; the first that says anything says what the columns are.
 *
 * @throws FileRefused for what cannot be read, and beyond each limit
 */
export async function readRows(file: Buffer, type: string): Promise<ParsedFile> {
  if (file.length === 0) throw new FileRefused("invalid-request", EMPTY);
  const lines = type.startsWith(CSV) ? csvLines(file) : xlsxLines(file);
  const rows: FileRow[] = [];
  let titles: readonly string[] | undefined;
  let filled = 0;
  try {
    for await (const { number, cells } of lines) {
      const texts = cells.map((cell) => cell.trim());
      const last = texts.findLastIndex((text) => text !== "");
      if (last < 0) continue;
      if (last >= IMPORT_COLUMNS_MAX) throw tooLarge(TOO_MANY_COLUMNS);
      const line = texts.slice(0, last + 1);
      filled += line.filter((text) => text !== "").length;
      if (filled > IMPORT_CELLS_MAX) throw tooLarge(TOO_MANY_CELLS);
      if (titles === undefined) titles = line;
      else if (rows.length === IMPORT_ROWS_MAX) throw tooLarge(TOO_MANY_ROWS);
      else rows.push({ number, cells: line });
    }
  } catch (error) {
    throw refusalOf(error);
  }
  if (titles === undefined) throw new FileRefused("invalid-request", EMPTY);
  return { titles, rows };
}

function refusalOf(error: unknown): FileRefused {
  if (error instanceof FileRefused) return error;
  if ((error as { code?: unknown }).code === "CSV_MAX_RECORD_SIZE") return tooLarge(TOO_MANY_COLUMNS);
  return new FileRefused("invalid-request", UNREADABLE_FILE);
}

interface Line {
  readonly number: number;
  readonly cells: readonly string[];
}

/** A line of the most columns, each with the longest text that a field takes, and as much again. */
const CSV_LINE_CHARS_MAX = IMPORT_COLUMNS_MAX * 500;

async function* csvLines(file: Buffer): AsyncGenerator<Line> {
  const text = decoded(file);
  const parser = Readable.from([text]).pipe(
    parse({
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: CSV_LINE_CHARS_MAX,
    }),
  );
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>)
    yield { number: info.lines, cells: record };
}

/** Spreadsheets write UTF-8 only when told to: else what Windows writes in Brazil. */
function decoded(file: Buffer): string {
  const isUtf16 = file[0] === 0xff && file[1] === 0xfe;
  if (isUtf16) return new TextDecoder("utf-16le").decode(file);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file);
  } catch {
    return new TextDecoder("windows-1252").decode(file);
  }
}

/** What parts the titles: the others may be in a name. */
function delimiterOf(text: string): string {
  const titles = text.slice(0, /[\r\n]/.exec(text)?.index ?? text.length);
  const times = (mark: string) => titles.split(mark).length;
  return [";", ",", "\t"].reduce((best, mark) => (times(mark) > times(best) ? mark : best));
}

async function* xlsxLines(file: Buffer): AsyncGenerator<Line> {
  await assertInflatesTo(file, IMPORT_INFLATED_BYTES_MAX);
  // Half of the thread's start, which CSV does not need.
  const { default: excel } = await import("exceljs");
  const reader = new excel.stream.xlsx.WorkbookReader(Readable.from([file]), {
    worksheets: "emit",
    sharedStrings: "cache",
    styles: "cache",
    hyperlinks: "ignore",
    entries: "ignore",
  });
  for await (const sheet of reader) {
    for await (const row of sheet) {
      const cells: string[] = [];
      row.eachCell((cell, column) => {
        const text = textOf(cell);
        if (text.trim() === "") return;
        if (column > IMPORT_COLUMNS_MAX) throw tooLarge(TOO_MANY_COLUMNS);
        while (cells.length < column - 1) cells.push("");
        cells[column - 1] = text;
      });
      yield { number: row.number, cells };
    }
    return;
  }
}

/** Dates are cells of their own kind; the day counts, as it was typed. */
function textOf({ value, text, result }: ExcelJS.Cell): string {
  const date = [value, result].find((one) => one instanceof Date);
  return date instanceof Date ? date.toISOString().slice(0, 10) : String(text);
}
