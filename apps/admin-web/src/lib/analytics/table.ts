export type Cell = string | number | null;
export interface Table {
  readonly columns: readonly { readonly label: string; readonly format?: (value: number) => string }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** How a cell reads; what is not known is a dash. */
export function cellText(value: Cell, format: (value: number) => string): string {
  if (value === null) return "—";
  return typeof value === "number" ? format(value) : value;
}

/** A text that a spreadsheet would take for a formula is told as text. */
const harmless = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const quoted = (text: string) => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** As Brazilian spreadsheets open it: semicolons, decimal commas, and a mark that says UTF-8. */
export function csvOf({ columns, rows }: Table): string {
  const cell = (value: Cell) => {
    if (value === null) return "";
    return typeof value === "number" ? String(value).replace(".", ",") : quoted(harmless(value));
  };
  const lines = [columns.map(({ label }) => quoted(label)), ...rows.map((row) => row.map(cell))];
  return `\uFEFF${lines.map((line) => line.join(";")).join("\r\n")}\r\n`;
}
