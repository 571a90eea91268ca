import { createFairShare } from "@acolhe/runtime";
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
  const inHandMax = atOnce + waitingMax;
  const share = createFairShare({ places: atOnce, placesPerKey: atOnce, inHandPerKey: inHandMax, inHandMax });

  /** @throws Problem unavailable when too many wait */
  return async <T>(work: () => Promise<T>): Promise<T> => {
    // Here everybody is alike.
    const taken = share.run("", work);
    if (taken === null) throw new Problem("unavailable", { retryAfterSeconds: 2 });
    return taken;
  };
}
