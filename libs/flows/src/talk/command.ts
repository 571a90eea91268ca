import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import type { Flow } from "@acolhe/conversation";
import type { PatientCard } from "@acolhe/events";
import { readLine } from "./line.ts";
import { cardOf, Records } from "./records.ts";
import { startTalk } from "./talk.ts";

interface Given {
  readonly input: NodeJS.ReadableStream;
  readonly print: (line: string) => void;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly patient?: PatientCard | undefined;
}

/** JSON lines in, one JSON line out for each; a line that cannot be done is answered by its error. */
export async function talkInLines(flow: Flow, { input, print, start, patient }: Given): Promise<void> {
  const talk = startTalk(flow, { start, patient });
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (text.trim() === "") continue;
    try {
      print(JSON.stringify(talk.do(readLine(text)).report));
    } catch (error) {
      print(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
    }
  }
}

/** @throws when the file is no records */
export const recordsIn = (path: string, flow: Flow, now: number): PatientCard =>
  cardOf(Records.parse(JSON.parse(readFileSync(path, "utf8"))), flow, now);
