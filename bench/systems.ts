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

/** @param fast settings of the unpaced number on top */
export const channelsOf = (fast: Partial<Channel> = {}): readonly Channel[] => [
  ...makeChannels(["main"], { paceMs: 0, window: 256, callbackWaitMs: 0, ...fast }),
  ...makeChannels(["paced"], { paceMs: 50, paceBurst: 3, window: 16, callbackWaitMs: 0 }),
];

export const environment = async (options: {
  directory: string;
  redisUrl: string;
  natsUrl: string;
  gatewayUrl: string;
  channels: readonly Channel[];
}) => {
  const env = {
    INPUT_WINDOW_MS: "0",
    NATS_URL: options.natsUrl,
    REDIS_URL: options.redisUrl,
    ZAPI_BASE_URL: options.gatewayUrl,
    CHANNELS_FILE: await writeChannels(options.directory, options.channels),
    SPOOL_DIR: join(options.directory, "spool"),
    LOG_LEVEL: "warn",
    RATE_LIMIT_PER_MINUTE: "1000000",
    RATE_LIMIT_BURST_PER_10S: "1000000",
  };
  return env;
};

export interface StreamSystem extends System {
  /** Kills worker and sender at once, and starts both anew. */
  killWorkers(): Promise<void>;
}

/** One process of each kind, as on a clinic's single machine; each logs in as itself. */
export async function startStreamSystem(options: {
  gatewayUrl: string;
  syncAlways: boolean;
  /** Settings on top. */
  env?: NodeJS.ProcessEnv;
  channel?: Partial<Channel>;
  /** More of the broker's configuration. */
  nats?: string;
}): Promise<StreamSystem> {
  const ends = new AsyncDisposableStack();
  try {
    const directory = ends.use(await temporaryDirectory("acolhe-bench-")).path;
    const channels = channelsOf(options.channel);
    const users = natsAuthorization(
      PASSWORDS,
      channels.map(({ id }) => id),
    );
    const more = `${users}${options.nats ?? ""}`;
    const { syncAlways } = options;
    const nats = ends.use(await startLocalNats({ dir: join(directory, "nats"), syncAlways, more }));
    const redis = ends.use(await startLocalRedis({ dir: join(directory, "redis"), users: redisUsers(PASSWORDS) }));
    const natsUrl = asService(nats.url, "ops", PASSWORDS.ops);
    const env = {
      ...(await environment({ ...options, directory, redisUrl: redis.url, natsUrl, channels })),
      ...options.env,
    };
    await setUp(env);
    const spawnOwn = (app: "conversation-worker" | "outbound-sender" | "ingress") => spawnApp(app, asUser(app, env));
    const startWorkers = () => Promise.all([spawnOwn("conversation-worker"), spawnOwn("outbound-sender")] as const);
    let workers = await startWorkers();
    ends.defer(async () => {
      await Promise.all(workers.map((app) => app.stop()));
    });
    const ingress = ends.use(await spawnOwn("ingress"));
    const kept = ends.move();
    return {
      url: ingress.url,
      natsUrl,
      channels,
      get pids() {
        const [worker, sender] = workers;
        return { broker: nats.pid, ingress: ingress.pid, worker: worker.pid, sender: sender.pid, redis: redis.pid };
      },
      async killWorkers() {
        await Promise.all(workers.map((app) => app.kill("SIGKILL")));
        workers = await startWorkers();
      },
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
    const channels = channelsOf();
    const env = await environment({ ...options, directory, redisUrl: redis.url, natsUrl: "", channels });
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
