import { globSync } from "node:fs";
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import { INSTRUMENTER_CONSTANTS } from "@stryker-mutator/api/core";
import type { DryRunResult, MutantRunOptions, MutantRunResult, TestResult } from "@stryker-mutator/api/test-runner";
import { collected } from "./mutation-vitest.ts";

/*
 * Runs the engine's tests within Stryker's own process, where a planted fault is one assignment: some milliseconds
 * each, where starting Vitest anew takes seconds. Possible because the engine is pure and its tests are plain functions.
 */
const TESTS = "libs/conversation/test/**/*.test.ts";

/** What Stryker's instrumented code reads and writes. */
interface Instrumented {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: Extract<DryRunResult, { mutantCoverage?: unknown }>["mutantCoverage"];
}

function createRunner() {
  const globals = globalThis as unknown as Record<string, Instrumented>;
  globals[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};
  const instrumented = globals[INSTRUMENTER_CONSTANTS.NAMESPACE]!;
  let loads = 0;
  hookModules(() => loads);

  async function load(): Promise<void> {
    loads++;
    collected.tests.length = 0;
    for (const file of globSync(TESTS).sort()) {
      collected.file = file;
      await import(pathToFileURL(file).href);
    }
  }

  return {
    capabilities: () => ({ reloadEnvironment: true }),
    async dryRun(): Promise<DryRunResult> {
      await load();
      const tests = await runTests(instrumented);
      return { status: "complete", tests, mutantCoverage: instrumented.mutantCoverage } as DryRunResult;
    },
    async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
      const { activeMutant, mutantActivation, testFilter, hitLimit } = options;
      instrumented.activeMutant = mutantActivation === "static" ? activeMutant.id : undefined;
      try {
        if (loads === 0 || options.reloadEnvironment) {
          await load();
          // Fills the memos, so that no fault leaves anything in them for the next one.
          if (mutantActivation === "runtime") await runTests(instrumented);
        }
      } catch (error) {
        return { status: "error", errorMessage: messageOf(error) } as MutantRunResult;
      }
      Object.assign(instrumented, {
        activeMutant: activeMutant.id,
        hitCount: hitLimit === undefined ? undefined : 0,
        hitLimit,
      });
      const tests = await runTests(instrumented, new Set(testFilter ?? collected.tests.map(({ id }) => id)));
      instrumented.activeMutant = undefined;
      return resultOf(tests, hitLimit !== undefined && (instrumented.hitCount ?? 0) > hitLimit);
    },
  };
}

function hookModules(loads: () => number): void {
  const ours = new URL("./mutation-vitest.ts", import.meta.url).href;
  const engine = pathToFileURL("libs/conversation/").href;
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === "vitest" && context.parentURL !== ours) return { url: ours, shortCircuit: true };
      const resolved = next(specifier, context);
      // Another address is another module: all of the engine, and nothing else, is loaded anew.
      return resolved.url.startsWith(engine)
        ? { ...resolved, url: `${resolved.url.split("?")[0]}?${loads()}` }
        : resolved;
    },
  });
}

/** Those of a fault end with the first that fails. */
async function runTests(instrumented: Instrumented, of?: ReadonlySet<string>): Promise<TestResult[]> {
  const results: TestResult[] = [];
  for (const { id, name, file, body } of collected.tests) {
    if (of && !of.has(id)) continue;
    instrumented.currentTestId = id;
    const begun = performance.now();
    const result = { id, name, fileName: file };
    try {
      await body();
      results.push({ ...result, status: 0, timeSpentMs: performance.now() - begun });
    } catch (error) {
      results.push({ ...result, status: 1, failureMessage: messageOf(error), timeSpentMs: performance.now() - begun });
      if (of) break;
    } finally {
      instrumented.currentTestId = undefined;
    }
  }
  return results;
}

function resultOf(tests: readonly TestResult[], ranTooOften: boolean): MutantRunResult {
  const nrOfTests = tests.length;
  const failed = tests.find((test) => test.status === 1);
  const result = ranTooOften
    ? { status: "timeout", reason: "the fault ran far more often than the code without it" }
    : failed
      ? {
          status: "killed",
          killedBy: [failed.id],
          failureMessage: "failureMessage" in failed ? failed.failureMessage : "",
          nrOfTests,
        }
      : { status: "survived", nrOfTests };
  return result as MutantRunResult;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

export const strykerPlugins = [{ kind: "TestRunner", name: "in-process", factory: createRunner }];
