import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

/** `npm run screenshots -- [FOLDER [PAGE,…]]` and `npm run panel:measure -- [BUILD]`: both need the whole stack, as the panel's tests start it. */
const [what, folder, pages] = process.argv.slice(2);
const screenshots = resolve(folder ?? join(".local", "screenshots"));
const RUNS: Readonly<Record<string, { file: string; env: NodeJS.ProcessEnv }>> = {
  screenshots: {
    file: "panel-screenshots",
    env: { PANEL_SCREENSHOTS: screenshots, ...(pages && { PANEL_PAGES: pages }) },
  },
  measure: { file: "panel-measure", env: { PANEL_MEASURE: "1", ...(folder && { PANEL_BEFORE: resolve(folder) }) } },
};
const run = RUNS[what ?? ""];
if (!run) throw new Error("usage: npm run screenshots -- [FOLDER [PAGE,…]], npm run panel:measure -- [BUILD]");
const { status } = spawnSync("npx", ["vitest", "run", `tests/e2e/${run.file}.test.ts`], {
  stdio: "inherit",
  env: { ...process.env, ...run.env },
});
process.exitCode = status ?? 1;
