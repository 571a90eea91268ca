import { rootDirectory } from "@acolhe/testing";
import { defineConfig } from "vitest/config";
import { quickTests } from "./quick-tests.ts";

/** The tests that need no server: nothing is started or fetched for them. */
export default defineConfig({
  test: {
    root: rootDirectory,
    include: quickTests(rootDirectory),
    setupFiles: "scripts/no-processes.ts",
    testTimeout: 60_000,
    pool: "forks",
    maxWorkers: 2,
  },
});
