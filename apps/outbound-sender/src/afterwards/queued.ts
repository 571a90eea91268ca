import { allFrom, type CoreBus, lastOf, publish, readOrNull } from "@acolhe/bus";
import {
  Attempt,
  type Channel,
  type ConversationRef,
  DELIVERY,
  INBOUND,
  type Outcome,
  outcomeSubject,
  storedAttemptSubject,
  TakingBack,
  type TurnToSend,
  takingBackSubject,
} from "@acolhe/events";
import { mayBeCalling } from "../decide/decide-at-fence.ts";
import type { Contacts } from "../ledger/contacts.ts";
import { TAKEN_BACK } from "../ledger/ledger.ts";
import { CLOCKS_DIFFER_MS, outcomesSince } from "../ledger/records.ts";

/** A process that goes on where another died does so within this. */
const INTENDED_TTL = "24h";

export type Place = ConversationRef & { readonly partition: number };

interface QueuedDeps {
  readonly bus: CoreBus;
  readonly channel: Pick<Channel, "unknownGiveUpMs">;
  readonly sender: string;
  readonly contacts: Contacts;
  readonly zapiTimeoutMs: number;
}

/** What the gateway took and may still have, as the log tells it. */
export function createQueued({ bus, channel, sender, contacts, zapiTimeoutMs }: QueuedDeps) {
  return { isUnderWay, intend, intended, note };

  /** A call was begun before this place in the log, and what became of it is not written yet. */
  async function isUnderWay({ partition, ...ref }: Place, seq: number, outcomes: readonly Outcome[]) {
    const stored = await lastOf(bus, INBOUND.name, storedAttemptSubject(ref, partition));
    if (!stored || stored.seq > seq) return false;
    const attempt = readOrNull(Attempt, stored);
    if (!attempt) return false;
    const { turnSeq, index, number, at } = attempt;
    const hasEnded = outcomes.some((one) => one.turnSeq === turnSeq && one.index === index && one.attempt >= number);
    const { unknownGiveUpMs } = channel;
    return !hasEnded && mayBeCalling({ at }, { now: bus.host.now(), unknownGiveUpMs, zapiTimeoutMs });
  }

  /**
   * Records that a message is about to be taken out of the gateway's queue. The record of what became of it comes
   * afterwards, and may never come.
   */
  async function intend({ channel, contact }: ConversationRef, { turnSeq, index, zaapId = "" }: Outcome) {
    const intention: TakingBack = { turnSeq, index, zaapId, at: bus.host.now() };
    const id = `taking-back:${sender}:${turnSeq}:${index}:${zaapId}`;
    await publish(bus, takingBackSubject({ channel, contact }), intention, { id, ttl: INTENDED_TTL });
  }

  /** Messages of a contact that some process was about to take out, by the queue's id. */
  async function intended({ channel, contact }: ConversationRef): Promise<ReadonlySet<string>> {
    const zaapIds = new Set<string>();
    for await (const stored of allFrom(bus, DELIVERY.name, takingBackSubject({ channel, contact }), 1)) {
      const intention = readOrNull(TakingBack, stored);
      if (intention) zaapIds.add(intention.zaapId);
    }
    return zaapIds;
  }

  /**
   * Records what became of an accepted message afterwards. For one that was taken back the sender stops waiting for the
   * callback, and the log says that it never reached the patient.
   */
  async function note(
    { partition, ...ref }: Place,
    { before, turn, ...became }: Afterwards & { before: Outcome; turn: TurnToSend },
  ): Promise<void> {
    contacts.forget(ref);
    await contacts.lock(ref, partition, async (ledger) => {
      const { turnSeq, index, lane, attempt } = before;
      const { cursors, held, outcomeSeq } = ledger;
      // S2. It may have been noted for another control of the same moment, here or by another sender.
      if (await isNoted(bus, ref, before, became.code)) return;
      const outcome: Outcome = { turnSeq, index, lane, at: bus.host.now(), attempt, cursors, held, ...became };
      // With the attempt: what was tried once more may be taken back once more.
      const id = `outcome:${sender}:${turn.event.seq}:${turnSeq}:${index}:${attempt}:${became.code}`;
      const expect = { seq: outcomeSeq, subject: outcomeSubject(ref) };
      const { seq } = await publish(bus, outcomeSubject(ref), outcome, { id, expect });
      ledger.outcomeSeq = seq;
      if (became.code === TAKEN_BACK && ledger.former?.turnSeq === turnSeq && ledger.former.index === index)
        ledger.former = null;
    });
    contacts.wake(ref);
  }
}

/** Nothing more is said of what was taken back, nor the same of what left. */
async function isNoted(bus: CoreBus, ref: ConversationRef, before: Outcome, code: string): Promise<boolean> {
  const outcomes = await outcomesSince(bus, ref, new Date(before.at - CLOCKS_DIFFER_MS));
  const noted = outcomes.filter((one) => isSame(one, before) && one.attempt === before.attempt);
  return noted.some((one) => one.code === TAKEN_BACK || one.code === code);
}
export type Queued = ReturnType<typeof createQueued>;

type Afterwards = Pick<Outcome, "status" | "messageId" | "zaapId" | "order"> & { readonly code: string };

export const isSame = (a: Pick<Outcome, "turnSeq" | "index">, b: Pick<Outcome, "turnSeq" | "index">): boolean =>
  a.turnSeq === b.turnSeq && a.index === b.index;
