import { setTimeout as sleep } from "node:timers/promises";
import {
  type Changed,
  changesBetween,
  type Database,
  type Heard,
  type Present,
  readHeard,
  readPresence,
} from "@acolhe/database";

/*
 * Tells listeners what has something new, and who is at which conversation, while any listens. One question a moment asks
 * how far the read side and the desk are, however many listen; only when they moved does each listener ask what came.
 *
 * L1. A listener that goes on behind what it heard last is told of every conversation, lead, appointment, number and
 *     setting that changed since, or to `reset`: to read everything again.
 * L2. What a listener has to hold is bounded: changes are names, and what came while it was slow is told at once.
 * L3. Who is present is told whole and never as a difference, so a listener that missed some has nothing to catch up with.
 */

export type Change =
  | { readonly type: "ready" | "reset"; readonly heard: Heard }
  | ({ readonly type: "changed"; readonly heard: Heard } & Changed)
  | { readonly type: "presence"; readonly people: readonly Present[] }
  | { readonly type: "beat" };

/** How far a listener is, as an event's id says it. */
export const idOf = ({ inbound, turns, delivery, desk }: Heard): string => `${inbound}-${turns}-${delivery}-${desk}`;

export interface Changes {
  /** Without `after` from now on. Ends with the signal; throws when the database is away. */
  listen(options: { after: Heard | undefined; signal: AbortSignal }): AsyncGenerator<Change>;
}

export interface ChangesOptions {
  readonly db: Database;
  readonly pollMs: number;
  readonly beatMs: number;
}

interface Latest {
  readonly heard: Heard;
  readonly people: readonly Present[];
  /** The same in short, to see whether it is another. */
  readonly peopleKey: string;
}

const PARTS = ["inbound", "turns", "delivery", "desk"] as const;
const isAhead = (a: Heard, b: Heard) => PARTS.some((part) => a[part] > b[part]);
const NOBODY = JSON.stringify([]);

export function createChanges({ db, pollMs, beatMs }: ChangesOptions): Changes {
  let known: Promise<Latest> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;

  async function ask(): Promise<Latest> {
    const heard = await readHeard(db);
    const people = await readPresence(db);
    return { heard, people, peopleKey: JSON.stringify(people) };
  }

  /** How far everything is, not older than a moment. Asked in turn, so it never goes back. */
  function latest(): Promise<Latest> {
    if (!known || performance.now() - askedAt >= pollMs) {
      askedAt = performance.now();
      const before = known?.catch(() => undefined);
      known = (async () => {
        await before;
        return ask();
      })();
    }
    return known;
  }

  async function changeBetween(heard: Heard, upTo: Heard): Promise<Change | undefined> {
    // Streams that were begun anew, or an id that was never ours.
    if (isAhead(heard, upTo)) return { type: "reset", heard: upTo };
    if (!isAhead(upTo, heard)) return undefined;
    const changed = await changesBetween(db, heard, upTo);
    if (changed === null) return { type: "reset", heard: upTo };
    const isAny = Object.values(changed).some(({ length }) => length > 0);
    return isAny ? { type: "changed", heard: upTo, ...changed } : undefined;
  }

  return {
    async *listen({ after, signal }) {
      let heard = after ?? (await latest()).heard;
      let peopleKey = NOBODY;
      let toldAt = performance.now();
      yield { type: "ready", heard };
      while (!signal.aborted) {
        const now = await latest();
        const told: Change[] = [];
        const change = await changeBetween(heard, now.heard);
        if (change) told.push(change);
        if (now.peopleKey !== peopleKey) told.push({ type: "presence", people: now.people });
        ({ heard, peopleKey } = now);
        if (told.length === 0 && performance.now() - toldAt >= beatMs) told.push({ type: "beat" });
        if (told.length > 0) toldAt = performance.now();
        yield* told;
        await sleep(pollMs, undefined, { signal }).catch(() => undefined);
      }
    },
  };
}
