import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { asService, natsAuthorization, redisUsers } from "@acolhe/access";
import type { Channel } from "@acolhe/events";
import { rootDirectory, spawnApp, startLocalNats, startLocalRedis, temporaryDirectory } from "@acolhe/testing";
import { asUser, PASSWORDS } from "../tests/access/logins.ts";
import { makeChannels, writeChannels } from "../tests/chaos/channels.ts";
import { setUp } from "../tests/chaos/parts.ts";

export interface System extends AsyncDisposable {
  /** Where webhooks go. */
  readonly url: string;
  readonly natsUrl: string;
  readonly channels: readonly Channel[];
  /** By the name they are reported under. */
  readonly pids: Readonly<Record<string, number>>;
}

const fast = makeChannels(["main"], { paceMs: 0, window: 256, callbackWaitMs: 0 });
const paced = makeChannels(["paced"], { paceMs: 50, paceBurst: 3, window: 16, callbackWaitMs: 0 });
const channels = [...fast, ...paced];

const environment = async (options: { directory: string; redisUrl: string; natsUrl: string; gatewayUrl: string }) => {
  const env = {
    INPUT_WINDOW_MS: "0",
    NATS_URL: options.natsUrl,
    REDIS_URL: options.redisUrl,
    ZAPI_BASE_URL: options.gatewayUrl,
    CHANNELS_FILE: await writeChannels(options.directory, channels),
    SPOOL_DIR: join(options.directory, "spool"),
    LOG_LEVEL: "warn",
    RATE_LIMIT_PER_MINUTE: "1000000",
    RATE_LIMIT_BURST_PER_10S: "1000000",
  };
  return env;
};

/** One process of each kind, as on a clinic's single machine; each logs in as itself. */
export async function startStreamSystem(options: {
  gatewayUrl: string;
  syncAlways: boolean;
  /** Settings on top. */
  env?: NodeJS.ProcessEnv;
}): Promise<System> {
  const ends = new AsyncDisposableStack();
  try {
    const directory = ends.use(await temporaryDirectory("acolhe-bench-")).path;
    const more = natsAuthorization(
      PASSWORDS,
      channels.map(({ id }) => id),
    );
    const { syncAlways } = options;
    const nats = ends.use(await startLocalNats({ dir: join(directory, "nats"), syncAlways, more }));
    const redis = ends.use(await startLocalRedis({ dir: join(directory, "redis"), users: redisUsers(PASSWORDS) }));
    const natsUrl = asService(nats.url, "ops", PASSWORDS.ops);
    const env = { ...(await environment({ ...options, directory, redisUrl: redis.url, natsUrl })), ...options.env };
    await setUp(env);
    const spawnOwn = (app: "conversation-worker" | "outbound-sender" | "ingress") => spawnApp(app, asUser(app, env));
    const worker = ends.use(await spawnOwn("conversation-worker"));
    const sender = ends.use(await spawnOwn("outbound-sender"));
    const ingress = ends.use(await spawnOwn("ingress"));
    const pids = { broker: nats.pid, ingress: ingress.pid, worker: worker.pid, sender: sender.pid, redis: redis.pid };
    const kept = ends.move();
    return {
      url: ingress.url,
      natsUrl,
      channels,
      pids,
      [Symbol.asyncDispose]: () => kept.disposeAsync(),
    };
  } catch (error) {
    await ends.disposeAsync();
    throw error;
  }
}

/** The plain way of lock-design.ts: one process and a Redis. */
export async function startLockSystem(options: { gatewayUrl: string }): Promise<System> {
  const ends = new AsyncDisposableStack();
  try {
    const directory = ends.use(await temporaryDirectory("acolhe-bench-")).path;
    const redis = ends.use(await startLocalRedis({ dir: join(directory, "redis") }));
    const env = await environment({ ...options, directory, redisUrl: redis.url, natsUrl: "" });
    const child = spawn(process.execPath, ["bench/lock-design.ts"], {
      cwd: rootDirectory,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    ends.defer(async () => {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    });
    const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const pids = { app: child.pid!, redis: redis.pid };
    const kept = ends.move();
    const url = `http://127.0.0.1:${line.split(" ")[1]}`;
    return { url, natsUrl: "", channels, pids, [Symbol.asyncDispose]: () => kept.disposeAsync() };
  } catch (error) {
    await ends.disposeAsync();
    throw error;
  }
}
