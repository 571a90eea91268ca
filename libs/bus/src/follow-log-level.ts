import { EVERY_SERVICE, LOGGING_BUCKET, LogOrder } from "@acolhe/events";
import type { CoreBus } from "./core.ts";
import { followBucket } from "./follow.ts";
import type { Cancel } from "./host.ts";

/** The part of a logger that is changed here. */
interface Leveled {
  level: string;
}

/** Writes as much of the log as operators ordered, until the time they named; then as much as before. */
export function followLogLevel(bus: CoreBus, service: string, log: Leveled): { stop(): void } {
  const usual = log.level;
  const orders = new Map<string, LogOrder>();
  let cancel: Cancel = () => {};

  function apply(): void {
    cancel();
    const now = bus.host.now();
    // What was ordered of this service counts before what was ordered of all.
    const order = [service, EVERY_SERVICE].map((key) => orders.get(key)).find((one) => one && one.until > now);
    log.level = order?.level ?? usual;
    cancel = order ? bus.host.after(order.until - now, apply) : () => {};
  }

  const following = followBucket(bus, LOGGING_BUCKET, {
    onStart: () => orders.clear(),
    onChange({ key, value }) {
      const { data } = LogOrder.safeParse(value);
      if (data) orders.set(key, data);
      else orders.delete(key);
      apply();
    },
    // The level stays as it is; the next reading tells.
    onError: () => {},
  });
  return {
    stop() {
      cancel();
      following.stop();
    },
  };
}
