import { connectCache, type RateLimits } from "@acolhe/cache";
import type { Channel } from "@acolhe/events";
import type { Logger, Metrics } from "@acolhe/runtime";
import { startBroker } from "./broker.ts";
import { createIngressMetrics } from "./ingress-metrics.ts";
import { type GatewaySettings, keepSettings } from "./keep-settings.ts";
import { announceMerge, createPublisher } from "./publish/publisher.ts";
import { createSpool } from "./publish/spool.ts";
import { startStore } from "./publish/store.ts";
import { createDirectory } from "./receive/authenticate.ts";
import type { Intake } from "./receive/intake.ts";
import { createRateLimiter } from "./receive/limit-rate.ts";
import { createServer } from "./receive/server.ts";
import { createAliases } from "./resolve/aliases.ts";
import { createIdentity } from "./resolve/identity.ts";
import { safeError } from "./safe-error.ts";

export interface IngressOptions {
  readonly channels: readonly Channel[];
  readonly natsUrl: string;
  readonly redisUrl: string;
  readonly spoolDir: string;
  readonly spoolBytesMax: number;
  readonly limits: RateLimits;
  /** Absent: the settings at the gateway are left alone. */
  readonly gateway?: GatewaySettings;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly now?: () => number;
}

export interface Ingress {
  listen(address: { host: string; port: number }): Promise<{ port: number }>;
  /** What is missing to take webhooks, or null. */
  ready(): string | null;
  /** Which helpers are there now. */
  status(): { broker: boolean; cache: boolean };
  /** In reverse order of starting: first no more requests. */
  stop(): Promise<void>;
}

/** Everything of ingress, composed: receive → resolve → publish. Starts without waiting for broker or cache. */
export function createIngress(options: IngressOptions): Ingress {
  const { channels, log, metrics } = options;
  const now = options.now ?? Date.now;
  const counters = createIngressMetrics(metrics);
  const trouble = (what: string) => (error: unknown) => log.warn({ err: safeError(error) }, what);

  const broker = startBroker({
    url: options.natsUrl,
    name: "ingress",
    onError: trouble("the broker's connection ended"),
  });
  const cache = connectCache({ url: options.redisUrl, onError: trouble("the cache did not answer") });
  const aliases = createAliases(broker, trouble("changes of identity are not watched for a moment"));
  const identity = createIdentity({
    aliases,
    now,
    async announce(merge) {
      if (!broker.bus) throw new Error("the broker was not reached yet");
      await announceMerge(broker.bus, merge, now());
      counters.merges.inc();
    },
  });
  const guess = ({ channel, item }: Intake) =>
    "names" in item ? `${channel}:${identity.guess(channel, item.names)}` : `${channel}:`;
  const spool = createSpool({
    dir: options.spoolDir,
    bytesMax: options.spoolBytesMax,
    onTrouble: (what, error) => log.error(error === undefined ? {} : { err: safeError(error) }, what),
  });
  const publish = createPublisher({ broker, cache, identity, metrics: counters, now });
  const store = startStore({
    broker,
    spool,
    spoolDir: options.spoolDir,
    publish,
    orderKey: guess,
    log,
    metrics: counters,
  });
  const ready = () => (broker.connected || spool.usable ? null : "Neither the broker nor the spool can be used");
  const server = createServer({
    directory: createDirectory(channels),
    limitRate: createRateLimiter({ cache, limits: options.limits, metrics: counters, senderOf: guess }),
    store,
    log,
    metrics,
    counters,
    ready,
    now,
  });
  let settings = { stop() {} };

  return {
    ready,
    status: () => ({ broker: broker.connected, cache: cache.available }),
    async listen(address) {
      await server.listen(address);
      // Only now: the gateway may call back as soon as it knows the address.
      if (options.gateway) settings = keepSettings({ channels, gateway: options.gateway, log, metrics: counters });
      const bound = server.server.address();
      return { port: typeof bound === "object" && bound ? bound.port : address.port };
    },
    async stop() {
      settings.stop();
      await server.close();
      await store.stop();
      aliases.stop();
      cache.close();
      await broker.stop();
    },
  };
}
