import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { eventually } from "../eventually.ts";
import { localDirectory } from "../paths.ts";

/** A download of three packages on a slow line stays below this. */
const OBTAIN_MS_MAX = 300_000;

/** What is fetched into the local folder. */
const FETCHING = join(localDirectory, "obtain.lock");

/** Runs `fn` in one process at a time, so that parallel tests download or build once. */
export async function withObtainLock<T>(fn: () => Promise<T>, path = FETCHING): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  await eventually(() => tryLock(path), {
    deadlineMs: OBTAIN_MS_MAX,
    everyMs: 200,
    what: `the lock ${path} being free`,
  });
  try {
    return await fn();
  } finally {
    await rm(path, { force: true });
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    const holder = Number(await readFile(path, "utf8").catch(() => "0"));
    if (holder > 0 && !isAlive(holder)) await rm(path, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
