import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { temporaryDirectory } from "@acolhe/testing";
import { afterEach, expect, test, vi } from "vitest";
import { parseFile } from "../src/files/parse-file.ts";
import { sweepTemporaryFolders, temporaryFolder } from "../src/files/temporary-folder.ts";
import { xlsxOf } from "./spreadsheets.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** The system's folder for temporary files, of this test alone. */
async function ownFolder() {
  const directory = await temporaryDirectory();
  vi.stubEnv("TMPDIR", directory.path);
  expect(tmpdir()).toBe(directory.path);
  return directory;
}

/** A process that makes a folder, says where, and waits to be killed. */
async function other(): Promise<{ path: string; kill(): Promise<void> }> {
  const program = `import("${new URL("../src/files/temporary-folder.ts", import.meta.url)}").then(async (m) => {
    console.log((await m.temporaryFolder()).path); setInterval(() => {}, 1000); })`;
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const path = await new Promise<string>((resolve) => child.stdout.once("data", (data) => resolve(`${data}`.trim())));
  const ended = new Promise((resolve) => child.once("close", resolve));
  return {
    path,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

test("a spreadsheet leaves nothing on the disk, whether it is read or ended in the middle", async () => {
  await using directory = await ownFolder();
  const file = await xlsxOf((sheet) => {
    sheet.addRow(["Nome"]);
    for (let n = 0; n < 2_000; n++) sheet.addRow([`Íris ${n}`]);
  });
  expect((await parseFile(file)).rows).toHaveLength(2_000);
  expect(readdirSync(directory.path)).toEqual([]);
  await expect(parseFile(file, {}, { msMax: 1 })).rejects.toMatchObject({ code: "payload-too-large" });
  expect(readdirSync(directory.path)).toEqual([]);
});

test("what a killed process left is swept at the next start, and not what a living one uses", async () => {
  await using directory = await ownFolder();
  const [killed, living] = [await other(), await other()];
  await writeFile(join(killed.path, "sheet.xml"), "Íris");
  expect(statSync(killed.path).mode & 0o077).toBe(0);
  await writeFile(join(directory.path, "acolhe-import-notes.txt"), "of another program");
  await killed.kill();
  const ofOurNumber = await temporaryFolder();
  await sweepTemporaryFolders();
  expect(existsSync(killed.path)).toBe(false);
  expect(existsSync(ofOurNumber.path), "before a restart in a container").toBe(false);
  expect(existsSync(living.path)).toBe(true);
  expect(existsSync(join(directory.path, "acolhe-import-notes.txt"))).toBe(true);
  await living.kill();
});
