/** Failures of one key, such as wrong passwords of an account. */
export interface Strikes {
  readonly count: number;
  /** Until they are forgotten together. */
  readonly resetMs: number;
}

/** KEYS: the key. ARGV: window. The window does not slide: whoever goes on failing waits no longer for it. */
export const STRIKE_LUA = `
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return count
`;

/** KEYS: the key. Count and remaining time belong together, so they are read together. */
export const STRIKES_LUA = `
return { tonumber(redis.call('GET', KEYS[1]) or '0'), math.max(0, redis.call('PTTL', KEYS[1])) }
`;
