import { IMPORT_CELLS_MAX, IMPORT_COLUMNS_MAX } from "../../limits.ts";
import { TOO_MANY_COLUMNS } from "../collect-lines.ts";
import type { Line } from "../line.ts";
import { tooLarge } from "../refused.ts";
import { unpacked } from "../unzip.ts";
import { numberText } from "./number-text.ts";
import { unescaped, walkXml } from "./walk-xml.ts";
import type { Sheet, Workbook } from "./workbook.ts";

/** The most that Excel takes in one cell. */
const CELL_CHARS_MAX = 32_767;
/** Merged cells of a list are some; more than this is a drawing. */
const MERGES_MAX = 10_000;

/** Cells that are shown as one, in one column: the text stands in the first. From and to are line numbers. */
export interface Merge {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}
export interface SheetRead {
  readonly merges: readonly Merge[];
  readonly formulasWithoutValue: readonly number[];
}

/** Hands over a sheet's lines as they come; what is enough, is not read on. */
export async function readSheet(
  workbook: Workbook,
  { part }: Sheet,
  take: (line: Line) => void,
  isDone?: () => boolean,
): Promise<SheetRead> {
  const sheet = createReading(workbook, take);
  await walkXml(unpacked(part), sheet, isDone);
  return sheet;
}

/** What the elements of a sheet add up to. */
function createReading(workbook: Workbook, take: (line: Line) => void): Parameters<typeof walkXml>[1] & SheetRead {
  const merges: Merge[] = [];
  const formulasWithoutValue: number[] = [];
  let number = 0;
  let hidden = false;
  let cells: string[] = [];
  let column = 0;
  let cell: Cell = NO_CELL;
  const closeCell = () => {
    if (cell.isFormula && cell.text === "" && formulasWithoutValue.length < IMPORT_CELLS_MAX)
      formulasWithoutValue.push(number);
    const text = textOf(cell, workbook);
    if (text.trim() === "") return;
    if (column > IMPORT_COLUMNS_MAX) throw tooLarge(TOO_MANY_COLUMNS);
    while (cells.length < column - 1) cells.push("");
    cells[column - 1] = text;
  };
  return {
    merges,
    formulasWithoutValue,
    open(name, attributes) {
      if (name === "row") {
        number = Number(attributes.r) || number + 1;
        hidden = /^(?:1|true)$/.test(attributes.hidden ?? "");
        cells = [];
        column = 0;
      } else if (name === "c") {
        column = columnOf(attributes.r) ?? column + 1;
        const [type, style] = [attributes.t ?? "n", Number(attributes.s) || 0];
        cell = { type, style, text: "", isFormula: false, isText: false };
      } else if (name === "f") cell.isFormula = true;
      else if (name === "rPh") cell.isPhonetic = true;
      else if (name === "v" || (name === "t" && !cell.isPhonetic)) cell.isText = true;
      else if (name === "mergeCell" && merges.length < MERGES_MAX) merges.push(...mergeOf(attributes.ref));
    },
    text(more) {
      if (cell.isText && cell.text.length < CELL_CHARS_MAX) cell.text += more.slice(0, CELL_CHARS_MAX);
    },
    close(name) {
      if (name === "c") closeCell();
      else if (name === "row") take({ number, cells, hidden });
      else if (name === "rPh") cell.isPhonetic = false;
      cell.isText = false;
    },
  };
}

interface Cell {
  readonly type: string;
  readonly style: number;
  text: string;
  isFormula: boolean;
  isText: boolean;
  isPhonetic?: boolean;
}
const NO_CELL: Cell = { type: "n", style: 0, text: "", isFormula: false, isText: false };

function textOf({ type, style, text }: Cell, { strings, shown, is1904 }: Workbook): string {
  if (type === "s") return strings[Number(text)] ?? "";
  if (type === "n") return numberText(text, shown[style] ?? { kind: "number" }, is1904);
  if (type === "d") return text.slice(0, "2000-12-31".length);
  if (type === "b") return text.trim() === "1" ? "sim" : "não";
  return unescaped(text);
}

/** AB12 is in column 28. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/i.exec(reference ?? "")?.[1];
  if (letters === undefined) return undefined;
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** What is merged sideways reads the same without: the text stands in the first column. */
function mergeOf(reference: string | undefined): Merge[] {
  const [first, last] = (reference ?? "").split(":");
  const [from, to] = [first, last].map((one) => Number(/\d+$/.exec(one ?? "")?.[0]));
  const column = columnOf(first);
  return column !== undefined && from && to && to > from ? [{ column, from, to }] : [];
}
