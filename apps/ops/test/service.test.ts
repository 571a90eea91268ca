import { execFile, spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { temporaryDirectory } from "@acolhe/testing";
import { describe, expect, test } from "vitest";
import { unitOf } from "../src/service/unit.ts";

const ANY = { user: "clinic", root: "/opt/acolhe", data: "/var/lib/acolhe", node: "/usr/bin/node" };
const linesOf = (service: Partial<typeof ANY>) => unitOf({ ...ANY, ...service }).split("\n");

describe("the unit of a local start", () => {
  test("runs as the one who was named, writes where the program and the data are, and comes back", () => {
    for (const line of [
      "User=clinic",
      "WorkingDirectory=/opt/acolhe",
      'ExecStart="/usr/bin/node" "/opt/acolhe/scripts/start.mjs"',
      'Environment="ACOLHE_LOCAL=/var/lib/acolhe"',
      'ReadWritePaths="/opt/acolhe" "/var/lib/acolhe"',
      "ProtectSystem=strict",
      "Restart=always",
    ])
      expect(linesOf({})).toContain(line);
  });

  test.each([
    ["a space", "/opt/the clinic", '"/opt/the clinic/scripts/start.mjs"', '"/opt/the clinic"'],
    ["what systemd would fill in", "/opt/100%", '"/opt/100%%/scripts/start.mjs"', '"/opt/100%%"'],
    ["what it takes for a variable", "/opt/$HOME", '"/opt/$$HOME/scripts/start.mjs"', '"/opt/$HOME"'],
    ["a quote", '/opt/"a"', '"/opt/\\"a\\"/scripts/start.mjs"', '"/opt/\\"a\\""'],
  ])("takes %s in a path for itself", (_what, root, inCommand, inList) => {
    const lines = linesOf({ root });
    expect(lines).toContain(`ExecStart="/usr/bin/node" ${inCommand}`);
    expect(lines).toContain(`ReadWritePaths=${inList} "/var/lib/acolhe"`);
  });

  const ANALYSER = "systemd-analyze";
  const hasProgram = spawnSync(ANALYSER, ["--version"]).status === 0;
  test.runIf(hasProgram)("is one that systemd itself finds nothing wrong with", async () => {
    await using folder = await temporaryDirectory("acolhe-unit-");
    const path = join(folder.path, "acolhe.service");
    await writeFile(path, unitOf({ ...ANY, root: folder.path, data: folder.path, node: process.execPath }));
    const { stdout, stderr } = await promisify(execFile)(ANALYSER, ["verify", path]);
    expect(stdout + stderr).toBe("");
    // A control: it does find what is wrong.
    await writeFile(path, unitOf({ ...ANY, node: "/there/is/none" }));
    await expect(promisify(execFile)(ANALYSER, ["verify", path])).rejects.toThrow(/there\/is\/none/);
  });
});
