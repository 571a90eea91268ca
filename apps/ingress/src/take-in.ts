import { resolve } from "node:path";
import type { Broker, CoreBus, Host } from "@acolhe/bus";
import type { Cache, RateLimits } from "@acolhe/cache";
import type { Channel } from "@acolhe/events";
import { type Logger, safeError } from "@acolhe/runtime";
import type { IngressMetrics } from "./ingress-metrics.ts";
import type { Disk } from "./publish/disk.ts";
import { createOtherSpools } from "./publish/other-spools.ts";
import { announceMerge, createPublisher } from "./publish/publisher.ts";
import { createSpool } from "./publish/spool.ts";
import { startStore } from "./publish/store.ts";
import type { Intake } from "./receive/intake.ts";
import { createRateLimiter } from "./receive/limit-rate.ts";
import { createTakeDesk } from "./receive/take-desk.ts";
import { createTakeWebhook } from "./receive/take-webhook.ts";
import { createAliases } from "./resolve/aliases.ts";
import { createIdentity, learning } from "./resolve/identity.ts";

export interface TakeInDeps {
  readonly channels: readonly Channel[];
  readonly broker: Broker<CoreBus>;
  readonly cache: Pick<Cache, "recall" | "rateLimit">;
  readonly disk: Disk;
  readonly host: Host;
  readonly spoolDir: string;
  /** By which operators tell this machine from others. */
  readonly machine: string;
  readonly spoolBytesMax: number;
  readonly limits: RateLimits;
  readonly log: Logger;
  readonly counters: IngressMetrics;
}

/** What becomes of a webhook behind its door: receive → resolve → publish. Waits neither for the broker nor for the cache. */
export function startTakeIn(deps: TakeInDeps) {
  const { channels, broker, cache, disk, host, spoolDir, log, counters } = deps;
  const trouble = (what: string) => (error: unknown) => log.warn({ err: safeError(error) }, what);
  const aliases = createAliases(broker, trouble("changes of identity are not watched for a moment"));
  let merges = 0;
  const identity = createIdentity({
    aliases,
    now: host.now,
    async announce(merge) {
      if (!broker.bus) throw new Error("the broker was not reached yet");
      await announceMerge(broker.bus, merge, host.now());
      merges++;
      counters.merges.inc();
    },
  });
  const guess = ({ channel, item }: Intake) =>
    "names" in item ? `${channel}:${identity.guess(channel, item.names)}` : `${channel}:`;
  const spool = createSpool({
    ...{ dir: spoolDir, bytesMax: deps.spoolBytesMax, disk },
    onTrouble: (what, error) => log.error(error === undefined ? {} : { err: safeError(error) }, what),
  });
  const publish = createPublisher({ broker, cache, identity, metrics: counters, now: host.now });
  const onError = trouble("the spools of other processes are not known for a moment");
  const others = createOtherSpools({
    broker,
    host,
    disk,
    spoolDir,
    place: `${deps.machine}:${resolve(spoolDir)}`,
    onError,
  });
  const store = startStore({
    ...{ broker, host, disk, spool, spoolDir, publish, others, log, metrics: counters },
    orderKey: guess,
    contactOf: async ({ channel, item }) =>
      "names" in item ? `${channel}:${await identity.resolve(channel, item.names, learning(item))}` : `${channel}:`,
    mergeCount: () => merges,
  });
  const limitRate = createRateLimiter({ cache, limits: deps.limits, metrics: counters, senderOf: guess });

  return {
    identity,
    store,
    webhook: createTakeWebhook({ limitRate, store, log, counters }),
    desk: createTakeDesk({ channels, store, log, counters }),
    /** What is missing to take webhooks, or null. */
    ready: () => (broker.connected || spool.usable ? null : "Neither the broker nor the spool can be used"),
    async stop() {
      await store.stop();
      others.stop();
      aliases.stop();
    },
  };
}
