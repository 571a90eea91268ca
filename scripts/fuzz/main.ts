import { commandLine } from "../command-line.ts";
import { fuzzFiles } from "./files.ts";
import type { Fuzzed } from "./fuzzed.ts";
import { fuzzHeaders } from "./headers.ts";

/*
 * npm run fuzz -- headers|files [--count 100000] [--seed 1]
 *
 * Inputs that a seed repeats exactly, against what takes words of others. It prints one line of JSON, and ends with 1 where
 * an input broke something, took a second or longer, or 200 MB.
 */

const SLOW_MS = 1_000;
const MEMORY_MB_MAX = 200;
const KINDS: Readonly<Record<string, (count: number, seed: number) => Promise<Fuzzed>>> = {
  headers: fuzzHeaders,
  files: fuzzFiles,
};

const { positionals, values } = commandLine(import.meta.filename, {
  allowPositionals: true,
  options: { count: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
});
const kind = positionals[0] ?? "";
const fuzz = KINDS[kind];
if (!fuzz) {
  console.error(`usage: npm run fuzz -- ${Object.keys(KINDS).join("|")} [--count N] [--seed S]`);
  process.exit(2);
}
const seed = Number(values.seed);
const fuzzed = await fuzz(Number(values.count), seed);
console.log(JSON.stringify({ kind, seed, ...fuzzed }));
const { failures, slowestMs, memoryMb } = fuzzed;
process.exitCode = failures.length > 0 || slowestMs >= SLOW_MS || memoryMb >= MEMORY_MB_MAX ? 1 : 0;
