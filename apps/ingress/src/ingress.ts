import { statfs } from "node:fs/promises";
import { hostname } from "node:os";
import { followLogLevel, type Host, realHost, startBroker } from "@acolhe/bus";
import { connectCache, type RateLimits } from "@acolhe/cache";
import type { Channel } from "@acolhe/events";
import { type Logger, type Metrics, safeError } from "@acolhe/runtime";
import { beginChannels } from "./begin/begin-channels.ts";
import { repairGaps } from "./gap/repair-gaps.ts";
import type { GapSettings } from "./gap/what-to-do.ts";
import { createIngressMetrics, watchSpoolDisk } from "./ingress-metrics.ts";
import { type GatewaySettings, keepSettings } from "./keep-settings.ts";
import { realDisk } from "./publish/disk.ts";
import { createCheckReport } from "./publish/report-check.ts";
import { createDirectory } from "./receive/authenticate.ts";
import type { DeskAccess } from "./receive/chatwoot-route.ts";
import { createServer } from "./receive/server.ts";
import { startTakeIn } from "./take-in.ts";

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
  const host: Host = { ...realHost, now: options.now ?? realHost.now };
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
  const takeIn = startTakeIn({ ...options, machine: hostname(), broker, cache, disk: realDisk, host, counters });
  const { identity, store, ready } = takeIn;
  const server = createServer({
    ...(options.desk ? { desk: options.desk } : {}),
    directory: createDirectory(channels),
    ...{ take: takeIn.webhook, takeDesk: takeIn.desk, log, metrics, counters, ready, host },
  });
  const { gateway } = options;
  const beginning = gateway
    ? beginChannels({ channels, gateway, broker, identity, log, metrics: counters, host })
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
      if (gateway) settings = keepSettings({ channels, gateway, log, metrics: counters, report, host });
      if (gateway && options.gaps)
        repairing = repairGaps({
          ...{ channels, gateway, settings: options.gaps, broker, identity, isDirect: store.isDirect },
          ...{ log, metrics: counters, now: host.now },
        });
      const bound = server.server.address();
      return { port: typeof bound === "object" && bound ? bound.port : address.port };
    },
    async stop() {
      beginning.stop();
      await repairing.stop();
      settings.stop();
      await server.close();
      await takeIn.stop();
      cache.close();
      await broker.stop();
    },
  };
}

async function freeRatio(folder: string): Promise<number> {
  const { bavail, blocks } = await statfs(folder);
  return blocks === 0 ? 1 : bavail / blocks;
}
