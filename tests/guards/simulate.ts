import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { rootDirectory, temporaryDirectory } from "@acolhe/testing";
import { commandLine } from "../../scripts/command-line.ts";
import { Copy } from "./copy.ts";
import { GUARDS, type Guard } from "./guards.ts";

/*
 * npm run guards:simulate -- [words of a guard …] [--update]
 *
 * Takes the guards of what is simulated out, one at a time, and lets the simulation look for what follows: which
 * invariant it sees broken, in which run; where it finds nothing, in the schedules that once found something. `--update` writes what was
 * found into the table of docs/guards.md.
 */

const RUNS_MAX = 1_000;
const SECONDS_MAX = 60;
const SEEDS = ["--seed", "1", "--runs", String(RUNS_MAX), "--seconds", String(SECONDS_MAX)];
const DOCUMENT = join(rootDirectory, "docs/guards.md");
const TABLE = /^\| Guard .*\n(?:\|.*\n)+/m;
const HEAD = "| Guard | In | Found in run | As |\n| ----- | -- | ------------ | -- |\n";

const { values, positionals } = commandLine(import.meta.filename, {
  allowPositionals: true,
  options: { update: { type: "boolean", default: false } },
});
/** The limits count in Redis, which the simulated one does not; the read side is not in it. */
const isSimulated = ({ file }: Guard) =>
  !/^(?:apps\/projector|libs\/(?:cache|database))\/|\/limit-rate\.ts$/.test(file);
const isChosen = ({ what }: Guard) => positionals.length === 0 || positionals.some((words) => what.includes(words));
await using directory = await temporaryDirectory("acolhe-guards-");
const copy = new Copy(directory.path);

const lines: string[] = [];
let missed = 0;
for (const guard of GUARDS.filter((one) => isSimulated(one) && isChosen(one))) {
  const { run, invariant } = await copy.without(guard, lookedFor);
  if (!invariant) missed++;
  const file = `[${guard.file.split("/").at(-1)}](../${guard.file})`;
  lines.push(`| ${guard.invariant}: ${guard.what} | ${file} | ${run} | ${invariant} |`);
  console.log(lines.at(-1));
  if (values.update) update();
}
console.log(`\n${lines.length} guards taken out, ${missed} not found`);
process.exitCode = missed === 0 ? 0 : 1;

function update(): void {
  const document = readFileSync(DOCUMENT, "utf8");
  writeFileSync(
    DOCUMENT,
    document.replace(TABLE, (table) => `${HEAD}${rowsOf(table).join("\n")}\n`),
  );
}

/** All guards that are simulated, in their order; what was not run now is as it was. */
function rowsOf(table: string): string[] {
  const nameOf = (row: string) => row.split("|")[1]?.trim();
  const known = new Map([...table.trim().split("\n"), ...lines].map((row) => [nameOf(row), row]));
  return GUARDS.filter(isSimulated).flatMap(({ invariant, what }) => known.get(`${invariant}: ${what}`) ?? []);
}

interface Found {
  readonly run: number | string;
  /** Empty: nothing was found. */
  readonly invariant: string;
}

async function lookedFor(): Promise<Found> {
  const { run, invariant } = await simulated(SEEDS);
  if (invariant) return { run, invariant };
  const kept = await simulated(["--kept"]);
  return kept.invariant ? { ...kept, run: "a kept schedule" } : { run: `**not** in ${run}`, invariant };
}

async function simulated(options: readonly string[]): Promise<Found> {
  const child = spawn(process.execPath, ["tests/simulation/main.ts", ...options, "--json"], {
    cwd: copy.folder,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [said] = await Promise.all([text(child.stdout), once(child, "close")]);
  // An assertion of the code itself that fails is found as well: the process ends without a last line.
  const last = said.trim().split("\n").at(-1) ?? "";
  if (!last.startsWith("{")) return { run: 0, invariant: "the simulation ends with an error" };
  const { runs, firstViolation } = JSON.parse(last) as { runs: number; firstViolation: { invariant: string } | null };
  return { run: runs, invariant: firstViolation?.invariant ?? "" };
}
