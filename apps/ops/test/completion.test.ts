import { execFileSync } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rootDirectory, temporaryDirectory } from "@acolhe/testing";
import { describe, expect, test } from "vitest";
import type { Tools } from "../src/command.ts";
import { SHELLS, scriptFor, wordsOf } from "../src/completion/script.ts";
import { createProgram } from "../src/program.ts";

const program = createProgram(() => ({}) as Tools);
const words = wordsOf(program);

/** What bash offers, as it asks: the words typed so far, the last one begun. */
function offered(...typed: string[]): string[] {
  const line = typed.map((word) => `'${word}'`).join(" ");
  const ask = `COMP_WORDS=(acolhe ${line}); COMP_CWORD=${typed.length}; _acolhe; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync("bash", ["-c", `${scriptFor("bash", words)}\n${ask}`], { encoding: "utf8" })
    .trim()
    .split("\n");
}

describe("bash completes", () => {
  test.each([
    ["a command", ["unkn"], ["unknown"]],
    ["a command of a command", ["outbound", "dr"], ["drop"]],
    ["an option behind an argument", ["outbound", "drop", "5511990000001", "--tu"], ["--turn"]],
    ["an option of all commands", ["status", "--cont"], ["--context"]],
    ["behind an option of all commands", ["--json", "channel", "pa"], ["pause"]],
    ["nothing that is not there", ["channel", "nonsense"], [""]],
  ])("%s", (_what, typed, found) => expect(offered(...typed)).toEqual(found));
});

test("every shell's script names every command", () => {
  for (const shell of SHELLS)
    for (const { path } of words) expect(scriptFor(shell, words), `${shell}: ${path}`).toContain(path);
});

test("a quote in a description ends no string of fish", () => {
  const script = scriptFor("fish", words);
  expect(script).toContain("the clinic\\'s numbers");
  for (const line of script.split("\n")) expect(line.replaceAll(/\\./g, "").split("'").length % 2, line).toBe(1);
});

test("acolhe is the same program in any folder, through the link that npm makes", async () => {
  await using directory = await temporaryDirectory("acolhe-bin-");
  await mkdir(join(directory.path, "bin"));
  const link = join(directory.path, "bin", "acolhe");
  await symlink(join(rootDirectory, "apps/ops/src/acolhe.mjs"), link);
  await writeFile(join(directory.path, "package.json"), "{}");
  const env = { PATH: process.env.PATH, HOME: "/nowhere" };
  const out = execFileSync(link, ["completion", "bash"], { cwd: directory.path, env, encoding: "utf8" });
  expect(out).toBe(scriptFor("bash", words));
});
