import { spawnSync } from "node:child_process";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/*
 * Puts every program of a start, compiled, into Node's cache. A process that finds a source there never loads the compiler, which
 * takes 20 MB and gives nothing back: at a first start, of each of eight processes.
 */

const SOURCES = ["scripts", "apps", "libs"];
const OTHERS = new Set(["node_modules", "test", "data", "build", "admin-web"]);

/** When the newest of our sources was written, epoch ms. */
function newestSource(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((newest, entry) => {
    if (OTHERS.has(entry.name)) return newest;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return Math.max(newest, newestSource(path));
    return entry.name.endsWith(".ts") ? Math.max(newest, statSync(path).mtimeMs) : newest;
  }, 0);
}

/**
 * Where nothing is newer than the last time, or Node is told to keep nothing, nothing is done. A failure is the start's to tell.
 *
 * @param {{ root: string, node: string, nodeOptions: readonly string[], cache: string }} how the flags have to be those of the start: what
 *   was compiled with others is not taken
 */
export function compilePrograms({ root, node, nodeOptions, cache }) {
  if (process.env.NODE_DISABLE_COMPILE_CACHE) return;
  const mark = join(cache, "programs");
  const compiledAt = statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (SOURCES.every((folder) => newestSource(join(root, folder)) < compiledAt)) return;
  const programs = fileURLToPath(new URL("programs.mjs", import.meta.url));
  const compile = `import(${JSON.stringify(programs)}).catch(() => {})`;
  const { status } = spawnSync(node, [...nodeOptions, "--eval", compile], {
    ...{ cwd: root, stdio: "ignore" },
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  if (status !== 0) return;
  try {
    writeFileSync(mark, "");
  } catch {
    // Nothing can be kept there: each start compiles for itself.
  }
}
