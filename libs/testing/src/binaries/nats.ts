import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { localDirectory } from "../paths.ts";
import { debianCodename, unpackDebian } from "./debian.ts";
import { finder } from "./finder.ts";
import { type Binary, onPath, run, versionOf } from "./run.ts";

/** 2.12 is the first with message schedules, which the timers are made of. */
const OLDEST = [2, 12] as const;

const cached: Binary = { command: join(localDirectory, "bin", "nats-server"), env: {} };

/** A nats-server that is new enough: found, or fetched once into .local. Throws one sentence that says what to do. */
export const natsServerBinary = finder<Binary>({
  name: "nats-server",
  present,
  ways: () => [
    { name: "Debian's newest suite", usable: debianCodename() !== undefined, take: takeFromDebian },
    { name: "go install", usable: onPath("go") !== undefined, take: takeWithGo },
  ],
  cure,
});

async function present(): Promise<Binary | undefined> {
  const path = onPath("nats-server");
  if (path !== undefined && (await isNewEnough({ command: path, env: {} }))) return { command: path, env: {} };
  return (await isNewEnough(cached)) ? cached : undefined;
}

async function isNewEnough(binary: Binary): Promise<boolean> {
  const [, major, minor] = /v(\d+)\.(\d+)/.exec((await versionOf(binary)) ?? "") ?? [];
  if (major === undefined || minor === undefined) return false;
  return Number(major) > OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) >= OLDEST[1]);
}

async function takeFromDebian(): Promise<void> {
  const destination = join(localDirectory, "packages", "nats-server");
  await unpackDebian({ suite: "sid", packages: ["nats-server"], destination });
  await mkdir(join(localDirectory, "bin"), { recursive: true });
  // The folder differs between versions of the package.
  for (const folder of ["usr/sbin", "usr/bin"]) {
    await cp(join(destination, folder, "nats-server"), cached.command).catch(() => undefined);
  }
}

async function takeWithGo(): Promise<void> {
  const env = { GOBIN: join(localDirectory, "bin") };
  await run("go", ["install", "github.com/nats-io/nats-server/v2@latest"], { env });
}

function cure() {
  const wanted = `nats-server ${OLDEST.join(".")} or newer`;
  const commands: Partial<Record<NodeJS.Platform, string>> = { darwin: "brew", win32: "scoop" };
  const tool = commands[process.platform];
  return { wanted, ...(tool && { run: `${tool} install nats-server` }), setting: "NATS_URL" };
}
