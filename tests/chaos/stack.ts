import { join } from "node:path";
import type { Channel } from "@acolhe/events";
import { spawnApp, startTcpProxy, temporaryDirectory } from "@acolhe/testing";
import { asUser } from "../access/logins.ts";
import { makeChannels, webhookPath, writeChannels } from "./channels.ts";
import { startDatabase } from "./database.ts";
import { type Forwarder, startForwarder } from "./forwarder.ts";
import { type AppPart, appPart, type Part, setUp } from "./parts.ts";
import { type BrokerServers, startBrokerServers, startCache } from "./servers.ts";

export interface Stack extends AsyncDisposable {
  readonly channels: readonly Channel[];
  /** All that can be killed, but for the nodes of a cluster. */
  readonly parts: readonly Part[];
  readonly apps: readonly AppPart[];
  readonly broker: BrokerServers;
  /** Where the one broker stores. */
  readonly brokerDirectory: string;
  readonly forwarder: Forwarder;
  readonly sandboxUrl: string;
  /** The operators' address. */
  readonly natsUrl: string;
  /** The owner's; null without records. */
  readonly databaseUrl: string | null;
}

export interface StackOptions {
  readonly syncAlways: boolean;
  /** Webhooks of one number go to any ingress. */
  readonly spread: boolean;
  /** Servers that are the broker together. */
  readonly nodes: number;
  /** With the records' server, and the projector that fills it. */
  readonly records?: boolean;
  readonly random: () => number;
  readonly onLine?: (name: string, line: string) => void;
}

/** Patients are slower than this in life; here more fits into a minute. */
const GATEWAY_PACE_MS = { min: 0, max: 20 };
const CHANNEL = { paceMs: 0, window: 64, callbackWaitMs: 500, unknownGiveUpMs: 3_000 };
const ACK_WAIT_MS = 1_500;
const NO_LIMIT = "1000000";
const SERVICES = {
  ingress: "ingress",
  worker: "conversation-worker",
  sender: "outbound-sender",
  projector: "projector",
} as const;

/** Everything a clinic runs, twice where it may run twice, beside the stand-in for the gateway. Each logs in as itself. */
export async function startStack(options: StackOptions): Promise<Stack> {
  await using ends = new AsyncDisposableStack();
  const directory = ends.use(await temporaryDirectory("acolhe-chaos-")).path;
  const channels = makeChannels(["main", "other"], CHANNEL);
  const broker = await startBrokerServers(ends, { ...options, directory, channels });
  const cache = await startCache(ends, directory);
  const database = options.records ? await startDatabase(ends, directory) : null;
  const forwarder = await startForwarder(options);
  ends.defer(() => forwarder.stop());
  const shared = {
    NATS_URL: broker.url,
    NATS_REPLICAS: String(options.nodes),
    REDIS_URL: cache.asOps,
    CHANNELS_FILE: await writeChannels(directory, channels),
    LOG_LEVEL: "warn",
    ACK_WAIT_MS: String(ACK_WAIT_MS),
    INPUT_WINDOW_MS: "0",
  };
  await setUp(shared);
  const sandbox = ends.use(await spawnApp("sandbox", { ...shared, ...gatewaySettings(forwarder.url) }));
  const env = {
    ...shared,
    ...appSettings({ gateway: sandbox.url, proxy: forwarder.url, database: database?.asOwner }),
  };

  async function startApp(kind: keyof typeof SERVICES, copy: number): Promise<AppPart> {
    const wire = broker.server && ends.use(await startTcpProxy({ port: broker.server.port }));
    const own = asUser(SERVICES[kind], {
      ...env,
      SPOOL_DIR: join(directory, `spool-${copy}`),
      ...(wire && { NATS_URL: `nats://127.0.0.1:${wire.port}` }),
    });
    const part = await appPart(kind, {
      app: SERVICES[kind],
      name: `${kind}-${copy}`,
      env: own,
      wire,
      ...(options.onLine && { onLine: options.onLine }),
    });
    ends.defer(() => part.stop());
    return part;
  }

  const copies = await Promise.all(
    [1, 2].map((copy) => Promise.all([startApp("ingress", copy), startApp("worker", copy), startApp("sender", copy)])),
  );
  const apps = [...copies.flat(), ...(database ? [await startApp("projector", 1)] : [])];
  forwarder.setTargets(apps.filter(({ kind }) => kind === "ingress").map(({ url }) => url));
  const kept = ends.move();
  return {
    channels,
    parts: [...(broker.server ? [broker.server] : []), cache, ...(database ? [database] : []), ...apps],
    apps,
    broker,
    brokerDirectory: join(directory, "nats", "store"),
    forwarder,
    sandboxUrl: sandbox.url,
    natsUrl: broker.url,
    databaseUrl: database?.asOwner ?? null,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

const gatewaySettings = (proxyUrl: string) => ({
  SANDBOX_PACE_MS_MIN: String(GATEWAY_PACE_MS.min),
  SANDBOX_PACE_MS_MAX: String(GATEWAY_PACE_MS.max),
  // On a busy machine the proxy itself may take seconds; a webhook given up would change its place.
  SANDBOX_WEBHOOK_TIMEOUT_MS: "120000",
  SANDBOX_CALLBACK_URL: `${proxyUrl}${webhookPath("{webhookSecret}")}`,
});

const appSettings = (urls: { gateway: string; proxy: string; database: string | undefined }) => ({
  ZAPI_BASE_URL: urls.gateway,
  PUBLIC_WEBHOOK_URL: urls.proxy,
  ZAPI_TIMEOUT_MS: "3000",
  RATE_LIMIT_PER_MINUTE: NO_LIMIT,
  RATE_LIMIT_BURST_PER_10S: NO_LIMIT,
  ...(urls.database === undefined ? {} : { DATABASE_URL: urls.database }),
});
