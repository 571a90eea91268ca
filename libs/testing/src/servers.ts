import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { natsServerBinary } from "./binaries/nats.ts";
import { redisServerBinary } from "./binaries/redis.ts";
import { type Child, ChildError, type ChildOptions, startChild } from "./child.ts";
import { eventually } from "./eventually.ts";
import { assertPortFree, freePort } from "./free-port.ts";

/** Recovering a large store is slow; a broken one must still be noticed. */
export const READY_MS_MAX = 30_000;
/** Someone else may take the free port first; three times in a row is something else. */
const PORT_TRIES = 3;

export interface Server extends AsyncDisposable {
  url: string;
  port: number;
  pid: number;
  /** The last lines the server wrote. */
  log: string[];
  /** Resolves when the process has ended, for any reason. */
  exited: Promise<string>;
  /** Sends a signal and waits for the end. Start again with the same `dir` and `port` to bring it back. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Asks it to end, SIGKILL after the grace (milliseconds). */
  stop(graceMs?: number): Promise<void>;
}

export interface NatsOptions {
  /** Store and configuration; kept when the server stops. */
  dir: string;
  port?: number;
  /** Flush every publish to the disk before it is acknowledged. */
  syncAlways?: boolean;
  /** Encrypts the store. Letters and digits, a letter first; the same at each start with this `dir`. */
  key?: string | undefined;
  /** More of its configuration: users, certificates, a cluster. */
  more?: string | undefined;
  /** The most that its store may take, bytes. */
  storeMaxBytes?: number | undefined;
}

/** Named in the configuration and handed over beside it, so that the key does not lie next to what it locks. */
export const NATS_KEY = "JETSTREAM_KEY";

export interface RedisOptions {
  dir: string;
  port?: number;
  /** Its file of users; without one everybody enters. */
  users?: string | undefined;
  /** Further arguments of a server of this machine. */
  more?: readonly string[];
}

/** Starts a nats-server of this machine, with JetStream, and resolves when clients may connect. */
export async function startLocalNats(options: NatsOptions): Promise<Server> {
  const binary = await natsServerBinary();
  await mkdir(options.dir, { recursive: true });
  return onSomePort(options.port, async (port) => {
    const config = join(options.dir, "nats-server.conf");
    const store = join(options.dir, "store");
    // Passwords may be in it.
    await writeFile(config, natsConfig({ ...options, store, host: "127.0.0.1", port }), { mode: 0o600 });
    return startServer({
      command: binary.command,
      env: { ...binary.env, ...(options.key === undefined ? {} : { [NATS_KEY]: options.key }) },
      args: ["-c", config],
      name: "nats-server",
      url: `nats://127.0.0.1:${port}`,
      port,
      isReady: natsIsReady,
    });
  });
}

/** JSON strings are valid in NATS's configuration language, whatever the path contains. */
export function natsConfig(options: NatsOptions & { host: string; port: number; store: string }): string {
  const { host, port, store } = options;
  const sync = options.syncAlways ? "\n  sync_interval: always" : "";
  const lock = options.key === undefined ? "" : `\n  cipher: chachapoly\n  key: $${NATS_KEY}`;
  const most = options.storeMaxBytes === undefined ? "" : `\n  max_file_store: ${options.storeMaxBytes}`;
  const store_dir = JSON.stringify(store);
  return `host: ${host}\nport: ${port}\njetstream {\n  store_dir: ${store_dir}${sync}${lock}${most}\n}\n${options.more ?? ""}`;
}

/** The greeting says whether JetStream is on; clients are greeted only after the store was recovered. */
export async function natsIsReady(port: number): Promise<boolean> {
  return (await ask(port, undefined)).includes('"jetstream":true');
}

/** Starts a Redis of this machine, without persistence, and resolves when it answers PING. */
export async function startLocalRedis(options: RedisOptions): Promise<Server> {
  const binary = await redisServerBinary();
  await mkdir(options.dir, { recursive: true });
  await writeRedisUsers(options);
  return onSomePort(options.port, (port) => {
    const args = redisArguments({ ...options, host: "127.0.0.1", port });
    const { command, env } = binary;
    const url = `redis://127.0.0.1:${port}`;
    return startServer({ command, env, args, name: "redis-server", url, port, isReady: redisIsReady });
  });
}

const REDIS_USERS = "users.acl";

export async function writeRedisUsers({ dir, users }: RedisOptions): Promise<void> {
  if (users !== undefined) await writeFile(join(dir, REDIS_USERS), users, { mode: 0o600 });
}

export function redisArguments(options: RedisOptions & { host: string; port: number }): string[] {
  const { host, port, dir, users, more = [] } = options;
  const entrance = users === undefined ? [] : ["--aclfile", join(dir, REDIS_USERS)];
  const kept = ["--dir", dir, "--save", "", "--appendonly", "no"];
  return ["--bind", host, "--port", String(port), ...kept, ...entrance, ...more];
}

/** A server that asks for a password is there, too. */
export async function redisIsReady(port: number): Promise<boolean> {
  return /^(?:\+PONG|-NOAUTH)/.test(await ask(port, "PING\r\n"));
}

/** Starts on the port, or without one on a free one, again on another when another process took it meanwhile. */
export async function onSomePort(port: number | undefined, start: (port: number) => Promise<Server>): Promise<Server> {
  if (port !== undefined) return start(port);
  for (let tries = 1; ; tries += 1) {
    try {
      return await start(await freePort());
    } catch (error) {
      if (tries === PORT_TRIES || !/address already in use/i.test(String(error))) throw error;
    }
  }
}

interface ServerOptions extends Pick<ChildOptions, "name" | "command" | "args" | "uid" | "gid" | "stopSignal"> {
  /** On top of ours. */
  env: object;
  url: string;
  port: number;
  isReady: (port: number) => Promise<boolean>;
}

/** Starts a server's program and resolves when it is ready. */
export async function startServer({ env, url, port, isReady, ...options }: ServerOptions): Promise<Server> {
  await assertPortFree(options.name, port);
  const child = await startChild({ ...options, env: { ...process.env, ...env } });
  await waitUntilReady(child, () => isReady(port), READY_MS_MAX);
  return {
    url,
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
    throw new ChildError(child, `was not ready within ${deadlineMs} ms`, error);
  }
  throw new ChildError(child, `ended before it was ready (${await child.exited})`);
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
