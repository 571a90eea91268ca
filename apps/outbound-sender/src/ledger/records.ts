import { allSince, type CoreBus, messageAt, nextFrom, readOrNull, type Stored } from "@acolhe/bus";
import {
  type ConversationRef,
  DELIVERY,
  failureSubject,
  laneSubjects,
  Outcome,
  outcomeSubject,
  Receipt,
  receiptSubject,
  type SendingLane,
  TURNS,
  TurnToSend,
} from "@acolhe/events";
import { TRACE_HEADER } from "@acolhe/runtime";

/** Between the clock of an ingress, ours and the broker's; and a callback may outrun the answer to its call. */
export const CLOCKS_DIFFER_MS = 60_000;

/** A contact's outcomes stored since an instant, in order. */
export async function outcomesSince(bus: CoreBus, ref: ConversationRef, from: Date): Promise<Outcome[]> {
  const found: Outcome[] = [];
  for await (const stored of allSince(bus, DELIVERY.name, outcomeSubject(ref), from)) {
    const outcome = readOrNull(Outcome, stored);
    if (outcome) found.push(outcome);
  }
  return found;
}

/** Both kinds of ids of messages that left: a message of which a callback tells is no longer in the gateway's queue. */
export async function idsThatLeft(bus: CoreBus, ref: ConversationRef, from: Date): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const subject of [receiptSubject(ref), failureSubject(ref)])
    for await (const stored of allSince(bus, DELIVERY.name, subject, from)) {
      const receipt = readOrNull(Receipt, stored);
      for (const id of [receipt?.messageId, receipt?.zaapId]) if (id) ids.add(id);
    }
  return ids;
}

/** The turn with this sequence and the context of its trace, or null when it was purged or cannot be read. */
export async function turnAt(
  bus: CoreBus,
  seq: number,
): Promise<{ turn: TurnToSend; traceparent: string | undefined } | null> {
  const stored = await messageAt(bus, TURNS.name, seq);
  const turn = stored ? readOrNull(TurnToSend, stored) : null;
  return stored && turn ? { turn, traceparent: stored.header(TRACE_HEADER) } : null;
}

/** The first turn of a contact's lane from a sequence on, or null. */
export async function nextTurn(
  bus: CoreBus,
  { ref, lane, from }: { ref: ConversationRef; lane: SendingLane; from: number },
): Promise<Stored | null> {
  const found = await Promise.all(laneSubjects(ref, lane).map((subject) => nextFrom(bus, TURNS.name, subject, from)));
  return found.reduce((first, one) => (first && (!one || first.seq < one.seq) ? first : one), null);
}
