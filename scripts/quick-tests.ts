import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/*
 * Which tests need no server. A server is a process that the test starts, so the rule reads what a test imports: where neither
 * the test nor a file it reaches takes `node:child_process`, nothing but the test itself runs. Files are followed through
 * relative imports, and names of `@acolhe/testing` to the file of that package which they come from; the other packages
 * start nothing by themselves.
 */

const TESTING = "@acolhe/testing";
const STARTS_PROCESSES = "node:child_process";

interface Import {
  readonly from: string;
  /** Names that are taken, as they are called there; empty: the whole file. */
  readonly names: readonly string[];
}

/** What a file imports or passes on, also where it waits until it is used; types are no code. */
export function importsIn(source: string): Import[] {
  const found: Import[] = [];
  const statements = /^\s*(?:import|export)\s+(?!type\b)(?:([^"';]*?)\s+from\s+)?"([^"]+)"/gm;
  for (const [, clause = "", from = ""] of source.matchAll(statements)) found.push({ from, names: namesIn(clause) });
  for (const [, from = ""] of source.matchAll(/\bimport\(\s*"([^"]+)"\s*\)/g)) found.push({ from, names: [] });
  return found;
}

function namesIn(clause: string): string[] {
  const list = /\{([^}]*)\}/.exec(clause)?.[1] ?? "";
  return list.split(",").flatMap((one) => {
    const name = one.trim().split(/\s+as\s+/)[0] ?? "";
    return name === "" || name.startsWith("type ") ? [] : [name];
  });
}

/** Test files under `root` that start no process, as paths from there. */
export function quickTests(root: string): string[] {
  const read = (path: string) => readFileSync(path, "utf8");
  const index = join(root, "libs", "testing", "src", "index.ts");
  const origins = new Map(
    importsIn(read(index)).flatMap(({ from, names }) => names.map((name) => [name, resolve(dirname(index), from)])),
  );
  const startsNothing = new Map<string, boolean>();

  function isQuick(path: string): boolean {
    const known = startsNothing.get(path);
    if (known !== undefined) return known;
    // Named in a text only.
    if (!existsSync(path)) return true;
    // An import that leads back here in a circle tells nothing new.
    startsNothing.set(path, true);
    const quick = importsIn(read(path)).every(({ from, names }) => {
      if (from === STARTS_PROCESSES) return false;
      if (from === TESTING) return names.length > 0 && names.every((name) => isQuick(origins.get(name) ?? index));
      return !from.startsWith(".") || !from.endsWith(".ts") || isQuick(resolve(dirname(path), from));
    });
    startsNothing.set(path, quick);
    return quick;
  }
  return testFiles(root).filter((path) => isQuick(join(root, path)));
}

/** As the settings of all tests find them. */
function testFiles(root: string): string[] {
  const inTestFolders = ["apps", "libs"].flatMap((kind) =>
    readdirSync(join(root, kind)).map((name) => join(root, kind, name, "test")),
  );
  return [...inTestFolders, join(root, "tests")]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)))
    .filter((path) => path.endsWith(".test.ts"))
    .map((path) => relative(root, path))
    .sort();
}
