import { existsSync } from "node:fs";
import { join, normalize } from "node:path";
import { rootDirectory } from "@acolhe/testing";
import { describe, expect, test } from "vitest";
import { filesIn, importsOf, packageOf, read, workspaces } from "./repository.ts";

/** The table below "## Import rules": package → packages it may import. */
function rules(): Map<string, string[]> {
  const section = read("docs/ARCHITECTURE.md").split("\n## Import rules\n")[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => /^\| [a-z][a-z-]* +\|/.test(line));
  return new Map(
    rows.map((row) => {
      const [, name = "", allowed = ""] = row.split("|").map((cell) => cell.trim());
      return [name, allowed === "" ? [] : allowed.split(", ").sort()];
    }),
  );
}

const specifiersOf = (folder: string) =>
  filesIn(join(folder, "src"), /\.(?:ts|svelte)$/).flatMap((path) =>
    importsOf(path).map((specifier) => ({ path, specifier })),
  );

/** `@acolhe/name` or a subpath that the package names in its `exports`. */
function isDoor(specifier: string): boolean {
  const [, name = "", ...path] = specifier.split("/");
  const { exports } = JSON.parse(read(join(workspaces.find((one) => one.name === name)?.folder ?? "", "package.json")));
  return [".", ...path].join("/") in exports;
}

test("the import rules name every package, and no other", () => {
  expect([...rules().keys()].sort()).toEqual(workspaces.map(({ name }) => name).sort());
});

describe.each(workspaces)("$folder", ({ name, folder }) => {
  const imports = specifiersOf(folder);
  const packages = [...new Set(imports.flatMap(({ specifier }) => packageOf(specifier) ?? []))].sort();

  test("imports what the rules allow, and the rules allow no more than that", () => {
    const ours = packages.filter((used) => used.startsWith("@acolhe/")).map((used) => used.slice("@acolhe/".length));
    expect(ours).toEqual(rules().get(name));
  });

  test("goes through the doors of other packages, and stays in its own folder", () => {
    const deep = imports.filter(({ path, specifier }) =>
      specifier.startsWith("@acolhe/")
        ? !isDoor(specifier)
        : specifier.startsWith(".") && !normalize(join(path, "..", specifier)).startsWith(`${folder}/`),
    );
    expect(deep).toEqual([]);
  });

  test("depends on exactly what it imports", () => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(read(join(folder, "package.json")));
    // A page carries what it imports in its bundle, so that no server needs it; what else it names, its build uses.
    const isBundled = existsSync(join(rootDirectory, folder, "vite.config.ts"));
    if (isBundled) expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(packages));
    expect(Object.keys(dependencies).sort()).toEqual(isBundled ? [] : packages);
  });
});
