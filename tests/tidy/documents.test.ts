import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { rootDirectory } from "@acolhe/testing";
import { describe, expect, test } from "vitest";
import { filesIn, read, workspaces } from "./repository.ts";

const documents = [
  "README.md",
  ...["docs", "apps", "libs", "tests", "bench", "deploy"]
    .filter((folder) => existsSync(join(rootDirectory, folder)))
    .flatMap((folder) => filesIn(folder, /\.md$/)),
];

/** The anchor of a heading, as code hosts make it. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, "")
    .trim()
    .replaceAll(" ", "-");
const anchorsOf = (text: string) => [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchor(heading));

describe.each(documents)("%s", (path) => {
  const text = read(path);

  test("links to what is there", () => {
    const links = [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, link = ""]) => link);
    const broken = links.filter((link) => {
      const [file = "", hash] = link.split("#");
      const target = file === "" ? path : join(dirname(path), file);
      if (!existsSync(join(rootDirectory, target))) return true;
      return hash !== undefined && !anchorsOf(read(target)).includes(hash);
    });
    expect(broken).toEqual([]);
  });

  test("has no marks of an unfinished merge", () => {
    expect(text.match(/^(?:<{7} |>{7} |(?:> ){7}|\|? ?={7}(?: |$)).*/gm)).toBeNull();
  });

  test("names scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json"));
    const named = [...text.matchAll(/\bnpm (?:run ([a-z:-]+)|(start|test)\b)/g)].map(([, run, short]) => run ?? short);
    expect(named.filter((name) => name && !(name in scripts))).toEqual([]);
  });
});

describe.each(workspaces.filter(({ isApp }) => isApp))("$folder", ({ folder }) => {
  test("says what it takes, gives and never does, and what each of its folders is for", () => {
    const text = read(join(folder, "README.md"));
    for (const part of ["Takes", "Gives", "Never"]) expect(text).toContain(`**${part}:**`);
    const listed = [...text.matchAll(/^\| `([\w-]+(?:\/|\.ts))`/gm)].map(([, path = ""]) => path);
    const source = join(rootDirectory, folder, "src");
    const folders = readdirSync(source, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [`${entry.name}/`] : [],
    );
    expect(listed.filter((path) => path.endsWith("/")).sort()).toEqual(folders.sort());
    expect(listed.filter((path) => !existsSync(join(source, path)))).toEqual([]);
  });
});

test("every invariant of the architecture names its test", () => {
  const section = read("docs/ARCHITECTURE.md").split("\n## Invariants\n")[1]?.split("\n## ")[0] ?? "";
  const rows = [...section.matchAll(/^\| ([A-Z]\d) +\|.*\.test\.ts/gm)].map(([, name]) => name);
  expect(rows).toEqual(["I1", "I2", "O1", "W1", "W2", "W3", "S1", "S2", "S3", "M2", "P1", "R1"]);
});
