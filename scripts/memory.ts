import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { installationFile, readInstallation } from "@acolhe/runtime";
import { localDirectory } from "@acolhe/testing";
import { memoryTable, type Process } from "./memory-table.ts";

/*
 * `npm run memory`: what a local start takes, by process and in all. PSS: what is shared counts once, divided among those who
 * share it, so that the sum is what the machine would have back.
 */

async function processes(): Promise<Process[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  return pids.flatMap((pid) => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      const [, parent = "0"] = /^PPid:\s+(\d+)/m.exec(status) ?? [];
      const [, pss = "0"] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8")) ?? [];
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
      return [{ pid, parent: Number(parent), pssKib: Number(pss), command }];
    } catch {
      // It ended meanwhile, or is another user's.
      return [];
    }
  });
}

const installation = await readInstallation(installationFile(join(localDirectory, "data")));
if (installation?.pid === undefined) {
  console.error("Acolhe does not run from this folder: npm start.");
  process.exitCode = 1;
} else if (process.platform !== "linux") {
  console.error("Only Linux tells how much of its memory a process shares.");
  process.exitCode = 1;
} else console.log(memoryTable(await processes(), installation.pid));
