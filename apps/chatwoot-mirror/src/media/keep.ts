import { type Bus, type Objects, type Pump, readOrNull, startPump } from "@acolhe/bus";
import { INBOUND, LogEvent, mediaDurable } from "@acolhe/events";
import type { Logger, Metrics } from "@acolhe/runtime";
import { copyMedia } from "./copy.ts";

/** Files copied at the same time, each up to a hundred megabytes in memory. */
const SLOTS = 2;
/** A gateway that is away for longer than this has lost the file as well. */
const TRIES_MAX = 60;
const RETRY_MS = 5_000;

/**
 * Copies what patients send as soon as it comes, whether or not there is a desk: the gateway's links are public to
 * whoever has them, and gone after a month.
 */
export function startMediaKeeper(deps: {
  bus: Bus;
  objects: Objects;
  ackWaitMs: number;
  log: Logger;
  metrics: Metrics;
}): Pump {
  const { bus, objects, log } = deps;
  const copied = deps.metrics.counter("media_copied_total", "Files of patients, by what became of their copy.", ["as"]);
  return startPump(bus, {
    stream: INBOUND.name,
    durable: mediaDurable,
    slots: SLOTS,
    ackWaitMs: deps.ackWaitMs,
    retryDelayMs: RETRY_MS,
    async handle(delivery) {
      // One that cannot be read is the worker's to park.
      const event = readOrNull(LogEvent, delivery);
      if (event) {
        try {
          const as = await copyMedia(objects, event);
          if (as !== "no-media") copied.inc({ as });
        } catch (error) {
          if (delivery.deliveryCount < TRIES_MAX) throw error;
          copied.inc({ as: "given-up" });
        }
      }
      delivery.ack();
    },
    onError: (error) => log.warn({ err: error }, "a file could not be copied yet"),
  });
}
