import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  builtPanel,
  chromiumPath,
  localDirectory,
  natsServerBinary,
  redisServerBinary,
  rootDirectory,
} from "@acolhe/testing";

const isLong = process.argv.includes("--all");
/** Twice what an idle machine of two cores takes, so that a busy one does not fail for being slow. */
const TESTS_SECONDS_MAX = isLong ? 3_600 : 1_200;
/** Of one tool; each suite allows less. */
const CHECK_SECONDS_MAX = 150;
const resultsFile = join(localDirectory, "vitest.json");

interface Counts {
  passed: number;
  failed: number;
}

interface Suite {
  name: string;
  /** On two idle cores the whole takes less than 15 minutes. The long forms have an hour for the tests. */
  allowedSeconds: number;
  run: () => Promise<Counts>;
}

const tool = (...path: string[]) => join(rootDirectory, "node_modules", ...path);

const suites: Suite[] = [
  { name: "servers and browser", allowedSeconds: 180, run: provide },
  {
    name: "format and lint",
    allowedSeconds: 30,
    run: () => check(tool("@biomejs", "biome", "bin", "biome"), "check", "."),
  },
  { name: "types", allowedSeconds: 60, run: () => check(tool("typescript", "bin", "tsc"), "--noEmit") },
  {
    name: "dead code",
    allowedSeconds: 30,
    run: () => check(tool("knip", "bin", "knip.js"), "--config", "scripts/knip.json"),
  },
  { name: "panel", allowedSeconds: 180, run: panel },
  { name: "tests", allowedSeconds: TESTS_SECONDS_MAX, run: tests },
];

async function provide(): Promise<Counts> {
  let failed = 0;
  for (const obtain of [natsServerBinary, redisServerBinary, chromiumPath]) {
    await obtain().catch((error: Error) => {
      failed += 1;
      console.error(error.message, error.cause ?? "");
    });
  }
  // Having them is no test; lacking one is a failure, said here and not by fifty tests.
  return { passed: 0, failed };
}

async function check(script: string, ...args: string[]): Promise<Counts> {
  const code = await runNode([script, ...args], CHECK_SECONDS_MAX);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Built first: its types know the texts and routes that the build generates. The browser's tests find it made. */
async function panel(): Promise<Counts> {
  await builtPanel();
  // Beside the older TypeScript that it needs, not with the other tools.
  const svelteCheck = join(rootDirectory, "apps", "admin-web", "node_modules", "svelte-check", "bin", "svelte-check");
  return check(svelteCheck, "--workspace", "apps/admin-web");
}

async function tests(): Promise<Counts> {
  rmSync(resultsFile, { force: true });
  mkdirSync(localDirectory, { recursive: true });
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${resultsFile}`];
  const code = await runNode([tool("vitest", "vitest.mjs"), ...args], TESTS_SECONDS_MAX);
  if (!existsSync(resultsFile)) return { passed: 0, failed: 1 };
  const results = JSON.parse(readFileSync(resultsFile, "utf8")) as VitestResults;
  // A file that does not even load has no failed test of its own.
  const broken = results.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const failed = results.numFailedTests + broken.length;
  // Vitest also fails for an error outside of any test.
  return { passed: results.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
}

interface VitestResults {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

function runNode(args: string[], secondsMax: number): Promise<number> {
  const env = { ...process.env, ...(isLong ? { ACOLHE_LONG: "1" } : {}) };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: rootDirectory, stdio: "inherit", env });
    // An endless loop in a test is ended here: the test runner cannot interrupt it.
    const late = setTimeout(() => {
      console.error(`ended after ${secondsMax} s, its budget`);
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 5_000).unref();
    }, secondsMax * 1000);
    child.once("close", () => clearTimeout(late));
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

const total: Counts = { passed: 0, failed: 0 };
const rows: string[] = [];
for (const suite of suites) {
  console.log(`\n▶ ${suite.name}`);
  const startedAt = performance.now();
  const counts = await suite.run();
  const seconds = (performance.now() - startedAt) / 1000;
  const isLate = seconds > suite.allowedSeconds;
  total.passed += counts.passed;
  total.failed += counts.failed + (isLate ? 1 : 0);
  const verdict = counts.failed > 0 ? "failed" : isLate ? "over budget" : "ok";
  rows.push(
    `${suite.name.padEnd(22)}${String(suite.allowedSeconds).padStart(8)} s${seconds.toFixed(1).padStart(8)} s  ${verdict}`,
  );
}
console.log(`\n${"suite".padEnd(22)}${"allowed".padStart(10)}${"taken".padStart(10)}\n${rows.join("\n")}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
