import { join, resolve } from "node:path";
import { commandLine } from "./command-line.ts";
import { rootDirectory } from "./root.ts";
import { runNode } from "./run-tests.ts";

/*
 * npm run screenshots -- [FOLDER [PAGE,…]]
 * npm run panel:measure -- [BUILD]
 *
 * Takes the pictures of every page of the panel, or of those named, into a folder, by default .local/screenshots; measures how long its pages
 * take on a slow machine, beside those of another build where one is given. Both start the whole stack, as the panel's
 * tests do, and end it with them.
 */

/** Far above what either takes on a busy machine of two cores. */
const RUN_MS_MAX = 60 * 60_000;

const stopped = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopped.abort());

const { positionals } = commandLine(import.meta.filename, { allowPositionals: true, options: {} });
const [what = "", folder, pages] = positionals;
const screenshots = resolve(folder ?? join(".local", "screenshots"));
const RUNS: Readonly<Record<string, { file: string; env: NodeJS.ProcessEnv }>> = {
  screenshots: {
    file: "panel-screenshots",
    env: { PANEL_SCREENSHOTS: screenshots, ...(pages && { PANEL_PAGES: pages }) },
  },
  measure: { file: "panel-measure", env: { PANEL_MEASURE: "1", ...(folder && { PANEL_BEFORE: resolve(folder) }) } },
};
const run = RUNS[what];
if (!run) {
  console.error("usage: npm run screenshots -- [FOLDER [PAGE,…]], npm run panel:measure -- [BUILD]");
  process.exit(2);
}
process.exitCode = await runNode(["node_modules/vitest/vitest.mjs", "run", `tests/e2e/${run.file}.test.ts`], {
  root: rootDirectory,
  env: { ...process.env, ...run.env },
  stdio: "inherit",
  until: performance.now() + RUN_MS_MAX,
  say: (line) => console.error(line),
  signal: stopped.signal,
});
