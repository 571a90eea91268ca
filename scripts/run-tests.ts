import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { endGroups, startedBy } from "./started-by.ts";
import { type Failure, failuresOf, patternOf, type VitestResults } from "./vitest-results.ts";

/*
 * Runs the tests, and each that failed once more, alone: the others no longer take its machine's time. One that passes then
 * is flaky: it does not fail the run, but it is named and counted, because it is a defect of ours all the same.
 */

/** More than this is no accident of the machine's: nothing is run again. */
const RERUNS_MAX = 20;

export interface RunOptions {
  readonly root: string;
  readonly vitest: string;
  /** Settings of vitest, for every run. */
  readonly flags: readonly string[];
  /** Parts of files' names; none: all files. */
  readonly files: readonly string[];
  /** Where the reporter's results go, and beside them the list of flaky tests. */
  readonly resultsFile: string;
  readonly flakyFile: string;
  readonly env: NodeJS.ProcessEnv;
  /** For everything, runs of single tests included. */
  readonly secondsMax: number;
  readonly say: (line: string) => void;
  readonly stdio?: "inherit" | "ignore";
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly flaky: number;
}

interface Flaky extends Failure {
  /** When it was run again. */
  readonly at: string;
}

export async function runTests(options: RunOptions): Promise<Counts> {
  const { flakyFile, say, root } = options;
  const until = performance.now() + options.secondsMax * 1000;
  const first = await run(options, options.files, until);
  writeJson(flakyFile, []);
  if (!first.results) return { passed: 0, failed: 1, flaky: 0 };
  const failures = failuresOf(first.results);
  const passed = first.results.numPassedTests;
  // Vitest also fails for an error outside of any test.
  if (failures.length === 0) return { passed, failed: first.code === 0 ? 0 : 1, flaky: 0 };
  if (failures.length > RERUNS_MAX) {
    say(`${failures.length} tests failed: too many to run each again`);
    return { passed, failed: failures.length, flaky: 0 };
  }
  const flaky: Flaky[] = [];
  for (const failure of failures) {
    say(`again, alone: ${titleOf(root, failure)}`);
    if (await passesAlone(options, failure, until)) flaky.push({ ...failure, at: new Date().toISOString() });
  }
  writeJson(
    flakyFile,
    flaky.map((one) => ({ ...one, file: relative(root, one.file) })),
  );
  for (const one of flaky)
    say(
      `flaky: ${titleOf(root, one)} (failed after ${one.seconds.toFixed(1)} s, seed ${one.seed ?? "not said"}): ${one.reason}`,
    );
  return { passed: passed + flaky.length, failed: failures.length - flaky.length, flaky: flaky.length };
}

async function passesAlone(options: RunOptions, { file, name }: Failure, until: number): Promise<boolean> {
  const only = name === null ? [] : ["--testNamePattern", patternOf(name)];
  const { code, results } = await run(options, [file, "--no-file-parallelism", ...only], until);
  // Nothing that ran at all is no pass.
  return code === 0 && results !== null && results.numPassedTests > 0;
}

const titleOf = (root: string, { file, name }: Failure) => `${relative(root, file)} > ${name ?? "(the file)"}`;

async function run(
  { vitest, flags, root, env, resultsFile, stdio = "inherit", say }: RunOptions,
  args: readonly string[],
  until: number,
): Promise<{ code: number; results: VitestResults | null }> {
  rmSync(resultsFile, { force: true });
  mkdirSync(dirname(resultsFile), { recursive: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${resultsFile}`];
  const code = await runNode([vitest, "run", ...flags, ...args, ...reporters], { root, env, stdio, until, say });
  const results = existsSync(resultsFile) ? (JSON.parse(readFileSync(resultsFile, "utf8")) as VitestResults) : null;
  return { code, results };
}

function writeJson(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** Runs a program of Node until it ends, or its time is up. Resolves with its exit code. */
export function runNode(
  args: readonly string[],
  options: {
    readonly root: string;
    readonly env: NodeJS.ProcessEnv;
    readonly stdio: "inherit" | "ignore";
    /** By `performance.now()`. */
    readonly until: number;
    readonly say: (line: string) => void;
    /** Ends it before its time. */
    readonly signal?: AbortSignal;
  },
): Promise<number> {
  const { root, env, stdio, until, say, signal } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio, env });
    let left: readonly number[] = [];
    const end = () => {
      left = startedBy(child.pid!);
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 5_000).unref();
    };
    signal?.addEventListener("abort", end);
    const late = setTimeout(
      () => {
        // An endless loop in a test is ended here: the test runner cannot interrupt it.
        say("ended: its time is up");
        end();
      },
      Math.max(0, until - performance.now()),
    );
    child.once("close", () => {
      signal?.removeEventListener("abort", end);
      clearTimeout(late);
      // A test that is ended by force does not end its servers.
      endGroups(left);
    });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}
