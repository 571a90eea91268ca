import { styleText } from "node:util";
import { table } from "./table.ts";

type Style = Parameters<typeof styleText>[0];

/** Where a command says what it found: JSON for programs, lines and tables for people. */
export interface Output {
  readonly isJson: boolean;
  /** As it stands, for what makes its own JSON. */
  write(text: string): void;
  /** A line for people; nothing where JSON is asked for. */
  line(text?: string): void;
  /** For people; of no rows not even the head. */
  table(columns: readonly string[], rows: readonly (readonly string[])[]): void;
  /** The one JSON value of this command; nothing for people. */
  json(value: unknown): void;
  /** One JSON value a line, for commands that go on. */
  jsonLine(value: unknown): void;
  paint(style: Style, text: string): string;
}

/** Colours yield to NO_COLOR, and to an output that is no terminal. */
export function createOutput(isJson: () => boolean, stream: NodeJS.WriteStream = process.stdout): Output {
  const write = (text: string) => void stream.write(`${text}\n`);
  const paint = (style: Style, text: string) => styleText(style, text, { stream });
  return {
    get isJson() {
      return isJson();
    },
    paint,
    write,
    line: (text = "") => void (isJson() || write(text)),
    table: (columns, rows) => {
      if (isJson() || rows.length === 0) return;
      for (const [index, row] of table(columns, rows).entries()) write(index === 0 ? paint("bold", row) : row);
    },
    json: (value) => void (isJson() && write(JSON.stringify(value, null, 2))),
    jsonLine: (value) => void (isJson() && write(JSON.stringify(value))),
  };
}
