import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { natsServerBinary } from "./binaries/nats.ts";
import { redisServerBinary } from "./binaries/redis.ts";
import type { Binary } from "./binaries/run.ts";
import { type Child, childError, startChild } from "./child.ts";
import { eventually } from "./eventually.ts";
import { assertPortFree, freePort } from "./free-port.ts";

/** Recovering a large store is slow; a broken one must still be noticed. */
const READY_MS_MAX = 30_000;
/** Someone else may take the free port first; three times in a row is something else. */
const PORT_TRIES = 3;

export interface Server extends AsyncDisposable {
  url: string;
  port: number;
  pid: number;
  /** The last lines the server wrote. */
  log: string[];
  /** Resolves when the process has ended, whoever ended it. */
  exited: Promise<string>;
  /** Sends a signal and waits for the end. Start again with the same `dir` and `port` to bring it back. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** SIGTERM, SIGKILL after the grace (milliseconds). */
  stop(graceMs?: number): Promise<void>;
}

export interface NatsOptions {
  /** Store and configuration; kept when the server stops. */
  dir: string;
  port?: number;
  /** Flush every publish to the disk before it is acknowledged. */
  syncAlways?: boolean;
}

export interface RedisOptions {
  dir: string;
  port?: number;
}

/** Starts a nats-server with JetStream and resolves when clients may connect. */
export async function startNats(options: NatsOptions): Promise<Server> {
  const binary = await natsServerBinary();
  await mkdir(options.dir, { recursive: true });
  return onSomePort(options.port, async (port) => {
    const config = join(options.dir, "nats-server.conf");
    await writeFile(config, natsConfig(options, port));
    return startServer({
      binary,
      args: ["-c", config],
      name: "nats-server",
      scheme: "nats",
      port,
      isReady: natsIsReady,
    });
  });
}

/** JSON strings are valid in NATS's configuration language, whatever the path contains. */
function natsConfig(options: NatsOptions, port: number): string {
  const sync = options.syncAlways ? "\n  sync_interval: always" : "";
  const store = JSON.stringify(join(options.dir, "store"));
  return `host: 127.0.0.1\nport: ${port}\njetstream {\n  store_dir: ${store}${sync}\n}\n`;
}

/** The greeting says whether JetStream is on; clients are greeted only after the store was recovered. */
async function natsIsReady(port: number): Promise<boolean> {
  return (await ask(port, undefined)).includes('"jetstream":true');
}

/** Starts a Redis without persistence and resolves when it answers PING. */
export async function startRedis(options: RedisOptions): Promise<Server> {
  const binary = await redisServerBinary();
  await mkdir(options.dir, { recursive: true });
  return onSomePort(options.port, (port) => {
    const args = [
      "--bind",
      "127.0.0.1",
      "--port",
      String(port),
      "--dir",
      options.dir,
      "--save",
      "",
      "--appendonly",
      "no",
    ];
    return startServer({ binary, args, name: "redis-server", scheme: "redis", port, isReady: redisIsReady });
  });
}

async function redisIsReady(port: number): Promise<boolean> {
  return (await ask(port, "PING\r\n")).startsWith("+PONG");
}

async function onSomePort(port: number | undefined, start: (port: number) => Promise<Server>): Promise<Server> {
  if (port !== undefined) return start(port);
  for (let tries = 1; ; tries += 1) {
    try {
      return await start(await freePort());
    } catch (error) {
      if (tries === PORT_TRIES || !/address already in use/i.test(String(error))) throw error;
    }
  }
}

async function startServer(options: {
  binary: Binary;
  args: string[];
  name: string;
  scheme: string;
  port: number;
  isReady: (port: number) => Promise<boolean>;
}): Promise<Server> {
  const { name, port } = options;
  const env = { ...process.env, ...options.binary.env };
  await assertPortFree(name, port);
  const child = await startChild({ name, command: options.binary.command, args: options.args, env });
  await waitUntilReady(child, () => options.isReady(port), READY_MS_MAX);
  return {
    url: `${options.scheme}://127.0.0.1:${port}`,
    port,
    pid: child.pid,
    log: child.log,
    exited: child.exited,
    kill: child.kill,
    stop: child.stop,
    [Symbol.asyncDispose]: () => child.stop(),
  };
}

/** Resolves when `isReady`; when the process ends first or the deadline passes, ends it and throws with its log. */
export async function waitUntilReady(child: Child, isReady: () => Promise<boolean>, deadlineMs: number): Promise<void> {
  try {
    const ready = await eventually(async () => child.hasExited() || ((await isReady()) && "ready"), { deadlineMs });
    // Another process may have answered on the port while ours died of it.
    if (ready === "ready" && !child.hasExited()) return;
  } catch (error) {
    await child.stop();
    throw childError(child, `was not ready within ${deadlineMs} ms`, error);
  }
  throw childError(child, `ended before it was ready (${await child.exited})`);
}

/** Connects, says `request` if any, and resolves to the first bytes of the answer. */
function ask(port: number, request: string | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.setTimeout(1_000, () => socket.destroy(new Error("no answer within 1000 ms")));
    socket.once("connect", () => request !== undefined && socket.write(request));
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("closed without an answer")));
    socket.once("data", (data) => {
      resolve(data.toString("utf8"));
      socket.destroy();
    });
  });
}
