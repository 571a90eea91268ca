import { randomUUID } from "node:crypto";
import type { Cache, RateLimits } from "@acolhe/cache";
import { stableId } from "@acolhe/events";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AccessToken } from "../access/authenticate.ts";
import { bringsCookie, isBearer } from "../access/tokens.ts";
import type { ApiMetrics } from "../api-metrics.ts";
import { Problem } from "./problem.ts";

/**
 * Counts requests of one caller: the login where there is one, else the address. The routes that let people in have a
 * stricter count of their own, by address, whoever calls. Health and documents are free. While the cache is away
 * everybody is served, and a counter says so.
 */
export function limitRate(
  app: FastifyInstance,
  deps: {
    cache: Cache;
    limits: RateLimits;
    authLimits: RateLimits;
    metrics: ApiMetrics;
    isFree: (url: string) => boolean;
  },
): void {
  const { cache, metrics } = deps;

  async function count(caller: string, limits: RateLimits, reply: FastifyReply): Promise<void> {
    // Of its own, because an id counts once: that of the request may be the caller's choice, the same each time.
    const rate = await cache.rateLimit(`api:${stableId(caller)}`, randomUUID(), limits);
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
  }

  app.addHook("onRequest", async (request, reply) => {
    if (deps.isFree(request.url)) return;
    if (request.routeOptions.url?.startsWith("/api/v1/auth/"))
      return count(`auth:${request.ip}`, deps.authLimits, reply);
    const login = await loginOf(request);
    await count(login === undefined ? `address:${request.ip}` : `login:${login}`, deps.limits, reply);
  });
}

/** By its signature alone. A token that anybody could have made up counts as none: its caller would never be limited. */
async function loginOf(request: FastifyRequest): Promise<string | undefined> {
  if (!isBearer(request) && !bringsCookie(request)) return undefined;
  const token = await request.jwtVerify<AccessToken>().catch(() => undefined);
  return token?.fam;
}
