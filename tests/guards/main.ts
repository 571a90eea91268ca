import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { localDirectory, rootDirectory, temporaryDirectory } from "@acolhe/testing";
import { commandLine } from "../../scripts/command-line.ts";
import { Copy } from "./copy.ts";
import { GUARDS } from "./guards.ts";

/*
 * npm run guards -- [I1 S3 …] [--update]
 *
 * Takes out one guard after another in a copy of the repository and runs the tests that cite its invariant: those of
 * the architecture's table whose names hold the invariant's. At least one has to fail. Before, all have to pass as the
 * code is. `--update` writes the table of a whole run into docs/guards.md.
 */

/** A test that waits for what will not come gives up after a minute, and several may. */
const RUN_MS_MAX = 10 * 60_000;
const DOCUMENT = join(rootDirectory, "docs/guards.md");
const HEAD = "| Invariant | Taken out | In | Then fails |\n| --- | --- | --- | --- |\n";

interface Results {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly title: string }[];
  }[];
}

const stopped = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopped.abort());

const { values, positionals } = commandLine(import.meta.filename, {
  allowPositionals: true,
  options: { update: { type: "boolean", default: false } },
});
const chosen = GUARDS.filter(({ invariant }) => positionals.length === 0 || positionals.includes(invariant));
await using directory = await temporaryDirectory("acolhe-guards-");
const copy = new Copy(directory.path);
for (const guard of chosen) copy.broken(guard);

const lines: string[] = [];
let problems = 0;
for (const invariant of new Set(chosen.map((guard) => guard.invariant))) {
  const before = await citing(invariant);
  if (before.passed === 0 || before.failed.length > 0) {
    problems++;
    console.error(`${invariant}: ${before.passed} tests pass as the code is, these fail: ${before.failed.join("; ")}`);
    continue;
  }
  for (const guard of chosen.filter((one) => one.invariant === invariant)) {
    const { failed } = await copy.without(guard, () => citing(invariant));
    if (failed.length === 0) problems++;
    const file = `[${guard.file.split("/").at(-1)}](../${guard.file})`;
    lines.push(`| ${invariant} | ${guard.what} | ${file} | ${shown(failed)} |`);
    console.log(lines.at(-1));
  }
}
console.log(`\n${lines.length} guards taken out, ${problems} problems`);
if (values.update && problems === 0 && positionals.length === 0) {
  const [intro = ""] = readFileSync(DOCUMENT, "utf8").split("| Invariant ");
  writeFileSync(DOCUMENT, `${intro}${HEAD}${lines.join("\n")}\n`);
}
process.exitCode = problems === 0 ? 0 : 1;

/** One test is enough to notice; the others are counted. */
function shown([first, ...others]: readonly string[]): string {
  if (first === undefined) return "**nothing**";
  const title = first.replace(/^(?:[A-Z]\d(?:, )?)+: /, "").replaceAll("|", "\\|");
  return others.length === 0 ? title : `${title}; and ${others.length} more`;
}

/** Test files that the architecture names for an invariant. */
function filesOf(invariant: string): string[] {
  const row = copy.read("docs/ARCHITECTURE.md").match(new RegExp(`^\\| ${invariant} +\\|.*$`, "m"))?.[0] ?? "";
  return [...row.matchAll(/\]\(\.\.\/([^)]+\.test\.ts)\)/g)].map(([, path = ""]) => path);
}

async function citing(invariant: string): Promise<{ passed: number; failed: string[] }> {
  const results = join(copy.folder, "results.json");
  writeFileSync(results, JSON.stringify({ testResults: [] }));
  const vitest = join(rootDirectory, "node_modules/vitest/vitest.mjs");
  const args = [vitest, "run", "-t", `\\b${invariant}\\b`, "--reporter=json", `--outputFile=${results}`];
  const child = spawn(process.execPath, [...args, ...filesOf(invariant)], {
    cwd: copy.folder,
    stdio: "ignore",
    env: { ...process.env, ACOLHE_LOCAL: localDirectory },
    signal: stopped.signal,
  });
  const late = setTimeout(() => child.kill("SIGTERM"), RUN_MS_MAX);
  await new Promise((resolve, reject) => child.once("close", resolve).once("error", reject));
  clearTimeout(late);
  const tests = (JSON.parse(readFileSync(results, "utf8")) as Results).testResults.flatMap(
    ({ assertionResults }) => assertionResults,
  );
  const titles = (status: string) => tests.filter((one) => one.status === status).map(({ title }) => title);
  return { passed: titles("passed").length, failed: titles("failed") };
}
