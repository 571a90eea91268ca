import { alikeRows } from "../../apps/admin-api/src/files/alike-rows.ts";
import { orderToRead } from "../../apps/admin-api/src/files/birth-dates.ts";
import { suggestedMapping, valuesAt } from "../../apps/admin-api/src/files/import-columns.ts";
import { rowReader } from "../../apps/admin-api/src/files/plan-import.ts";
import { type ParsedFile, readRows } from "../../apps/admin-api/src/files/read-rows.ts";
import { FileRefused } from "../../apps/admin-api/src/files/refused.ts";
import { seeded } from "../../tests/chaos/random.ts";
import type { Fuzzed } from "./fuzzed.ts";
import { mutatedFiles } from "./mutated-files.ts";

/** Broken files of people, and what has to be true of the result: they are read, or refused in words. */

const FAILURES_TOLD = 20;
/** What the readers of text, archives and encodings say of a broken file; anything else is a mistake of ours. */
const EXPECTED = /^(?:Z_|CSV_|INVALID_OPENING_QUOTE)/;
/** After so many the heap has the size that the engine works with, whatever it is given. */
const WARM_AFTER = 1_000;

export async function fuzzFiles(count: number, seed: number): Promise<Fuzzed> {
  const random = seeded(seed);
  const next = await mutatedFiles(random);
  const failures: string[] = [];
  let [slowestMs, read, warmKb] = [0, 0, 0];
  for (let n = 0; n < count; n += 1) {
    const file = next();
    const begun = process.cpuUsage();
    const outcome = await tried(file);
    const { user, system } = process.cpuUsage(begun);
    slowestMs = Math.max(slowestMs, (user + system) / 1_000);
    if (n <= WARM_AFTER) warmKb = process.resourceUsage().maxRSS;
    if (outcome === "read") read += 1;
    else if (outcome !== "refused" && failures.length < FAILURES_TOLD) failures.push(`${n}: ${outcome}`);
  }
  const memoryMb = Math.round((process.resourceUsage().maxRSS - warmKb) / 1024);
  return { inputs: count, failures, slowestMs: Math.round(slowestMs), memoryMb, read };
}

async function tried(file: Buffer): Promise<string> {
  try {
    plan(await readRows(file));
    return "read";
  } catch (error) {
    if (!(error instanceof FileRefused)) return String((error as Error).stack);
    const { cause } = error as { cause?: NodeJS.ErrnoException };
    return cause === undefined || EXPECTED.test(String(cause.code)) ? "refused" : String(cause.stack);
  }
}

/** What an import does with a file before it asks the database. */
function plan(parsed: ParsedFile): void {
  const mapping = suggestedMapping(parsed);
  const dateOrder = orderToRead(undefined, valuesAt(parsed.rows, mapping.indexOf("birthDate")));
  const read = rowReader(mapping, { dateOrder, today: "2030-06-15", allowDuplicates: false });
  alikeRows(parsed.rows.map(read).flatMap(({ row, person }) => (person ? [{ row, ...person }] : [])));
}
