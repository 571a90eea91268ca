// Runs on the machine's own Node (20 or newer), before anything is installed: plain JavaScript, no packages.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bootstrapWords } from "./bootstrap-words.mjs";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const node24 = join(root, "node_modules", "node", "bin", "node");
const recorded = join(root, "node_modules", ".acolhe-lock-hash");

const words = bootstrapWords(process.env);
/** The times that are printed count from here, so that they hold what a first start installs. Epoch ms. */
const askedAt = String(Date.now());

/**
 * Installs when the lock file changed since the last time, then hands over to Node 24 and takes its exit code.
 *
 * @param {{ nodeOptions?: readonly string[], env?: Readonly<Record<string, string>>, before?: (node: string) => void }} how
 */
export function handOver(script, { nodeOptions = [], env = {}, before = () => {} } = {}) {
  try {
    installWhenNeeded();
    before(node24);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  const path = `${join(root, "node_modules", ".bin")}:${process.env.PATH ?? ""}`;
  const child = spawn(node24, [...nodeOptions, join("scripts", script), ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env, PATH: path, START_ASKED_AT: askedAt },
  });
  // npm and terminals signal this process; the one that knows how to stop is the child.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(words.notStarted(error.message));
    process.exit(1);
  });
  child.on("close", (code) => process.exit(code ?? 1));
}

function installWhenNeeded() {
  const hash = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(node24) && existsSync(recorded) && readFileSync(recorded, "utf8") === hash) return;
  console.error(words.installing);
  // Keeps to the lock file and never rewrites it, as `npm ci` does, but leaves in place what is already right.
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  const result = spawnSync("npm", args, { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
  if (result.status !== 0) throw new Error(words.failed);
  if (!existsSync(node24)) throw new Error(words.noNode);
  writeFileSync(recorded, hash);
}
