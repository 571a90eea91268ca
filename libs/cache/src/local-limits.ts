import type { RateLimit, RateLimits } from "./rate-limit.ts";

/*
 * The same windows as in Redis, in the memory of one process: what stands in while the cache is away, so that a silent
 * cache is never a way around a limit. Each process counts for itself, and begins anew with a restart.
 */

export interface LocalLimits {
  /** Counts one for `key`. */
  rateLimit(key: string, limits: RateLimits): RateLimit;
}

const WINDOWS = [
  { of: "perMinute", spanMs: 60_000 },
  { of: "per10s", spanMs: 10_000 },
] as const;

/** `keysMax`: beyond it the key that was not counted for the longest time is forgotten. */
export function createLocalLimits({
  keysMax,
  now,
}: {
  readonly keysMax: number;
  readonly now: () => number;
}): LocalLimits {
  const counted = new Map<string, number[]>();

  return {
    rateLimit(key, limits) {
      const at = now();
      const times = (counted.get(key) ?? []).filter((time) => time > at - 60_000);
      const windows = WINDOWS.flatMap(({ of, spanMs }) => {
        const max = limits[of];
        return max === 0 ? [] : [{ max, spanMs, within: times.filter((time) => time > at - spanMs) }];
      });
      const allowed = windows.every(({ max, within }) => within.length < max);
      if (allowed && windows.length > 0) {
        times.push(at);
        for (const { within } of windows) within.push(at);
      }
      // Behind all others, as the one that was counted last.
      counted.delete(key);
      counted.set(key, times);
      const [oldest] = counted.keys();
      if (counted.size > keysMax && oldest !== undefined) counted.delete(oldest);
      const told = windows.map(({ max, spanMs, within }) => ({
        allowed,
        limit: max,
        remaining: Math.max(0, max - within.length),
        resetMs: (within[0] ?? at) + spanMs - at,
      }));
      const [tightest] = told.sort((a, b) => a.remaining - b.remaining || b.resetMs - a.resetMs);
      return tightest ?? { allowed, limit: 0, remaining: 0, resetMs: 0 };
    },
  };
}
