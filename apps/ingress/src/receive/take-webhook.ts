import type { RateLimit } from "@acolhe/cache";
import type { Channel } from "@acolhe/events";
import { type Logger, safeError, startStep, traceIdOf } from "@acolhe/runtime";
import type { IngressMetrics } from "../ingress-metrics.ts";
import type { Store } from "../publish/store.ts";
import type { RateLimiter } from "./limit-rate.ts";
import { Problem } from "./problem.ts";
import { readWebhook } from "./read-webhook.ts";

/** What the limits say of a webhook's message; null: it has none. */
export type TakeWebhook = (channel: Channel, json: unknown, receivedAt: number) => Promise<RateLimit | null>;

/**
 * A webhook of the gateway, from its JSON until it is stored.
 *
 * @throws Problem 503: it is stored nowhere (I1)
 */
export function createTakeWebhook(deps: {
  limitRate: RateLimiter;
  store: Store;
  log: Logger;
  counters: IngressMetrics;
}): TakeWebhook {
  const { limitRate, store, log, counters } = deps;

  return async (channel, json, receivedAt) => {
    const step = startStep("webhook", { kind: "server", attributes: { "acolhe.channel": channel.id } });
    const { traceparent } = step;
    const trace = traceIdOf(traceparent);
    const { kind, items } = readWebhook(json, {
      channel,
      receivedAt,
      onUnreadable: (err) => log.error({ err: errorName(err), trace }, "a webhook could not be read; recorded only"),
    });
    const limited = await Promise.all(items.map((item) => limitRate({ channel: channel.id, item, traceparent })));
    try {
      await store.accept(limited.map(({ intake }) => intake));
      step.note({ "acolhe.webhook.kind": kind, "acolhe.webhook.facts": items.length });
      step.end();
    } catch (cause) {
      step.end(cause);
      // I1: nothing holds it now, so the gateway has to keep it.
      log.error({ err: safeError(cause), trace, kind }, "a webhook is neither in the broker nor in the spool");
      throw new Problem(503, "It could not be stored. Send it again shortly.", { cause, retryAfterSeconds: 5 });
    }
    counters.webhooks.inc({ kind });
    log.info({ trace, kind, channel: channel.id, facts: items.length }, "stored");
    return limited.find((one) => one.rate !== null)?.rate ?? null;
  };
}

/** Errors of libraries quote what they were reading: of those from outside only the name is kept. */
const errorName = (error: unknown) => (error instanceof Error ? error.name : "not an error");
