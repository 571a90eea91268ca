import { IMPORT_CELLS_MAX, IMPORT_COLUMNS_MAX, IMPORT_INFLATED_BYTES_MAX } from "../../limits.ts";
import { lineCollector } from "../collect-lines.ts";
import type { Line, SheetName } from "../line.ts";
import { type Notice, noticeOf } from "../notices.ts";
import { FileRefused, UNREADABLE_FILE } from "../refused.ts";
import { findTitles } from "../titles.ts";
import { assertInflatesTo } from "../unzip.ts";
import { type Merge, readSheet } from "./sheet.ts";
import { readWorkbook, type Sheet, type Workbook } from "./workbook.ts";

export interface XlsxRead {
  readonly lines: readonly Line[];
  readonly sheet: string;
  readonly sheets: readonly SheetName[];
  readonly notices: readonly Notice[];
}

/** So many lines of a sheet say whether people are in it. */
const LOOKED_AT = 20;
/** Workbooks with more tabs than this have people in the first ones, or say in which. */
const SHEETS_LOOKED_AT = 30;

/**
 * Reads one sheet of a workbook: the one asked for, or the likeliest. With a parser of XML that is kept up, and not a whole
 * library of spreadsheets: those build every sheet before they tell how large it is, and do not say which rows are hidden.
 *
 * @throws FileRefused
 */
export async function readXlsx(file: Buffer, asked: string | undefined): Promise<XlsxRead> {
  await assertInflatesTo(file, IMPORT_INFLATED_BYTES_MAX);
  const book = await readWorkbook(file);
  const sheet = asked === undefined ? await likeliest(book) : book.sheets.find(({ name }) => name === asked);
  if (!sheet) throw new FileRefused("invalid-request", asked === undefined ? UNREADABLE_FILE : NO_SUCH_SHEET);
  const collector = lineCollector();
  const { merges, formulasWithoutValue } = await readSheet(book, sheet, collector.add);
  const { lines, merged } = withMerged(collector.lines, merges);
  return {
    lines,
    sheet: sheet.name,
    sheets: book.sheets.map(({ name, hidden }) => ({ name, hidden })),
    notices: [
      ...noticeOf("hidden-sheet", sheet.hidden ? 1 : 0),
      ...noticeOf("merged-cells", merged),
      ...noticeOf("formulas-without-value", formulasWithoutValue),
    ],
  };
}

const NO_SUCH_SHEET = {
  pt: "A planilha não tem uma aba com este nome.",
  es: "La planilla no tiene una pestaña con este nombre.",
  en: "The spreadsheet has no tab of this name.",
};

/** The visible one with the most titles of ours; of equal ones the first that has a line at all. */
async function likeliest(book: Workbook): Promise<Sheet | undefined> {
  if (book.sheets.length < 2) return book.sheets[0];
  let best: { sheet: Sheet; score: number } | undefined;
  for (const sheet of book.sheets.slice(0, SHEETS_LOOKED_AT)) {
    const lines: Line[] = [];
    const take = (line: Line) => {
      if (lines.length < LOOKED_AT && line.cells.length > 0) lines.push(line);
    };
    await readSheet(book, sheet, take, () => lines.length >= LOOKED_AT);
    const score = findTitles(lines).known * 2 + (lines.length > 1 ? 1 : 0) - (sheet.hidden ? 1_000 : 0);
    if (best === undefined || score > best.score) best = { sheet, score };
  }
  return best?.sheet;
}

/** Each line that a merged cell goes over says what is seen in it. */
function withMerged(lines: readonly Line[], merges: readonly Merge[]) {
  const places = new Map(lines.map(({ number }, place) => [number, place]));
  const filled: Line[] = [...lines];
  const merged: number[] = [];
  for (const { column, from, to } of merges) {
    const first = places.get(from);
    const text = first === undefined ? undefined : filled[first]?.cells[column - 1];
    if (first === undefined || !text || column > IMPORT_COLUMNS_MAX) continue;
    for (let place = first + 1; place < filled.length && merged.length < IMPORT_CELLS_MAX; place += 1) {
      const line = filled[place]!;
      if (line.number > to) break;
      if (line.cells[column - 1]) continue;
      const cells = Array.from({ length: Math.max(line.cells.length, column) }, (_, at) => line.cells[at] ?? "");
      cells[column - 1] = text;
      filled[place] = { ...line, cells };
      merged.push(line.number);
    }
  }
  return { lines: filled, merged };
}
