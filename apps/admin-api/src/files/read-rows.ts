import { IMPORT_ROWS_MAX } from "../limits.ts";
import { TOO_MANY_ROWS } from "./collect-lines.ts";
import type { Encoding } from "./decode-text.ts";
import type { Delimiter } from "./delimiter.ts";
import { type FileKind, kindOf } from "./kind-of-file.ts";
import type { FileRow, Line, SheetName } from "./line.ts";
import { type Notice, noticeOf } from "./notices.ts";
import { type CsvForm, readCsv } from "./read-csv.ts";
import { FileRefused, tooLarge, UNREADABLE_FILE } from "./refused.ts";
import { findTitles, isAgain, isSum } from "./titles.ts";

/** How a file is to be read, where its sender says so; else it is found out. */
export interface ReadAs extends CsvForm {
  readonly sheet?: string | undefined;
  /** Rows that the sheet hides are people, too. */
  readonly hiddenRows?: boolean | undefined;
}

export interface ParsedFile {
  readonly format: FileKind;
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  /** The one that was read, and all there are. */
  readonly sheet?: string;
  readonly sheets: readonly SheetName[];
  /** The number of the line that names the columns. */
  readonly titlesLine: number;
  readonly titles: readonly string[];
  readonly rows: readonly FileRow[];
  readonly notices: readonly Notice[];
}

const EMPTY = "O arquivo está vazio. Envie uma planilha com os títulos na primeira linha.";

/**
 * Reads a file line by line and finds what its columns are called.
 *
 * @throws FileRefused for what cannot be read, and beyond each limit
 */
export async function readRows(file: Buffer, as: ReadAs = {}): Promise<ParsedFile> {
  if (file.length === 0) throw new FileRefused("invalid-request", EMPTY);
  try {
    const format = kindOf(file);
    if (format === "csv") {
      const { lines, ...form } = await readCsv(file, as);
      return { format, sheets: [], ...form, ...peopleIn(lines, form.notices, as) };
    }
    // CSV, which most send, does not need it.
    const { readXlsx } = await import("./xlsx/read-xlsx.ts");
    const { lines, ...form } = await readXlsx(file, as.sheet);
    return { format, ...form, ...peopleIn(lines, form.notices, as) };
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused("invalid-request", UNREADABLE_FILE, { cause: error });
  }
}

/** The titles, and below them the rows that are people: no sums, and no rows that the sheet hides unless they are asked for. */
function peopleIn(lines: readonly Line[], notices: readonly Notice[], { hiddenRows = false }: ReadAs) {
  if (lines.length === 0) throw new FileRefused("invalid-request", EMPTY);
  const { at } = findTitles(lines);
  const { number: titlesLine, cells: titles } = lines[at]!;
  const below = lines.slice(at + 1);
  const {
    sums = [],
    titles: again = [],
    people = [],
  } = Object.groupBy(below, (line) => (isSum(line) ? "sums" : isAgain(line, titles) ? "titles" : "people"));
  const hidden = people.filter((line) => line.hidden);
  const rows = hiddenRows ? people : people.filter((line) => !line.hidden);
  if (rows.length > IMPORT_ROWS_MAX) throw tooLarge(TOO_MANY_ROWS);
  const numbers = (some: readonly Line[]) => some.map(({ number }) => number);
  return {
    titlesLine,
    titles,
    rows: rows.map(({ number, cells }) => ({ number, cells })),
    notices: [
      ...noticeOf("lines-above", numbers(lines.slice(0, at))),
      ...noticeOf("sums", numbers(sums)),
      ...noticeOf("titles-again", numbers(again)),
      ...noticeOf("hidden-rows", numbers(hidden)),
      ...notices,
    ],
  };
}
