import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { eventually, rootDirectory, temporaryDirectory } from "@acolhe/testing";
import { describe, expect, test } from "vitest";
import { runNode, runTests } from "../../scripts/run-tests.ts";
import { failuresOf, patternOf, type VitestResults } from "../../scripts/vitest-results.ts";

/** Runs some of the small tests as `npm test` runs ours. */
async function runFixtures(names: readonly string[], secondsMax = 60) {
  await using directory = await temporaryDirectory();
  const flakyFile = join(directory.path, "flaky.json");
  const said: string[] = [];
  const config = join(rootDirectory, "tests", "runner", "fixture", "vitest.config.ts");
  const counts = await runTests({
    root: rootDirectory,
    vitest: join(rootDirectory, "node_modules", "vitest", "vitest.mjs"),
    flags: ["--config", config],
    files: names,
    resultsFile: join(directory.path, "vitest.json"),
    flakyFile,
    env: { ...process.env, RUNNER_MARKS: directory.path },
    secondsMax,
    say: (line) => said.push(line),
    stdio: "ignore",
  });
  const mark = join(directory.path, "server");
  return {
    counts,
    said,
    flaky: JSON.parse(readFileSync(flakyFile, "utf8")) as { file: string; name: string }[],
    /** The process of a server that a test started. */
    server: existsSync(mark) ? Number(readFileSync(mark, "utf8")) : null,
  };
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe("of tests that failed", () => {
  test("those that pass alone are flaky, named with their seed, and the one that fails again fails the run", async () => {
    const { counts, said, flaky } = await runFixtures(["first-time", "always", "passes", "loads-late"]);
    expect(counts).toEqual({ passed: 5, failed: 1, flaky: 3 });
    expect(flaky.map(({ name }) => name).sort()).toEqual([
      "a part (of some kind) > fails the first time and passes beside it",
      "a part (of some kind) > fails the first time, with its seed: a+b?",
      null,
    ]);
    expect(flaky).toContainEqual(
      expect.objectContaining({
        file: join("tests", "runner", "fixture", "first-time.fixture.ts"),
        seed: "-1764",
        reason: expect.stringContaining("Property failed after 3 tests"),
        at: expect.stringMatching(/^\d{4}-/),
        seconds: expect.any(Number),
      }),
    );
    const lines = said.filter((line) => line.startsWith("flaky: "));
    expect(lines).toHaveLength(3);
    expect(lines.join("\n")).toMatch(/with its seed: a\+b\? \(failed after \d+\.\d s, seed -1764\): /);
    expect(said).toContain(`again, alone: ${join("tests", "runner", "fixture", "always.fixture.ts")} > fails always`);
  });

  test("none are run again where none failed", async () => {
    const { counts, said, flaky } = await runFixtures(["passes"]);
    expect([counts, said, flaky]).toEqual([{ passed: 1, failed: 0, flaky: 0 }, [], []]);
  });

  test("an error outside of any test fails the run, though every test passed", async () => {
    expect((await runFixtures(["outside"])).counts).toEqual({ passed: 1, failed: 1, flaky: 0 });
  });

  test("one that never ends is ended with the run's time and its servers, and fails it", async () => {
    const { counts, said, server } = await runFixtures(["hangs"], 3);
    expect([counts, said]).toEqual([{ passed: 0, failed: 1, flaky: 0 }, ["ended: its time is up"]]);
    // A busy machine may not come so far as to start it.
    if (server !== null) await eventually(() => !isAlive(server), { what: "the server has ended" });
  });
});

test("a run that is ended from outside ends what it started", async () => {
  await using directory = await temporaryDirectory();
  const mark = join(directory.path, "server");
  const server = `require("node:fs").writeFileSync(${JSON.stringify(mark)}, String(process.pid)); setInterval(() => {}, 1e6);`;
  const program = `require("node:child_process").spawn(process.execPath, ["--eval", ${JSON.stringify(server)}], { detached: true });`;
  const stopped = new AbortController();
  const ended = runNode(["--eval", program], {
    ...{ root: rootDirectory, env: process.env, stdio: "ignore", until: performance.now() + 100_000 },
    ...{ say: () => undefined, signal: stopped.signal },
  });
  await eventually(() => existsSync(mark) && readFileSync(mark, "utf8") !== "", { what: "the server runs" });
  const pid = Number(readFileSync(mark, "utf8"));
  expect(isAlive(pid)).toBe(true);
  stopped.abort();
  expect(await ended).not.toBe(0);
  await eventually(() => !isAlive(pid), { what: "the server has ended" });
});

describe("what a reporter wrote", () => {
  const file = (
    status: string,
    ...tests: { status: string; ancestorTitles: string[]; title: string; failureMessages: string[] }[]
  ) => ({
    name: "/a/b.test.ts",
    status,
    message: "Error: cannot load",
    assertionResults: tests,
  });
  const results = (...testResults: VitestResults["testResults"][number][]): VitestResults => ({
    numPassedTests: 0,
    testResults,
  });
  const failed = (why: string) => ({ status: "failed", ancestorTitles: [], title: "x", failureMessages: [why] });

  test.each([
    ["{ seed: -17, path: '0' }", "-17"],
    ["failed with seed 42 after 3 runs", "42"],
    ["Seed: 7", "7"],
    ["seed=99", "99"],
    ["no seed was said", null],
    ["a proceeding 5", null],
  ])("finds the seed in %j", (why, seed) => {
    expect(failuresOf(results(file("failed", failed(why))))).toMatchObject([{ seed }]);
  });

  test("a file that did not load is a failure of its own, one with a failed test is not one more", () => {
    expect(failuresOf(results(file("failed")))).toMatchObject([{ name: null, reason: "Error: cannot load" }]);
    expect(failuresOf(results(file("failed", failed("a"), { ...failed("b"), status: "passed" })))).toHaveLength(1);
    expect(failuresOf(results(file("passed", { ...failed("b"), status: "passed" })))).toEqual([]);
  });

  test("a name with signs of patterns finds only itself", () => {
    const name = "a (b) [c] $d: e+f? /g/ h-i * {2}|x^\\";
    expect(new RegExp(patternOf(name)).test(name)).toBe(true);
    expect(new RegExp(patternOf(name)).test(`${name} more`)).toBe(false);
    expect(new RegExp(patternOf("a.b")).test("axb")).toBe(false);
  });
});
