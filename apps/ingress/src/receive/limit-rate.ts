import type { Cache, RateLimit, RateLimits } from "@acolhe/cache";
import type { IngressMetrics } from "../ingress-metrics.ts";
import type { Intake } from "./intake.ts";

/** Marks a patient's message that comes faster than the limits allow. It is stored all the same. */
export function createRateLimiter(deps: {
  cache: Pick<Cache, "rateLimit">;
  limits: RateLimits;
  metrics: IngressMetrics;
  senderOf: (intake: Intake) => string;
}) {
  const { cache, limits, metrics, senderOf } = deps;
  const off = limits.perMinute === 0 && limits.per10s === 0;

  return async (intake: Intake): Promise<{ intake: Intake; rate: RateLimit | null }> => {
    const { item } = intake;
    if (off || item.target !== "conversation" || item.draft.type !== "message-received") return { intake, rate: null };
    const rate = await cache.rateLimit(senderOf(intake), item.draft.id, limits);
    if (rate === null) metrics.rateLimitUnavailable.inc();
    if (rate === null || rate.allowed) return { intake, rate };
    metrics.rateLimited.inc();
    return { intake: { ...intake, item: { ...item, draft: { ...item.draft, limited: true } } }, rate };
  };
}
export type RateLimiter = ReturnType<typeof createRateLimiter>;
