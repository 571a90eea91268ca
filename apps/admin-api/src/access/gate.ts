import { Problem } from "../http/problem.ts";

export interface GateLimits {
  readonly atOnce: number;
  readonly waitingMax: number;
}

/**
 * Lets a few in at once and some more wait, whatever the caches and counts around it say: the last limit of a process on
 * work that costs much.
 */
export function createGate({ atOnce, waitingMax }: GateLimits) {
  let inside = 0;
  const waiting: (() => void)[] = [];

  /** @throws Problem unavailable when too many wait */
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (inside < atOnce) inside += 1;
    else {
      if (waiting.length >= waitingMax) throw new Problem("unavailable", { retryAfterSeconds: 2 });
      // Who leaves hands the place on, so nobody new can slip in between.
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
    }
  };
}
