/*
 * A token bucket kept as one number: the instant at which it would be full again (GCRA). Every call takes its place
 * at once, so that callers of all replicas line up instead of asking again and again.
 */

export interface Pace {
  /** One token comes back in this time. */
  readonly intervalMs: number;
  /** Tokens of a full bucket, at least 1. */
  readonly burst: number;
}

/** KEYS: the bucket. ARGV: interval, burst. Answers the wait in milliseconds. The clock is Redis's. */
export const PACE_LUA = `
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local full = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
local wait = math.max(0, full - (burst - 1) * interval - now)
full = full + interval
redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', full - now + 1000)
return wait
`;
