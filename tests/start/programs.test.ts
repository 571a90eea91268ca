import { existsSync, readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rootDirectory, temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";

const source = readFileSync(join(rootDirectory, "scripts/start/programs.mjs"), "utf8");
const imports = [...source.matchAll(/^import "(.+)";$/gm)].map(([, path]) => path!);

test("what is compiled before a first start is each program that it starts, and nothing is run", () => {
  expect(imports[0], "all else stands below it").toBe("./go-no-further.mjs");
  // The operators' command is started by people, and compiles itself.
  const apps = readdirSync(join(rootDirectory, "apps")).filter(
    (app) => app !== "ops" && existsSync(join(rootDirectory, "apps", app, "src/main.ts")),
  );
  expect(imports.slice(1).toSorted()).toEqual(
    [
      "../start.ts",
      "../../libs/testing/src/keeper.ts",
      ...apps.map((app) => `../../apps/${app}/src/main.ts`),
    ].toSorted(),
  );
});

test("where nothing that is compiled can be kept, a start goes on", async () => {
  await using directory = await temporaryDirectory("acolhe-compiled-");
  const cache = join(directory.path, "a-file");
  await writeFile(cache, "");
  const { compilePrograms } = await import(join(rootDirectory, "scripts/start/compile.mjs"));
  // A program that compiles nothing: what counts is how it ends.
  const nothing = { node: process.execPath, nodeOptions: ["--version"] };
  expect(() => compilePrograms({ root: rootDirectory, ...nothing, cache })).not.toThrow();
});
