import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rootDirectory } from "@acolhe/testing";
import { expect, it } from "vitest";
import { helpOf } from "../../scripts/command-line.ts";

const COMMANDS = {
  "bench/main.ts": "npm run bench -- [",
  "bench/api.ts": "npm run bench -- api [",
  "bench/projector.ts": "npm run bench -- projector [",
  "bench/size.ts": "npm run bench -- size [",
  "bench/peers/main.ts": "npm run bench -- --peers [",
  "bench/soak/main.ts": "npm run soak -- [",
  "scripts/fuzz/main.ts": "npm run fuzz -- ",
  "scripts/panel.ts": "npm run screenshots -- [",
  "tests/chaos/main.ts": "npm run chaos -- [",
  "tests/conversations/main.ts": "npm run conversations -- <",
  "tests/guards/main.ts": "npm run guards -- [",
  "tests/guards/simulate.ts": "npm run guards:simulate -- [",
  "tests/simulation/main.ts": "npm run simulate -- [",
};

it.each(Object.entries(COMMANDS))("%s says at its head how it is called", (file, call) => {
  const help = helpOf(readFileSync(join(rootDirectory, file), "utf8"));
  expect(help.slice(0, call.length)).toBe(call);
  expect(help).not.toMatch(/^ ?\*/m);
});

it.each([
  { flag: "--help", status: 0, begins: "npm run soak -- [" },
  { flag: "--hours", status: 2, begins: "Unknown option '--hours'" },
])("$flag prints that and starts nothing", ({ flag, status, begins }) => {
  const from = JSON.stringify(join(rootDirectory, "scripts", "command-line.ts"));
  const file = JSON.stringify(join(rootDirectory, "bench", "soak", "main.ts"));
  const command = `import { commandLine } from ${from}; commandLine(${file}, { options: {} }); console.log("started");`;
  const ended = spawnSync(process.execPath, ["--input-type=module", "--eval", command, "--", flag], {
    encoding: "utf8",
  });
  const said = ended.stdout + ended.stderr;
  expect({ status: ended.status, said: said.slice(0, begins.length) }).toEqual({ status, said: begins });
  expect(said).not.toMatch(/^ {4}at |started/m);
});
