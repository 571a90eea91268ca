import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { IMPORT_COLUMNS_MAX } from "../limits.ts";
import { lineCollector, TOO_MANY_COLUMNS } from "./collect-lines.ts";
import { decodeText, type Encoding } from "./decode-text.ts";
import { DELIMITERS, type Delimiter, delimiterOf } from "./delimiter.ts";
import type { Line } from "./line.ts";
import { type Notice, noticeOf } from "./notices.ts";
import { FileRefused, tooLarge } from "./refused.ts";

export interface CsvForm {
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: Delimiter | undefined;
}
export interface CsvRead {
  readonly lines: readonly Line[];
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly notices: readonly Notice[];
}

/** A line of the most columns, each with the longest text that a field takes, and as much again. */
const LINE_CHARS_MAX = IMPORT_COLUMNS_MAX * 500;
const STRAY_QUOTE = new Set(["INVALID_OPENING_QUOTE", "CSV_INVALID_CLOSING_QUOTE"]);

/** @throws FileRefused beyond a limit, and for quotes that make lines swallow each other, with the line to look at */
export async function readCsv(file: Buffer, form: CsvForm): Promise<CsvRead> {
  const decoded = decodeText(file, form.encoding);
  const written = decoded.text.replaceAll("\0", "");
  // Excel's own word on the delimiter; the line counts, but holds no people.
  const said = /^sep=([;,\t|])(?=\r|\n)/i.exec(written)?.[1];
  const text = said === undefined ? written : written.slice("sep=;".length);
  const delimiter = form.delimiter ?? delimiterSaid(said) ?? delimiterOf(text);
  const notices = noticeOf("nul-bytes", decoded.text.length - written.length);
  const sign = DELIMITERS[delimiter];
  try {
    return { lines: await linesOf(text, sign, false), encoding: decoded.encoding, delimiter, notices };
  } catch (error) {
    if (!STRAY_QUOTE.has(codeOf(error))) throw refusalOf(error, text, sign);
  }
  const lines = await linesOf(text, sign, true).catch((error: unknown) => {
    throw refusalOf(error, text, sign);
  });
  const swallowed = lines.find(({ cells }) => cells.some((cell) => /[\r\n]/.test(cell) && cell.includes(sign)));
  if (swallowed) throw openQuote(firstOpenQuote(text, sign) ?? swallowed.number);
  const quoted = lines.filter(({ cells }) => cells.some((cell) => cell.includes('"')));
  const stray = noticeOf(
    "stray-quotes",
    quoted.map(({ number }) => number),
  );
  return { lines, encoding: decoded.encoding, delimiter, notices: [...notices, ...stray] };
}

const delimiterSaid = (sign: string | undefined) =>
  (Object.keys(DELIMITERS) as Delimiter[]).find((name) => DELIMITERS[name] === sign);

async function linesOf(text: string, delimiter: string, isLenient: boolean): Promise<readonly Line[]> {
  const collector = lineCollector();
  const parser = Readable.from([text]).pipe(
    parse({
      delimiter,
      // A file that went through several programs ends its lines in several ways.
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: isLenient,
      skip_empty_lines: true,
      info: true,
      max_record_size: LINE_CHARS_MAX,
    }),
  );
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>)
    collector.add({ number: info.lines, cells: record });
  return collector.lines;
}

const codeOf = (error: unknown) => String((error as { code?: unknown }).code);

function refusalOf(error: unknown, text: string, sign: string): unknown {
  const code = codeOf(error);
  if (code !== "CSV_QUOTE_NOT_CLOSED" && code !== "CSV_MAX_RECORD_SIZE") return error;
  const line = firstOpenQuote(text, sign);
  return line === undefined ? tooLarge(TOO_MANY_COLUMNS) : openQuote(line);
}

/** The first line with a quote that opens a text and does not close it there: what follows was taken for the same text. */
function firstOpenQuote(text: string, sign: string): number | undefined {
  const lines = text.slice(0, SEARCHED_CHARS).split(/\r\n|\n|\r/);
  const at = lines.findIndex((line) => {
    const opens = line.startsWith('"') || line.includes(`${sign}"`);
    return opens && (line.split('"').length - 1) % 2 === 1;
  });
  return at < 0 ? undefined : at + 1;
}
const SEARCHED_CHARS = 4 * 1024 * 1024;

const openQuote = (line: number) =>
  new FileRefused("invalid-request", {
    pt: `Na linha ${line} há uma aspa (") que abre e não fecha. Apague-a, ou feche-a na mesma célula, e envie de novo.`,
    es: `En la línea ${line} hay una comilla (") que abre y no cierra. Bórrela, o ciérrela en la misma celda, y envíe de nuevo.`,
    en: `In line ${line} a quotation mark (") opens and does not close. Delete it, or close it in the same cell, and send again.`,
  });
