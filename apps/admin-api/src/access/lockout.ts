import type { Cache } from "@acolhe/cache";
import { stableId } from "@acolhe/events";
import type { ApiMetrics } from "../api-metrics.ts";
import { Problem } from "../http/problem.ts";
import { ACCOUNT_FAILURES_MAX, ADDRESS_FAILURES_MAX, LOCKOUT_WINDOW_MS } from "../limits.ts";

/**
 * Wrong passwords by account and by address. The account is counted whether it exists or not, so the answer tells
 * nobody which do. While the cache is away nobody is locked out, and a counter says so: argon2id slows guessing down.
 */
export function createLockout(deps: { cache: Cache; metrics: ApiMetrics }) {
  const { cache, metrics } = deps;
  const keys = (email: string, address: string) =>
    [
      [`lockout:account:${stableId(email.toLowerCase())}`, ACCOUNT_FAILURES_MAX],
      [`lockout:address:${stableId(address)}`, ADDRESS_FAILURES_MAX],
    ] as const;

  return {
    /** @throws Problem too-many-failures */
    async check(email: string, address: string): Promise<void> {
      for (const [key, max] of keys(email, address)) {
        const strikes = await cache.strikes(key);
        if (strikes === null) {
          metrics.lockoutUnavailable.inc();
          return;
        }
        if (strikes.count >= max)
          throw new Problem("too-many-failures", { retryAfterSeconds: Math.ceil(strikes.resetMs / 1000) });
      }
    },
    async failed(email: string, address: string): Promise<void> {
      for (const [key] of keys(email, address)) await cache.strike(key, LOCKOUT_WINDOW_MS);
    },
    async succeeded(email: string, address: string): Promise<void> {
      const [account] = keys(email, address);
      await cache.forget(account[0]);
    },
  };
}
export type Lockout = ReturnType<typeof createLockout>;
