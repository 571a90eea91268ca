import { type CoreBus, lastOf, publish, readOrNull } from "@acolhe/bus";
import {
  Attempt,
  type ConversationRef,
  INBOUND,
  type Outcome,
  outcomeSubject,
  storedAttemptSubject,
  type Turn,
} from "@acolhe/events";
import type { Contacts } from "../ledger/contacts.ts";
import { TAKEN_BACK } from "../ledger/ledger.ts";

export type Place = ConversationRef & { readonly partition: number };

interface QueuedDeps {
  readonly bus: CoreBus;
  readonly sender: string;
  readonly contacts: Contacts;
  readonly zapiTimeoutMs: number;
}

/** What the gateway took and may still have, as the log tells it. */
export function createQueued({ bus, sender, contacts, zapiTimeoutMs }: QueuedDeps) {
  return { isUnderWay, note };

  /** A call was begun before this place in the log, and what became of it is not written yet. */
  async function isUnderWay({ partition, ...ref }: Place, seq: number, outcomes: readonly Outcome[]) {
    const stored = await lastOf(bus, INBOUND.name, storedAttemptSubject(ref, partition));
    if (!stored || stored.seq > seq) return false;
    const attempt = readOrNull(Attempt, stored);
    if (!attempt) return false;
    const { turnSeq, index, number, at } = attempt;
    const hasEnded = outcomes.some((one) => one.turnSeq === turnSeq && one.index === index && one.attempt >= number);
    return !hasEnded && bus.host.now() < at + zapiTimeoutMs;
  }

  /**
   * Records what became of an accepted message afterwards. Of one that was taken back nobody waits for the callback any
   * more, and the log says that it never reached the patient.
   */
  async function note(
    { partition, ...ref }: Place,
    { before, turn, ...became }: Afterwards & { before: Outcome; turn: Turn },
  ): Promise<void> {
    contacts.forget(ref);
    await contacts.lock(ref, partition, async (ledger) => {
      const { turnSeq, index, lane, attempt } = before;
      const { cursors, held, outcomeSeq } = ledger;
      const outcome: Outcome = { turnSeq, index, lane, at: bus.host.now(), attempt, cursors, held, ...became };
      const id = `outcome:${sender}:${turn.event.seq}:${turnSeq}:${index}:${became.code}`;
      const expect = { seq: outcomeSeq, subject: outcomeSubject(ref) };
      const { seq } = await publish(bus, outcomeSubject(ref), outcome, { id, expect });
      // S2. Of what was noted already, for another control of the same moment, it is the former place; others may be behind it.
      ledger.outcomeSeq = Math.max(outcomeSeq, seq);
      if (became.code === TAKEN_BACK && ledger.former?.turnSeq === turnSeq && ledger.former.index === index)
        ledger.former = null;
    });
    contacts.wake(ref);
  }
}
export type Queued = ReturnType<typeof createQueued>;

type Afterwards = Pick<Outcome, "status" | "messageId" | "zaapId" | "order"> & { readonly code: string };

export const isSame = (a: Pick<Outcome, "turnSeq" | "index">, b: Pick<Outcome, "turnSeq" | "index">): boolean =>
  a.turnSeq === b.turnSeq && a.index === b.index;
