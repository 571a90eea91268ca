import { type Bus, type Delivery, type Objects, type Pump, readOrNull, startPump } from "@acolhe/bus";
import { INBOUND, LogEvent, mediaDurable } from "@acolhe/events";
import { createFairShare, type Logger, type Metrics } from "@acolhe/runtime";
import { countCopies } from "../mirror-metrics.ts";
import { copyMedia, hasMedia } from "./copy.ts";

/** A gateway that is away for longer than this has lost the file as well. A file that was put off has used up a try. */
const TRIES_MAX = 60;
const RETRY_MS = 5_000;
const PUT_OFF_MS = 2_000;

/**
 * Two lanes, so that links that answer slowly or never hold up none that were not tried yet. A file gets a few seconds
 * first; what did not arrive in them comes again among its like, with more time. A contact has one place in either.
 * Each place holds up to a hundred megabytes.
 */
const FIRST = { places: 4, placesPerKey: 1, inHandPerKey: 3, inHandMax: 12 };
const AGAIN = { places: 2, placesPerKey: 1, inHandPerKey: 1, inHandMax: 2 };
export const LANE_TIMEOUTS_MS = { first: 10_000, again: 60_000 };
/** Some above what both lanes take in hand: they are looked at and put off, or have no file. */
const SLOTS = FIRST.inHandMax + AGAIN.inHandMax + 2;

export interface MediaKeeperDeps {
  readonly bus: Bus;
  readonly objects: Objects;
  readonly trustedHosts: ReadonlySet<string>;
  readonly timeoutsMs: typeof LANE_TIMEOUTS_MS;
  readonly ackWaitMs: number;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/**
 * Copies what patients send as soon as it comes, whether or not there is a desk. The gateway's links open for any
 * holder, and are gone after a month.
 */
export function startMediaKeeper(deps: MediaKeeperDeps): Pump {
  const { bus, objects, trustedHosts, timeoutsMs, log } = deps;
  const copied = countCopies(deps.metrics);
  const first = { share: createFairShare(FIRST), timeoutMs: timeoutsMs.first };
  const again = { share: createFairShare(AGAIN), timeoutMs: timeoutsMs.again };
  /** Files that failed in this process, by their place in the stream. */
  const failed = new Set<number>();

  async function copy(event: LogEvent, timeoutMs: number, { seq, deliveryCount }: Delivery): Promise<void> {
    try {
      const as = await copyMedia(objects, event, { trustedHosts, timeoutMs });
      failed.delete(seq);
      copied.inc({ as });
    } catch (error) {
      failed.add(seq);
      if (deliveryCount < TRIES_MAX) throw error;
      failed.delete(seq);
      copied.inc({ as: "given-up" });
    }
  }

  return startPump(bus, {
    stream: INBOUND.name,
    durable: mediaDurable,
    slots: SLOTS,
    ackWaitMs: deps.ackWaitMs,
    retryDelayMs: RETRY_MS,
    async handle(delivery) {
      // One that cannot be read is the worker's to park.
      const event = readOrNull(LogEvent, delivery);
      if (!event || !hasMedia(event)) return delivery.ack();
      const { share, timeoutMs } = failed.has(delivery.seq) ? again : first;
      const copying = share.run(`${event.channel}.${event.contact}`, () => copy(event, timeoutMs, delivery));
      if (copying === null) return delivery.retry(PUT_OFF_MS);
      await copying;
      delivery.ack();
    },
    onError: (error) => log.warn({ err: error }, "a file could not be copied yet"),
  });
}
