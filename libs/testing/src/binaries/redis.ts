import { readdirSync } from "node:fs";
import { join } from "node:path";
import { localDirectory } from "../paths.ts";
import { debianCodename, installDebian, isRoot, unpackDebian } from "./debian.ts";
import { finder } from "./finder.ts";
import { type Binary, onPath, versionOf } from "./run.ts";

const unpacked = join(localDirectory, "packages", "redis");

/** A redis-server or valkey-server: found, or fetched once into .local. Throws one sentence that says what to do. */
export const redisServerBinary = finder<Binary>({
  name: "redis-server",
  present,
  ways: () => {
    const suite = debianCodename();
    return [
      { name: "Debian's package, unpacked", usable: suite !== undefined, take: () => unpack(suite ?? "") },
      {
        name: "Debian's package, installed",
        usable: suite !== undefined && isRoot(),
        take: () => installDebian("redis-server"),
      },
    ];
  },
  cure,
});

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

function unpack(suite: string): Promise<void> {
  const packages = ["redis-server", "redis-tools"];
  return unpackDebian({ suite, packages, withLibrariesOf: "redis-tools", destination: unpacked });
}

function cure() {
  const commands: Partial<Record<NodeJS.Platform, string>> = {
    darwin: "brew install valkey",
    linux: "sudo apt-get install redis-server",
  };
  const run = commands[process.platform];
  return { wanted: "redis-server or valkey-server", ...(run && { run }), setting: "REDIS_URL" };
}
