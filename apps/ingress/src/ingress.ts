import { statfs } from "node:fs/promises";
import { followLogLevel, startBroker } from "@acolhe/bus";
import { connectCache, type RateLimits } from "@acolhe/cache";
import type { Channel } from "@acolhe/events";
import { type Logger, type Metrics, safeError } from "@acolhe/runtime";
import { beginChannels } from "./begin/begin-channels.ts";
import { repairGaps } from "./gap/repair-gaps.ts";
import type { GapSettings } from "./gap/what-to-do.ts";
import { createIngressMetrics, watchSpoolDisk } from "./ingress-metrics.ts";
import { type GatewaySettings, keepSettings } from "./keep-settings.ts";
import { createOtherSpools } from "./publish/other-spools.ts";
import { announceMerge, createPublisher } from "./publish/publisher.ts";
import { createCheckReport } from "./publish/report-check.ts";
import { createSpool } from "./publish/spool.ts";
import { startStore } from "./publish/store.ts";
import { createDirectory } from "./receive/authenticate.ts";
import type { DeskAccess } from "./receive/chatwoot-route.ts";
import type { Intake } from "./receive/intake.ts";
import { createRateLimiter } from "./receive/limit-rate.ts";
import { createServer } from "./receive/server.ts";
import { createAliases } from "./resolve/aliases.ts";
import { createIdentity, learning } from "./resolve/identity.ts";

export interface IngressOptions {
  readonly channels: readonly Channel[];
  readonly natsUrl: string;
  readonly redisUrl: string;
  /** How long one command of the cache may take; absent: as the cache says. */
  readonly cacheMsMax?: number;
  readonly spoolDir: string;
  readonly spoolBytesMax: number;
  readonly limits: RateLimits;
  /** Absent: the gateway is left alone, its settings and its list of chats. */
  readonly gateway?: GatewaySettings;
  /** Absent: chats are not compared with the log. */
  readonly gaps?: GapSettings;
  /** Absent: no attendants' desk is configured. */
  readonly desk?: DeskAccess;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly now?: () => number;
}

export interface Ingress {
  listen(address: { host: string; port: number }): Promise<{ port: number }>;
  /** What is missing to take webhooks, or null. */
  ready(): string | null;
  /** Which helpers are there now; `direct`: webhooks are stored in the broker without the spool. */
  status(): { broker: boolean; cache: boolean; direct: boolean };
  /** In reverse order of starting: first no more requests. */
  stop(): Promise<void>;
}

/** Everything of ingress, composed: receive → resolve → publish. Starts without waiting for broker or cache. */
export function createIngress(options: IngressOptions): Ingress {
  const { channels, log, metrics } = options;
  const now = options.now ?? Date.now;
  const counters = createIngressMetrics(metrics);
  watchSpoolDisk(metrics, () => freeRatio(options.spoolDir));
  const trouble = (what: string) => (error: unknown) => log.warn({ err: safeError(error) }, what);

  const broker = startBroker({
    url: options.natsUrl,
    name: "ingress",
    onError: trouble("the broker's connection ended"),
  });
  broker.whenFirstConnected((bus) => followLogLevel(bus, "ingress", log));
  const cache = connectCache({
    url: options.redisUrl,
    ...(options.cacheMsMax === undefined ? {} : { commandMsMax: options.cacheMsMax }),
    onError: trouble("the cache did not answer"),
  });
  const aliases = createAliases(broker, trouble("changes of identity are not watched for a moment"));
  let merges = 0;
  const identity = createIdentity({
    aliases,
    now,
    async announce(merge) {
      if (!broker.bus) throw new Error("the broker was not reached yet");
      await announceMerge(broker.bus, merge, now());
      merges++;
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
  const others = createOtherSpools({
    broker,
    spoolDir: options.spoolDir,
    onError: trouble("the spools of other processes are not known for a moment"),
    now,
  });
  const store = startStore({
    broker,
    spool,
    spoolDir: options.spoolDir,
    publish,
    others,
    orderKey: guess,
    contactOf: async ({ channel, item }) =>
      "names" in item ? `${channel}:${await identity.resolve(channel, item.names, learning(item))}` : `${channel}:`,
    mergeCount: () => merges,
    log,
    metrics: counters,
  });
  const ready = () => (broker.connected || spool.usable ? null : "Neither the broker nor the spool can be used");
  const server = createServer({
    channels,
    ...(options.desk ? { desk: options.desk } : {}),
    directory: createDirectory(channels),
    limitRate: createRateLimiter({ cache, limits: options.limits, metrics: counters, senderOf: guess }),
    store,
    log,
    metrics,
    counters,
    ready,
    now,
  });
  const { gateway } = options;
  const beginning = gateway
    ? beginChannels({ channels, gateway, broker, identity, log, metrics: counters, now })
    : { stop() {} };
  let settings = { stop() {} };
  let repairing = { async stop() {} };

  return {
    ready,
    status: () => ({ broker: broker.connected, cache: cache.available, direct: store.isDirect() }),
    async listen(address) {
      await store.begun();
      await server.listen(address);
      // Only now: the gateway may call back as soon as it knows the address.
      const report = createCheckReport(broker, trouble("how the number's settings stand could not be told"));
      if (gateway) settings = keepSettings({ channels, gateway, log, metrics: counters, report, now });
      if (gateway && options.gaps)
        repairing = repairGaps({
          ...{ channels, gateway, settings: options.gaps, broker, identity, isDirect: store.isDirect },
          ...{ log, metrics: counters, now },
        });
      const bound = server.server.address();
      return { port: typeof bound === "object" && bound ? bound.port : address.port };
    },
    async stop() {
      beginning.stop();
      await repairing.stop();
      settings.stop();
      await server.close();
      await store.stop();
      others.stop();
      aliases.stop();
      cache.close();
      await broker.stop();
    },
  };
}

async function freeRatio(folder: string): Promise<number> {
  const { bavail, blocks } = await statfs(folder);
  return blocks === 0 ? 1 : bavail / blocks;
}
