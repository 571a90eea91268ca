import type { Cache, RateLimits } from "@acolhe/cache";
import { stableId } from "@acolhe/events";
import type { FastifyInstance } from "fastify";
import type { ApiMetrics } from "../api-metrics.ts";
import { Problem } from "./problem.ts";

/**
 * Counts requests of one caller: the login where there is one, else the address. Health and documents are free. While
 * the cache is away everybody is served, and a counter says so.
 */
export function limitRate(
  app: FastifyInstance,
  deps: { cache: Cache; limits: RateLimits; metrics: ApiMetrics; isFree: (url: string) => boolean },
): void {
  const { cache, limits, metrics } = deps;
  app.addHook("onRequest", async (request, reply) => {
    if (deps.isFree(request.url)) return;
    const token = request.headers.authorization;
    const caller = token === undefined ? `address:${request.ip}` : `token:${token}`;
    const rate = await cache.rateLimit(`api:${stableId(caller)}`, request.id, limits);
    if (rate === null) {
      metrics.rateLimitUnavailable.inc();
      return;
    }
    if (rate.limit === 0) return;
    const seconds = Math.max(1, Math.ceil(rate.resetMs / 1000));
    reply.headers({
      "x-ratelimit-limit": String(rate.limit),
      "x-ratelimit-remaining": String(rate.remaining),
      "x-ratelimit-reset": String(seconds),
    });
    if (rate.allowed) return;
    metrics.rateLimited.inc();
    throw new Problem("too-many-requests", { retryAfterSeconds: seconds });
  });
}
