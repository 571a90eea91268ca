import type { Channel } from "@acolhe/events";
import { type Logger, safeError, startStep, traceIdOf } from "@acolhe/runtime";
import type { IngressMetrics } from "../ingress-metrics.ts";
import type { Store } from "../publish/store.ts";
import { Problem } from "./problem.ts";
import { readDesk } from "./read-desk.ts";

/** @returns the event's name */
export type TakeDesk = (
  json: unknown,
  context: { readonly receivedAt: number; readonly deliveryId: string },
) => Promise<string>;

/**
 * A webhook of the attendants' desk, from its JSON until it is stored.
 *
 * @throws Problem 500: it is stored nowhere (I1)
 */
export function createTakeDesk(deps: {
  channels: readonly Channel[];
  store: Store;
  log: Logger;
  counters: IngressMetrics;
}): TakeDesk {
  const { channels, store, log, counters } = deps;

  return async (json, context) => {
    const { event, facts, ignored } = readDesk(json, { channels, ...context });
    const step = startStep("webhook", { kind: "server", attributes: { "acolhe.webhook.kind": "desk" } });
    const { traceparent } = step;
    const trace = traceIdOf(traceparent);
    try {
      await store.accept(facts.map((fact) => ({ ...fact, traceparent })));
      step.end();
    } catch (cause) {
      step.end(cause);
      log.error({ err: safeError(cause), trace }, "a webhook of the desk is neither in the broker nor in the spool");
      // An agent bot's delivery is tried again after exactly this status; the others never are.
      throw new Problem(500, "It could not be stored. Send it again shortly.", { cause });
    }
    counters.webhooks.inc({ kind: "desk" });
    for (const reason of ignored) counters.deskIgnored.inc({ reason });
    log.info({ trace, kind: "desk", facts: facts.length, ignored: ignored.length }, "stored");
    return event;
  };
}
