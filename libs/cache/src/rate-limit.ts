/*
 * Sliding windows over a sorted set of event ids by time. An id counts once however often it is asked for, so a
 * repeated webhook costs its sender nothing. What is refused is not counted: the set stays as small as the limits,
 * and a sender who slows down is served again at once.
 */

export interface RateLimits {
  /** 0: no limit. */
  readonly perMinute: number;
  /** 0: no limit. */
  readonly per10s: number;
}

/** The answer, with the numbers of the tighter of the two windows. */
export interface RateLimit {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Until the window has room for one more than now. */
  readonly resetMs: number;
}

/** KEYS: the sender. ARGV: id, limit of a minute, limit of ten seconds. The clock is Redis's, one for all replicas. */
export const RATE_LIMIT_LUA = `
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - 60000)
local windows = { { tonumber(ARGV[2]), 60000 }, { tonumber(ARGV[3]), 10000 } }
local function since(span) return '(' .. string.format('%.0f', now - span) end
local allowed = 1
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  for _, w in ipairs(windows) do
    if w[1] > 0 and redis.call('ZCOUNT', KEYS[1], since(w[2]), '+inf') >= w[1] then allowed = 0 end
  end
  if allowed == 1 then redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[1]) end
end
redis.call('PEXPIRE', KEYS[1], 60000)
local tight
for _, w in ipairs(windows) do
  if w[1] > 0 then
    local left = math.max(0, w[1] - redis.call('ZCOUNT', KEYS[1], since(w[2]), '+inf'))
    local first = redis.call('ZRANGEBYSCORE', KEYS[1], since(w[2]), '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
    local reset = first[2] and (tonumber(first[2]) + w[2] - now) or 0
    if not tight or left < tight[2] or (left == tight[2] and reset > tight[3]) then tight = { w[1], left, reset } end
  end
end
tight = tight or { 0, 0, 0 }
return { allowed, tight[1], tight[2], tight[3] }
`;
