import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { finder } from "./binaries/finder.ts";
import { run } from "./binaries/run.ts";
import { rootDirectory } from "./paths.ts";

const web = join(rootDirectory, "apps", "admin-web");
const built = join(web, "build");
/** Beside the build, which is one for all local folders. */
const stamp = join(web, ".svelte-kit", "built-from");

/** What a build is made of; what it generates beside its sources is left out. */
const SOURCES = [
  "src",
  "static",
  "messages",
  "scripts",
  "project.inlang/settings.json",
  "vite.config.ts",
  "package.json",
];
const OTHERS = ["libs/admin-client/src", "package-lock.json"];
const GENERATED = "src/lib/paraglide";

/** The folder of the built panel. It is built when its sources are others than those of the last build, once for all processes. */
export const builtPanel = finder<string>({
  name: "the panel",
  isBuilt: true,
  lock: join(web, ".svelte-kit", "build.lock"),
  present: async () => {
    const made = [join(built, "headers.json"), join(web, GENERATED), stamp];
    if (!made.every((path) => existsSync(path))) return undefined;
    return (await readFile(stamp, "utf8")) === (await hashOfSources()) ? built : undefined;
  },
  ways: () => [{ name: "built from its sources", usable: true, take: build }],
  cure: () => ({ wanted: "The built panel", run: "npm install && npm run build:web" }),
});

async function build(): Promise<void> {
  const hash = await hashOfSources();
  // As it is built for people, also when a test runner has set another environment.
  await run(process.execPath, [join(web, "scripts", "build.ts")], { cwd: web, env: { NODE_ENV: "production" } });
  await writeFile(stamp, hash);
}

async function hashOfSources(): Promise<string> {
  const hash = createHash("sha256");
  const roots = [...SOURCES.map((path) => join(web, path)), ...OTHERS.map((path) => join(rootDirectory, path))];
  for (const file of (await Promise.all(roots.map(filesOf))).flat().sort()) {
    hash.update(relative(rootDirectory, file)).update("\0");
    hash.update(await readFile(file)).update("\0");
  }
  return hash.digest("hex");
}

async function filesOf(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(join(web, GENERATED)));
}
