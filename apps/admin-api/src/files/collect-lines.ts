import { IMPORT_CELLS_MAX, IMPORT_COLUMNS_MAX, IMPORT_ROWS_MAX } from "../limits.ts";
import type { Line } from "./line.ts";
import { tooLarge } from "./refused.ts";

const most = (count: number) => ({
  pt: count.toLocaleString("pt-BR"),
  es: count.toLocaleString("es"),
  en: count.toLocaleString("en"),
});
const [rowsMax, columnsMax, cellsMax] = [most(IMPORT_ROWS_MAX), most(IMPORT_COLUMNS_MAX), most(IMPORT_CELLS_MAX)];
export const TOO_MANY_ROWS = {
  pt: `O arquivo tem mais de ${rowsMax.pt} linhas. Divida-o e envie uma parte de cada vez.`,
  es: `El archivo tiene más de ${rowsMax.es} líneas. Divídalo y envíe una parte a la vez.`,
  en: `The file has more than ${rowsMax.en} lines. Divide it and send one part at a time.`,
};
export const TOO_MANY_COLUMNS = {
  pt: `O arquivo tem mais de ${columnsMax.pt} colunas. Apague as que não são dos pacientes.`,
  es: `El archivo tiene más de ${columnsMax.es} columnas. Borre las que no son de los pacientes.`,
  en: `The file has more than ${columnsMax.en} columns. Delete those that are not about patients.`,
};
const TOO_MANY_CELLS = {
  pt: `O arquivo tem mais de ${cellsMax.pt} células preenchidas. Divida-o em partes.`,
  es: `El archivo tiene más de ${cellsMax.es} celdas llenas. Divídalo en partes.`,
  en: `The file has more than ${cellsMax.en} filled cells. Divide it into parts.`,
};
/** Titles, and what may stand above them and below the last person. */
const OTHER_LINES = 100;

/**
 * Takes the lines of a file as they are read, without the empty ones and within the limits of what may be read.
 *
 * @throws FileRefused from `add`, beyond a limit
 */
export function lineCollector() {
  const lines: Line[] = [];
  let filled = 0;
  return {
    lines,
    add({ number, cells, hidden = false }: Line): void {
      const texts = cells.map((cell) => cell.trim());
      const last = texts.findLastIndex((text) => text !== "");
      if (last < 0) return;
      if (last >= IMPORT_COLUMNS_MAX) throw tooLarge(TOO_MANY_COLUMNS);
      const line = texts.slice(0, last + 1);
      filled += line.filter((text) => text !== "").length;
      if (filled > IMPORT_CELLS_MAX) throw tooLarge(TOO_MANY_CELLS);
      if (lines.length >= IMPORT_ROWS_MAX + OTHER_LINES) throw tooLarge(TOO_MANY_ROWS);
      lines.push({ number, cells: line, ...(hidden ? { hidden } : {}) });
    },
  };
}
