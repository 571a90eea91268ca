import { setTimeout as sleep } from "node:timers/promises";
import { changesBetween, type Database, type Heard, readHeard } from "@acolhe/database";

/*
 * Tells listeners which conversations have something new, while any listens. One question a moment asks how far the read
 * side is, however many listen; only when it moved does each listener ask what came.
 *
 * L1. A listener that goes on behind what it heard last is told of every conversation that changed since, or to `reset`:
 *     to read everything again.
 * L2. What a listener has to hold is bounded: changes are names, and what came while it was slow is told at once.
 */

export type Change =
  | { readonly type: "ready" | "reset"; readonly heard: Heard }
  | {
      readonly type: "changed";
      readonly heard: Heard;
      readonly conversations: readonly { readonly channel: string; readonly contactKey: string }[];
    }
  | { readonly type: "beat" };

export interface Changes {
  /** Without `after` from now on. Ends with the signal; throws when the database is away. */
  listen(options: { after: Heard | undefined; signal: AbortSignal }): AsyncGenerator<Change>;
}

export interface ChangesOptions {
  readonly db: Database;
  readonly pollMs: number;
  readonly beatMs: number;
}

const STREAMS = ["inbound", "turns", "delivery"] as const;
const isAhead = (a: Heard, b: Heard) => STREAMS.some((stream) => a[stream] > b[stream]);

export function createChanges({ db, pollMs, beatMs }: ChangesOptions): Changes {
  let projected: Promise<Heard> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;

  /** How far the read side is, not older than a moment. Asked in turn, so it never goes back. */
  function latest(): Promise<Heard> {
    if (!projected || performance.now() - askedAt >= pollMs) {
      askedAt = performance.now();
      const before = projected?.catch(() => undefined);
      projected = (async () => {
        await before;
        return readHeard(db);
      })();
    }
    return projected;
  }

  async function changeBetween(heard: Heard, upTo: Heard): Promise<Change | undefined> {
    // Streams that were begun anew, or an id that was never ours.
    if (isAhead(heard, upTo)) return { type: "reset", heard: upTo };
    if (!isAhead(upTo, heard)) return undefined;
    const conversations = await changesBetween(db, heard, upTo);
    if (conversations === null) return { type: "reset", heard: upTo };
    return conversations.length > 0 ? { type: "changed", heard: upTo, conversations } : undefined;
  }

  return {
    async *listen({ after, signal }) {
      let heard = after ?? (await latest());
      let toldAt = performance.now();
      yield { type: "ready", heard };
      while (!signal.aborted) {
        const upTo = await latest();
        const change = await changeBetween(heard, upTo);
        heard = upTo;
        if (change || performance.now() - toldAt >= beatMs) {
          yield change ?? { type: "beat" };
          toldAt = performance.now();
        }
        await sleep(pollMs, undefined, { signal }).catch(() => undefined);
      }
    },
  };
}
