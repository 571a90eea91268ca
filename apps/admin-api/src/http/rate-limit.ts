import { randomUUID } from "node:crypto";
import { type Cache, createLocalLimits, type RateLimits } from "@acolhe/cache";
import { stableId } from "@acolhe/events";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AccessToken } from "../access/authenticate.ts";
import { networkOf } from "../access/network.ts";
import { bringsCookie, isBearer } from "../access/tokens.ts";
import type { ApiMetrics } from "../api-metrics.ts";
import { LOCAL_CALLERS_MAX } from "../limits.ts";
import { Problem } from "./problem.ts";
import { addressOf } from "./request-context.ts";

/**
 * Counts requests of one caller: the user where there is one, whatever the log-ins, else the address. Login routes have
 * a stricter count of their own, by address, for any caller. Health and documents are free. While the cache is away
 * each process counts alone, and a counter says so.
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
  const local = createLocalLimits({ keysMax: LOCAL_CALLERS_MAX, now: () => performance.now() });

  async function count(caller: string, limits: RateLimits, reply: FastifyReply): Promise<void> {
    // Of its own, because an id counts once: that of the request may be the caller's choice, the same each time.
    const shared = await cache.rateLimit(`api:${stableId(caller)}`, randomUUID(), limits);
    if (shared === null) metrics.rateLimitUnavailable.inc();
    const rate = shared ?? local.rateLimit(caller, limits);
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
      return count(`auth:${networkOf(addressOf(request))}`, deps.authLimits, reply);
    const user = await userOf(request);
    await count(user === undefined ? `address:${networkOf(addressOf(request))}` : `user:${user}`, deps.limits, reply);
  });
}

/** By its signature alone. A forged token counts as none: otherwise its caller would never be limited. */
async function userOf(request: FastifyRequest): Promise<string | undefined> {
  if (!isBearer(request) && !bringsCookie(request)) return undefined;
  const token = await request.jwtVerify<AccessToken>().catch(() => undefined);
  return token?.sub;
}
