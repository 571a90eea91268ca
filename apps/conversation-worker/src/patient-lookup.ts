import { type ContactKey, PatientCard } from "@acolhe/events";

/*
 * Who is known behind a contact, by the clinic's records. Modes: asks, or rests after the records did not answer.
 * L1. A turn waits at most `waitMs`, also for records that hang.
 * L2. What was read counts for FRESH_MS: so soon an edited or erased patient is seen by the next message.
 * L3. While it rests nobody waits: what was read last counts for STALE_MS, and whoever was not read is a new contact.
 */
export const FRESH_MS = 10_000;
const STALE_MS = 10 * 60_000;
export const REST_MS = 5_000;
/** One late answer is a busy moment; several in a row are records that hang. */
const LATE_MAX = 3;
/** As many as conversations in memory; some 300 bytes each. */
const KEPT_MAX = 20_000;

export interface PatientLookupDeps {
  /** Asks the records. The answer's shape is checked here. */
  readonly read: (contact: ContactKey) => Promise<unknown>;
  readonly waitMs: number;
  readonly clock: () => number;
  /** Told how each question ended, and of the error where there is one. */
  readonly onAnswer?: (how: "known" | "new" | "late" | "failed", error?: unknown) => void;
}

export type PatientLookup = (contact: ContactKey) => Promise<PatientCard | undefined>;

export function createPatientLookup({ read, waitMs, clock, onAnswer }: PatientLookupDeps): PatientLookup {
  const kept = new Map<ContactKey, { readonly card: PatientCard | undefined; readonly at: number }>();
  const asked = new Map<ContactKey, Promise<PatientCard | undefined>>();
  let restsUntil = 0;
  let late = 0;

  function rest(): void {
    restsUntil = clock() + REST_MS;
    late = 0;
  }

  function keep(contact: ContactKey, card: PatientCard | undefined): void {
    kept.delete(contact);
    kept.set(contact, { card, at: clock() });
    const oldest = kept.size > KEPT_MAX ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
  }

  async function ask(contact: ContactKey, last: PatientCard | undefined): Promise<PatientCard | undefined> {
    try {
      const answer = await read(contact);
      const card = answer === null ? undefined : PatientCard.parse(answer);
      keep(contact, card);
      onAnswer?.(card ? "known" : "new");
      return card;
    } catch (error) {
      rest();
      onAnswer?.("failed", error);
      return last;
    } finally {
      asked.delete(contact);
    }
  }

  return async (contact) => {
    const known = kept.get(contact);
    const age = known ? clock() - known.at : Number.POSITIVE_INFINITY;
    if (known && age < FRESH_MS) return known.card;
    const last = age < STALE_MS ? known?.card : undefined;
    if (waitMs === 0 || clock() < restsUntil) return last;
    const answer = asked.get(contact) ?? ask(contact, last);
    if (!asked.has(contact)) asked.set(contact, answer);
    const inTime = await within(waitMs, answer);
    if (inTime !== LATE) {
      late = 0;
      return inTime;
    }
    onAnswer?.("late");
    if (++late >= LATE_MAX) rest();
    return last;
  };
}

const LATE = Symbol("late");

function within<T>(ms: number, work: Promise<T>): Promise<T | typeof LATE> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(LATE), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
