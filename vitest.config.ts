import { defineConfig } from "vitest/config";
import { LongFirst } from "./scripts/long-first.ts";

export default defineConfig({
  test: {
    include: ["**/test/**/*.test.ts", "tests/**/*.test.ts"],
    exclude: ["**/node_modules/**", ".local/**"],
    globalSetup: "libs/testing/src/global-setup.ts",
    setupFiles: "libs/testing/src/test-process.ts",
    // Real servers start in some tests, on machines that may be busy.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: "forks",
    // Servers and apps are processes of their own: more workers than this make tests wait for each other's disk.
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    // `npm run coverage`. Apps that tests start are processes of their own, and what runs in them is not counted.
    coverage: {
      provider: "v8",
      include: ["apps/*/src/**/*.ts", "libs/*/src/**/*.ts"],
      reporter: ["text-summary", "html"],
    },
  },
});
