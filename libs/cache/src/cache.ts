import { Redis } from "ioredis";
import { PACE_LUA, type Pace } from "./pace.ts";
import { RATE_LIMIT_LUA, type RateLimit, type RateLimits } from "./rate-limit.ts";
import { sweep } from "./sweep.ts";

/*
 * Redis as a helper that may be away at any moment: every call answers null then, at once, and no caller fails.
 *
 * Modes: closed (commands go out) → open (a command failed: none goes out for a second) → closed.
 * While there is no connection nothing goes out either; the client reconnects by itself, for ever.
 */

/** Waiting longer would cost a webhook more than the answer is worth. */
const COMMAND_MS_MAX = 50;
/** After a failure. Twenty times the price of one: a hanging Redis costs at most a twentieth of the time. */
const OPEN_MS = 1_000;

export interface Cache {
  /** Whether the next command would go out. */
  readonly available: boolean;
  /** For work that can wait for it: resolves when a command would go out, or when the time is over. */
  ready(patienceMs: number): Promise<void>;
  /** Counts `id` for `key`, once. Null: the cache is away. */
  rateLimit(key: string, id: string, limits: RateLimits): Promise<RateLimit | null>;
  /** Takes the next place in the line of `key`: milliseconds to wait, 0 for now. Null: the cache is away. */
  pace(key: string, pace: Pace): Promise<number | null>;
  /** A hint that expires; lost when the cache is away. */
  remember(key: string, value: string, ttlMs: number): Promise<void>;
  /** Null: unknown, or the cache is away. */
  recall(key: string): Promise<string | null>;
  /** Looks through every key. Those whose name or text has one of the words in it go, unless they are only counted. */
  sweep(words: readonly string[], options: { readonly remove: boolean }): Promise<number | null>;
  close(): void;
}

export interface CacheOptions {
  readonly url: string;
  /** How long one command may take; absent: COMMAND_MS_MAX. */
  readonly commandMsMax?: number;
  /** Told of failed commands, at most once a second. */
  readonly onError?: (error: unknown) => void;
}

interface Scripts {
  acolheRateLimit(key: string, id: string, perMinute: number, per10s: number): Promise<number[]>;
  acolhePace(key: string, intervalMs: number, burst: number): Promise<number>;
}

/** Returns at once; the connection is made in the background. */
export function connectCache(options: CacheOptions): Cache {
  const redis = new Redis(options.url, {
    keyPrefix: "acolhe:",
    commandTimeout: options.commandMsMax ?? COMMAND_MS_MAX,
    connectTimeout: 1_000,
    // What could not be asked now is not worth asking later.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    // Commands of one round of the event loop leave in one write.
    enableAutoPipelining: true,
    retryStrategy: (times) => Math.min(50 * times, 1_000),
    scripts: {
      acolheRateLimit: { lua: RATE_LIMIT_LUA, numberOfKeys: 1 },
      acolhePace: { lua: PACE_LUA, numberOfKeys: 1 },
    },
  });
  const scripts = redis as unknown as Scripts;
  // Without a listener the client writes to the console. A lost connection shows in `available`.
  redis.on("error", () => {});
  let openUntil = 0;

  const available = () => redis.status === "ready" && performance.now() >= openUntil;
  async function ask<T>(command: () => Promise<T>): Promise<T | null> {
    if (!available()) return null;
    try {
      return await command();
    } catch (error) {
      // Commands under way together fail together: one report is enough.
      if (performance.now() >= openUntil) options.onError?.(error);
      openUntil = performance.now() + OPEN_MS;
      return null;
    }
  }

  return {
    get available() {
      return available();
    },
    async ready(patienceMs) {
      if (available()) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const alarm = setTimeout(resolve, patienceMs);
      redis.once("ready", resolve);
      await promise;
      clearTimeout(alarm);
    },
    async rateLimit(key, id, { perMinute, per10s }) {
      const answer = await ask(() => scripts.acolheRateLimit(`rate:${key}`, id, perMinute, per10s));
      if (answer === null) return null;
      const [allowed = 1, limit = 0, remaining = 0, resetMs = 0] = answer;
      return { allowed: allowed === 1, limit, remaining, resetMs };
    },
    async pace(key, { intervalMs, burst }) {
      if (intervalMs <= 0) return 0;
      return ask(() => scripts.acolhePace(key, Math.ceil(intervalMs), Math.max(1, Math.floor(burst))));
    },
    async remember(key, value, ttlMs) {
      await ask(() => redis.set(key, value, "PX", Math.max(1, Math.ceil(ttlMs))));
    },
    recall: (key) => ask(() => redis.get(key)),
    sweep: (words, { remove }) => ask(() => sweep(redis, words, remove)),
    close: () => redis.disconnect(),
  };
}
