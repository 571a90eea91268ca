import { readdirSync } from "node:fs";
import { join } from "node:path";
import { localDirectory } from "../paths.ts";
import { debianCodename, installDebian, isRoot, unpackDebian } from "./debian.ts";
import { withObtainLock } from "./obtain-lock.ts";
import { type Binary, onPath, say, versionOf } from "./run.ts";

const unpacked = join(localDirectory, "packages", "redis");
let known: Promise<Binary> | undefined;

/** A redis-server or valkey-server: found, or fetched once into .local. Throws one sentence that says what to do. */
export function redisServerBinary(): Promise<Binary> {
  known ??= find();
  known.catch(() => {
    known = undefined;
  });
  return known;
}

async function find(): Promise<Binary> {
  const there = await present();
  if (there !== undefined) return there;
  return withObtainLock(async () => (await present()) ?? (await obtain()));
}

async function present(): Promise<Binary | undefined> {
  const path = onPath("redis-server", "valkey-server");
  if (path !== undefined) return { command: path, env: {} };
  const local = { command: join(unpacked, "usr", "bin", "redis-server"), env: { LD_LIBRARY_PATH: libraryPath() } };
  return (await versionOf(local)) === undefined ? undefined : local;
}

function libraryPath(): string {
  const folder = join(unpacked, "usr", "lib");
  try {
    return readdirSync(folder)
      .filter((name) => name.includes("-linux-"))
      .map((name) => join(folder, name))
      .join(":");
  } catch {
    return folder;
  }
}

async function obtain(): Promise<Binary> {
  const suite = debianCodename();
  let cause: unknown;
  if (suite !== undefined) {
    const packages = ["redis-server", "redis-tools"];
    const ways = [() => unpackDebian({ suite, packages, withLibrariesOf: "redis-tools", destination: unpacked })];
    if (isRoot()) ways.push(() => installDebian("redis-server"));
    say("Fetching redis-server (Debian's package), once…");
    for (const take of ways) {
      try {
        await take();
        const taken = await present();
        if (taken !== undefined) return taken;
      } catch (error) {
        cause = error;
      }
    }
  }
  throw new Error(advice(), { cause });
}

function advice(): string {
  const wanted = "redis-server or valkey-server is needed";
  if (process.platform === "darwin") return `${wanted}: run "brew install valkey".`;
  if (process.platform === "win32") return `${wanted}: run it in WSL or a container, and set REDIS_URL.`;
  return `${wanted}: run "sudo apt-get install redis-server" (or your system's equivalent), or set REDIS_URL.`;
}
