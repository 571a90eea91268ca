import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { rootDirectory } from "@acolhe/testing";

/** Names of folders that hold nothing of ours. */
const FOREIGN = new Set([
  "node_modules",
  ".git",
  ".local",
  ".turbo",
  ".svelte-kit",
  "build",
  "public",
  "fixtures",
  "goldens",
  "samples",
  "generated",
  "paraglide",
]);

export const read = (path: string): string => readFileSync(join(rootDirectory, path), "utf8");
export const lineOf = (text: string, index: number): number => text.slice(0, index).split("\n").length;

/** Our files below a folder, as paths from the root, that end like this. */
export function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(join(rootDirectory, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return FOREIGN.has(entry.name) ? [] : filesIn(path, ending);
    return ending.test(entry.name) ? [relative(".", path)] : [];
  });
}

export interface Workspace {
  /** `bus`, `ingress`… */
  readonly name: string;
  readonly folder: string;
  readonly isApp: boolean;
}

export const workspaces: readonly Workspace[] = ["libs", "apps"].flatMap((parent) =>
  readdirSync(join(rootDirectory, parent)).map((name) => ({
    name,
    folder: join(parent, name),
    isApp: parent === "apps",
  })),
);

/** What a file names behind `from` or `import`, types included. */
export const importsOf = (path: string): string[] =>
  [
    ...read(path).matchAll(/^(?:import|export)\s[^"'=;]*?\bfrom "([^"]+)"|^import "([^"]+)"|\bimport\(\s*"([^"]+)"/gm),
  ].flatMap(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? []);

/** `@scope/name/deep` → `@scope/name`; undefined for relative, built-in and a framework's own ones. */
export function packageOf(specifier: string): string | undefined {
  if (/^(?:\.|node:|#|\$)/.test(specifier)) return undefined;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
