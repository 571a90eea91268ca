import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import {
  eventually,
  freePort,
  localDirectory,
  rootDirectory,
  temporaryDatabase,
  temporaryDirectory,
} from "@acolhe/testing";
import { expect, test, vi } from "vitest";

// A busy machine takes a minute for what takes ten seconds otherwise.
vi.setConfig({ testTimeout: 240_000 });

const PORTS = [
  "INGRESS_PORT",
  "ADMIN_API_PORT",
  "WORKER_PORT",
  "SENDER_PORT",
  "PROJECTOR_PORT",
  "MIRROR_PORT",
  "SANDBOX_PORT",
] as const;
const READY_MS_MAX = 120_000;
/** What `npm start` promises. */
const END_MS_MAX = 10_000;
const SECOND_START_MS_MAX = 45_000;

/** A folder of its own for everything a start writes; servers fetched earlier are in it. */
async function startFolder(options: { withPrograms: boolean }) {
  const directory = await temporaryDirectory("acolhe-start-");
  for (const name of options.withPrograms ? ["bin", "packages"] : []) {
    await mkdir(join(localDirectory, name), { recursive: true });
    await symlink(join(localDirectory, name), join(directory.path, name));
  }
  return directory;
}

async function start(folder: string, options: { args?: string[]; env?: NodeJS.ProcessEnv } = {}) {
  // Every process of this start carries it, so that one left behind is found.
  const mark = randomUUID();
  const ports = Object.fromEntries(await Promise.all(PORTS.map(async (name) => [name, String(await freePort())])));
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...ports,
    ACOLHE_LOCAL: folder,
    ACOLHE_MARK: mark,
    LC_ALL: "en_US.UTF-8",
    ...options.env,
  };
  const child = spawn(process.execPath, [join("scripts", "start.ts"), ...(options.args ?? [])], {
    cwd: rootDirectory,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  const isReady = () => /Ready\.|Pronto!/.test(output) && output.includes("Ctrl+C");
  return {
    env,
    ended,
    output: () => output,
    async ready() {
      const ready = () => child.exitCode !== null || isReady();
      await eventually(ready, { deadlineMs: READY_MS_MAX, everyMs: 100, what: "being ready" });
      if (!isReady()) throw new Error(`ended before it was ready:\n${output}`);
    },
    async end(signal: NodeJS.Signals) {
      const asked = performance.now();
      child.kill(signal);
      return { code: await ended, ms: performance.now() - asked };
    },
    left: () => processesWith(mark),
    [Symbol.dispose]: () => void child.kill("SIGTERM"),
  };
}

/** What others on this machine could read or write of what a start made. */
function openToOthers(folder: string): string[] {
  const made = ["data", "logs"].flatMap((part) => [
    part,
    ...readdirSync(join(folder, part), { recursive: true, encoding: "utf8" }).map((name) => join(part, name)),
  ]);
  return ["", "start.lock", ...made]
    .map((name) => join(folder, name))
    .filter((path) => ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o066) !== 0);
}

/** Processes whose environment holds the mark; none where the system does not show environments. */
function processesWith(mark: string): string[] {
  if (!existsSync("/proc/self/environ")) return [];
  return readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, "latin1").includes(mark);
      } catch {
        return false;
      }
    })
    .map((pid) => readFileSync(`/proc/${pid}/cmdline`, "latin1").replaceAll("\0", " "));
}

test("a start brings everything up, says where, ends within 10 s, keeps its data and forgets it with --fresh", async () => {
  await using folder = await startFolder({ withPrograms: true });
  const secret = () => readFile(join(folder.path, "data", "webhook-secret"), "utf8");
  let kept: string;
  {
    using first = await start(folder.path);
    await first.ready();
    const address = /Chat \(stand-in\)\s+(\S+)/.exec(first.output())?.[1];
    expect(address).toBe(`http://127.0.0.1:${first.env.SANDBOX_PORT}/`);
    for (const port of PORTS) {
      const ready = await fetch(`http://127.0.0.1:${first.env[port]}/health/ready`);
      expect(ready.status, port).toBe(200);
    }
    expect(openToOthers(folder.path)).toEqual([]);
    expect(await start(folder.path).then((second) => second.ended)).toBe(1);
    expect(first.left().length).toBeGreaterThan(4);
    kept = await secret();
    const { code, ms } = await first.end("SIGINT");
    expect(code).toBe(0);
    expect(ms).toBeLessThan(END_MS_MAX);
    expect(first.left()).toEqual([]);
  }
  {
    using again = await start(folder.path);
    const started = performance.now();
    await again.ready();
    const readyMs = performance.now() - started;
    // Below 10 s where nothing else runs; beside other work everything takes longer, which is no fault of the start.
    console.log(`the second start took ${Math.round(readyMs)} ms`);
    expect(readyMs, "second start").toBeLessThan(SECOND_START_MS_MAX);
    expect(again.output(), "nothing is fetched or made again").not.toMatch(
      /Fetching|Building|Unpacking|Brought the database/,
    );
    expect(await secret()).toBe(kept);
    const { code, ms } = await again.end("SIGTERM");
    expect(code).toBe(0);
    expect(ms).toBeLessThan(END_MS_MAX);
    expect(again.left()).toEqual([]);
  }
  {
    using fresh = await start(folder.path, { args: ["--fresh"], env: { LC_ALL: "pt_BR.UTF-8" } });
    await eventually(async () => (await secret()) !== kept, { deadlineMs: READY_MS_MAX });
    // Asked to end in the middle of coming up.
    const { ms } = await fresh.end("SIGTERM");
    expect(ms).toBeLessThan(END_MS_MAX);
    expect(fresh.output(), "one language").not.toMatch(/Starting|Removing|Stopping|Everything/);
    expect(fresh.output()).toMatch(/Iniciando [\s\S]*Tudo foi encerrado/);
    // An initdb that is ended leaves its trial run of the server, which ends by itself within a moment.
    await eventually(() => fresh.left().length === 0, { deadlineMs: 5_000, what: "everything ends" });
  }
});

test("a start that is killed leaves nothing behind", async () => {
  await using folder = await startFolder({ withPrograms: true });
  {
    using killed = await start(folder.path);
    // Killed in the very milliseconds of a fork, it could not have told its keeper of that process.
    await killed.ready();
    expect(killed.left().length).toBeGreaterThan(8);
    await killed.end("SIGKILL");
    await eventually(() => killed.left().length === 0, { deadlineMs: 20_000, what: "everything ends" });
  }
});

test("a start that fails half-way tells the reason and leaves nothing behind", async () => {
  await using folder = await startFolder({ withPrograms: true });
  await using database = await temporaryDatabase();
  const INGRESS_PORT = String(await freePort());
  // Free when the start looks, and taken by ingress when the worker comes up.
  using broken = await start(folder.path, {
    env: { DATABASE_URL: database.url, INGRESS_PORT, WORKER_PORT: INGRESS_PORT },
  });
  expect(await broken.ended).toBe(1);
  expect(broken.output()).toContain("Starting ingress…");
  expect(broken.output()).toContain(`Acolhe could not go on: port ${INGRESS_PORT}, for conversation-worker, is taken.`);
  expect(broken.left()).toEqual([]);
});

test("settings that do not fit are told in one sentence", async () => {
  await using folder = await startFolder({ withPrograms: true });
  await using database = await temporaryDatabase();
  const channels = join(folder.path, "channels.json");
  await writeFile(channels, "{}");
  using broken = await start(folder.path, { env: { DATABASE_URL: database.url, CHANNELS_FILE: channels } });
  expect(await broken.ended).toBe(1);
  expect(broken.output()).toMatch(/could not go on: CHANNELS_FILE does not fit: channels: .*\n/);
  expect(broken.output()).not.toMatch(/\n +at /);
  expect(broken.left()).toEqual([]);
});

test("a port that is taken is named, with the setting that changes it", async () => {
  await using folder = await startFolder({ withPrograms: true });
  const holder = createServer().listen(0, "127.0.0.1");
  await eventually(() => holder.listening);
  const { port } = holder.address() as { port: number };
  using late = await start(folder.path, { env: { WORKER_PORT: String(port) } });
  expect(await late.ended).toBe(1);
  holder.close();
  expect(late.output()).toContain(`port ${port}, for conversation-worker, is taken; set WORKER_PORT to a free one.`);
  expect(late.left()).toEqual([]);
});

test("a server that is not there and cannot be fetched costs one sentence that says what to do", async () => {
  await using folder = await startFolder({ withPrograms: false });
  using alone = await start(folder.path, { env: { PATH: folder.path } });
  expect(await alone.ended).toBe(1);
  expect(alone.output()).toMatch(/Acolhe could not go on: (nats|redis)-server .*is needed: .*set (NATS|REDIS)_URL/);
  expect(alone.left()).toEqual([]);
});
