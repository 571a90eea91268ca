import { setTimeout as sleep } from "node:timers/promises";

export interface EventuallyOptions {
  /** Give up after this long. Default 30 000: a bound for a busy machine, costing an idle one nothing. */
  deadlineMs?: number;
  /** Pause between two tries. Default 20. */
  everyMs?: number;
  /** What is waited for, for the error's message. */
  what?: string;
}

/**
 * Calls `fn` until it neither throws nor returns `false` or `undefined`, and resolves to what it returned.
 * Throws when the deadline passes; the cause is the last error.
 */
export async function eventually<T>(
  fn: () => T | Promise<T>,
  options: EventuallyOptions = {},
): Promise<Exclude<T, false | undefined>> {
  const deadlineMs = options.deadlineMs ?? 30_000;
  const endsAt = performance.now() + deadlineMs;
  let lastError: unknown;
  for (;;) {
    try {
      const value = await fn();
      if (value !== false && value !== undefined) return value as Exclude<T, false | undefined>;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() >= endsAt) break;
    await sleep(options.everyMs ?? 20);
  }
  throw new Error(`${options.what ?? "the condition"} did not hold within ${deadlineMs} ms`, { cause: lastError });
}
