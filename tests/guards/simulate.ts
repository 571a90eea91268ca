import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { rootDirectory, temporaryDirectory } from "@acolhe/testing";
import { commandLine } from "../../scripts/command-line.ts";
import { Copy } from "./copy.ts";
import { GUARDS, type Guard } from "./guards.ts";

/*
 * npm run guards:simulate -- [words of a guard …] [--runs N] [--threads N] [--update]
 *
 * Takes the guards of what is simulated out, one at a time, and lets the simulation look for what follows: which
 * invariant it sees broken, in which run, of N at most; where it finds nothing, in the schedules that once found something.
 * As many guards are looked at side by side as there are threads. `--update` writes what was found into the table of
 * docs/guards.md.
 */

const DOCUMENT = join(rootDirectory, "docs/guards.md");
const TABLE = /^\| Guard .*\n(?:\|.*\n)+/m;
const HEAD = "| Guard | In | Found in run | As |\n| ----- | -- | ------------ | -- |\n";

const { values, positionals } = commandLine(import.meta.filename, {
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "500" },
    threads: { type: "string", default: String(availableParallelism()) },
    update: { type: "boolean", default: false },
  },
});
/** The limits count in Redis, which the simulated one does not; the read side is not in it. */
const isSimulated = ({ file }: Guard) =>
  !/^(?:apps\/projector|libs\/(?:cache|database))\/|\/limit-rate\.ts$/.test(file);
const isChosen = ({ what }: Guard) => positionals.length === 0 || positionals.some((words) => what.includes(words));
const nameOf = ({ invariant, what }: Guard) => `${invariant}: ${what}`;

const chosen = GUARDS.filter((one) => isSimulated(one) && isChosen(one));
console.log(`${chosen.length} guards, at most ${values.runs} runs each, ${values.threads} at a time\n`);
const rows = new Map<string, string>();
let missed = 0;
const waiting = chosen.values();
await Promise.all(Array.from({ length: Number(values.threads) }, lookAtSome));
console.log(`\n${rows.size} guards taken out, ${missed} not found`);
process.exitCode = missed === 0 ? 0 : 1;

/** Each in a copy of its own, so that no other guard is missing in it. */
async function lookAtSome(): Promise<void> {
  await using directory = await temporaryDirectory("acolhe-guards-");
  const copy = new Copy(directory.path);
  for (const guard of waiting) {
    const { run, invariant } = await copy.without(guard, () => lookedFor(copy));
    if (!invariant && !guard.behind) missed++;
    const file = `[${guard.file.split("/").at(-1)}](../${guard.file})`;
    const found = invariant || !guard.behind ? run : `${run}: ${guard.behind}`;
    rows.set(nameOf(guard), `| ${nameOf(guard)} | ${file} | ${found} | ${invariant} |`);
    console.log(rows.get(nameOf(guard)));
    if (values.update) update();
  }
}

function update(): void {
  const document = readFileSync(DOCUMENT, "utf8");
  writeFileSync(
    DOCUMENT,
    document.replace(TABLE, (table) => `${HEAD}${rowsOf(table).join("\n")}\n`),
  );
}

/** All guards that are simulated, in their order; what was not run now is as it was. */
function rowsOf(table: string): string[] {
  const before = new Map(table.split("\n").map((row) => [row.split("|")[1]?.trim(), row]));
  return GUARDS.filter(isSimulated).flatMap((guard) => rows.get(nameOf(guard)) ?? before.get(nameOf(guard)) ?? []);
}

interface Found {
  readonly run: number | string;
  /** Empty: nothing was found. */
  readonly invariant: string;
}

async function lookedFor(copy: Copy): Promise<Found> {
  const { run, invariant } = await simulated(copy, ["--seed", "1", "--runs", values.runs, "--threads", "1"]);
  if (invariant) return { run, invariant };
  const kept = await simulated(copy, ["--kept"]);
  return kept.invariant ? { ...kept, run: "a kept schedule" } : { run: `**not** in ${run}`, invariant };
}

async function simulated({ folder }: Copy, options: readonly string[]): Promise<Found> {
  const child = spawn(process.execPath, ["tests/simulation/main.ts", ...options, "--json"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [said] = await Promise.all([text(child.stdout), once(child, "close")]);
  // An assertion of the code itself that fails is found as well: the process ends without a last line.
  const last = said.trim().split("\n").at(-1) ?? "";
  if (!last.startsWith("{")) return { run: 0, invariant: "the simulation ends with an error" };
  const { runs, firstViolation } = JSON.parse(last) as { runs: number; firstViolation: { invariant: string } | null };
  return { run: runs, invariant: firstViolation?.invariant ?? "" };
}
