import { join } from "node:path";
import type { Channel } from "@acolhe/events";
import { type AppName, temporaryDirectory } from "@acolhe/testing";
import { asUser } from "../../tests/access/logins.ts";
import { makeChannels, writeChannels } from "../../tests/chaos/channels.ts";
import { startDatabase } from "../../tests/chaos/database.ts";
import { type Forwarder, startForwarder } from "../../tests/chaos/forwarder.ts";
import { appPart, type Part, setUp } from "../../tests/chaos/parts.ts";
import { startBrokerServers, startCache } from "../../tests/chaos/servers.ts";

/** What a clinic's machine runs between patients and the panel, each process once and logged in as itself. */
export interface SoakSystem extends AsyncDisposable {
  readonly channel: Channel;
  /** Takes webhooks, and brings each to ingress until that takes it. */
  readonly forwarder: Forwarder;
  readonly parts: readonly Part[];
  readonly database: Part;
  readonly natsUrl: string;
  readonly databaseUrl: string;
}

const APPS = ["ingress", "conversation-worker", "outbound-sender", "projector"] as const satisfies readonly AppName[];
const NO_LIMIT = "1000000";

export async function startSoakSystem(options: { gatewayUrl: string; syncAlways: boolean }): Promise<SoakSystem> {
  await using ends = new AsyncDisposableStack();
  const directory = ends.use(await temporaryDirectory("acolhe-soak-")).path;
  const channels = makeChannels(["main"], { paceMs: 0, window: 256, callbackWaitMs: 0 });
  const broker = await startBrokerServers(ends, { ...options, directory, nodes: 1, channels });
  const cache = await startCache(ends, directory);
  const database = await startDatabase(ends, directory);
  const forwarder = await startForwarder({ spread: false, random: Math.random });
  ends.defer(() => forwarder.stop());
  const env = {
    INPUT_WINDOW_MS: "0",
    NATS_URL: broker.url,
    REDIS_URL: cache.asOps,
    DATABASE_URL: database.asOwner,
    ZAPI_BASE_URL: options.gatewayUrl,
    CHANNELS_FILE: await writeChannels(directory, channels),
    SPOOL_DIR: join(directory, "spool"),
    LOG_LEVEL: "error",
    RATE_LIMIT_PER_MINUTE: NO_LIMIT,
    RATE_LIMIT_BURST_PER_10S: NO_LIMIT,
  };
  await setUp(env);
  const apps: Part[] = [];
  for (const app of APPS) {
    const part = await appPart(app, { app, name: app, env: asUser(app, env) });
    ends.defer(() => part.stop());
    apps.push(part);
  }
  forwarder.setTargets([apps[0]!.url]);
  const kept = ends.move();
  return {
    channel: channels[0]!,
    forwarder,
    parts: [broker.server!, cache, database, ...apps],
    database,
    natsUrl: broker.url,
    databaseUrl: database.asOwner,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
