import type { Host } from "@acolhe/bus";
import { type ContactKey, PatientCard } from "@acolhe/events";

/*
 * Who is known behind a contact, by the clinic's records. Modes: asks, or rests after the records did not answer.
 * L1. A turn waits at most `waitMs`, also for records that hang; one that greets, GREETING_TIMES as long: to greet as new
 *     whom the clinic knows is worse than to greet a little later.
 * L2. What was read counts for FRESH_MS: so soon an edited or erased patient is seen by the next message.
 * L3. While it rests no turn waits: what was read last counts for STALE_MS, unless the contact has no conversation, which may have
 *     been erased since. Of any other contact it is said that the records were silent, so that a known one is recognised by a
 *     later message.
 */
export const FRESH_MS = 10_000;
const STALE_MS = 10 * 60_000;
export const REST_MS = 5_000;
/** With the usual bound 0.4 s: as long as an answer takes on a busy machine. */
const GREETING_TIMES = 10;
/** One late answer is a busy moment; several in a row are records that hang. */
const LATE_MAX = 3;
/** As many as conversations in memory; some 300 bytes each. */
const KEPT_MAX = 20_000;

export interface PatientLookupDeps {
  /** Asks the records. The answer's shape is checked here. */
  readonly read: (contact: ContactKey) => Promise<unknown>;
  readonly waitMs: number;
  readonly host: Pick<Host, "now" | "after">;
  /** Told how each question ended, and of the error where there is one. */
  readonly onAnswer?: (how: "known" | "new" | "late" | "failed" | "greeted-unread", error?: unknown) => void;
}

interface Read {
  readonly card?: PatientCard;
  /** The records did not answer: that there is no card says nothing. */
  readonly silent?: true;
}

interface Asking {
  /** A session begins with the turn. */
  readonly greets?: boolean;
  /** The contact has no conversation yet, or none any more. */
  readonly isFirst?: boolean;
}

export type PatientLookup = (contact: ContactKey, options?: Asking) => Promise<Read>;

export function createPatientLookup({ read, waitMs, host, onAnswer }: PatientLookupDeps): PatientLookup {
  const kept = new Map<ContactKey, { readonly card: PatientCard | undefined; readonly at: number }>();
  const asked = new Map<ContactKey, Promise<Read>>();
  let restsUntil = 0;
  let late = 0;

  function rest(): void {
    restsUntil = host.now() + REST_MS;
    late = 0;
  }

  function keep(contact: ContactKey, card: PatientCard | undefined): void {
    kept.delete(contact);
    kept.set(contact, { card, at: host.now() });
    const oldest = kept.size > KEPT_MAX ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
  }

  async function ask(contact: ContactKey, last: Read): Promise<Read> {
    try {
      const answer = await read(contact);
      const card = answer === null ? undefined : PatientCard.parse(answer);
      keep(contact, card);
      onAnswer?.(card ? "known" : "new");
      return card ? { card } : {};
    } catch (error) {
      rest();
      onAnswer?.("failed", error);
      return last;
    } finally {
      asked.delete(contact);
    }
  }

  return async (contact, { greets = false, isFirst = false } = {}) => {
    const read = waitMs === 0 ? {} : await readOf(contact, greets ? waitMs * GREETING_TIMES : waitMs, isFirst);
    if (greets && read.silent) onAnswer?.("greeted-unread");
    return read;
  };

  async function readOf(contact: ContactKey, waitMs: number, isFirst: boolean): Promise<Read> {
    const known = kept.get(contact);
    const age = known ? host.now() - known.at : Number.POSITIVE_INFINITY;
    const own = known?.card ? { card: known.card } : {};
    if (known && age < FRESH_MS) return own;
    const last: Read = known && age < STALE_MS && !isFirst ? own : { silent: true };
    if (host.now() < restsUntil) return last;
    const answer = asked.get(contact) ?? ask(contact, last);
    if (!asked.has(contact)) asked.set(contact, answer);
    const inTime = await within(host, waitMs, answer);
    if (inTime !== LATE) {
      late = 0;
      return inTime;
    }
    onAnswer?.("late");
    if (++late >= LATE_MAX) rest();
    return last;
  }
}

const LATE = Symbol("late");

function within<T>(host: Pick<Host, "after">, ms: number, work: Promise<T>): Promise<T | typeof LATE> {
  return new Promise((resolve, reject) => {
    const cancel = host.after(ms, () => resolve(LATE));
    work.then(resolve, reject).finally(cancel);
  });
}
