import type { Broker } from "@acolhe/bus";
import type { Cache } from "@acolhe/cache";
import type { Database } from "@acolhe/database";
import { erasuresToRun, UnderWay } from "@acolhe/database/privacy";
import { type Desk, runErasure } from "@acolhe/privacy";
import { ERASURE_LOOK_MS, ERASURE_RETRY_MS } from "./limits.ts";

/** Carries out approved erasures, and goes on with those that a crash or a server that was away broke off. */
export function startErasures(deps: {
  readonly db: Database;
  readonly broker: Broker;
  readonly cache: Cache;
  readonly desk: Desk | null;
  /** Told of a step that failed; the request names it, too. */
  readonly onError: (error: unknown) => void;
}): { stop(): Promise<void> } {
  const { db, broker, cache, desk, onError } = deps;
  const notBefore = new Map<string, number>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function round(): Promise<void> {
    const { bus } = broker;
    if (!bus || !broker.connected) return;
    for (const id of await erasuresToRun(db)) {
      if (stopped || Date.now() < (notBefore.get(id) ?? 0)) continue;
      try {
        await runErasure({ bus, db, cache, desk }, id);
      } catch (error) {
        notBefore.set(id, Date.now() + ERASURE_RETRY_MS);
        if (!(error instanceof UnderWay)) onError(error);
      }
    }
  }
  async function loop(): Promise<void> {
    // A database that is away is told of by housekeeping.
    await round().catch(() => undefined);
    if (!stopped) timer = setTimeout(() => (running = loop()), ERASURE_LOOK_MS);
  }
  let running = loop();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
