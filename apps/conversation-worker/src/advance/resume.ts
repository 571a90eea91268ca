import { allFrom, type CoreBus, messageAt, readOrNull } from "@acolhe/bus";
import { actsWhileParked, decide, hasSeenBefore } from "@acolhe/conversation";
import { INBOUND, LogEvent, storedEventSubject, TURNS, type Turn } from "@acolhe/events";
import type { Arrived } from "../commit/turn-of.ts";
import { type Conversation, readTurnOrNull } from "../load/conversation.ts";
import { type Advancing, type InHand, unreadableId } from "./context.ts";
import { writeTurn } from "./write-turn.ts";

/**
 * D7: the event that parked the contact and those deferred behind it, in order, one turn each. A crash in between
 * goes on after the last one written: its turn names the event.
 */
export async function resume(
  advancing: Advancing,
  inHand: InHand,
  resumed: Conversation,
  control: Arrived,
): Promise<void> {
  let conversation = resumed;
  for await (const arrived of waiting(advancing, inHand, resumed, control)) {
    const { event, seq } = arrived;
    const known = await advancing.gatherFacts(conversation.state, event);
    const decision = decide(conversation.state, { event, seq, ...known, as: "resumed" });
    conversation = await writeTurn(advancing, inHand, { conversation, arrived, decision, known });
  }
}

/** An event that cannot be handled when resumed either: the contact parks at it, so that it and the rest still wait. */
export async function parkAgain(
  advancing: Advancing,
  inHand: InHand,
  conversation: Conversation,
  control: Arrived,
): Promise<void> {
  if (conversation.state?.parked) return;
  for await (const first of waiting(advancing, inHand, conversation, control)) {
    const arrived: Arrived = { ...first, handlings: control.handlings };
    const known = await advancing.gatherMinimalFacts(conversation.state, arrived.event);
    const decision = decide(conversation.state, { ...arrived, ...known, as: "failed" });
    await writeTurn(advancing, inHand, { conversation, arrived, decision, known });
    advancing.metrics.parked();
    return;
  }
}

/** The events before this control that still wait, oldest first: the one that parked the contact and the deferred. */
async function* waiting(
  advancing: Advancing,
  { ref }: InHand,
  conversation: Conversation,
  { seq: controlSeq, partition }: Arrived,
): AsyncGenerator<Arrived> {
  const { bus } = advancing;
  const from = await firstToResume(bus, conversation, controlSeq);
  if (from === null) return;
  const { parkedSeq } = from;
  let parkedBy: Pick<LogEvent, "id"> = { id: unreadableId(parkedSeq) };
  const met = new Set<string>();
  // From there on also when what follows was resumed before a crash: a repeat is known by what it repeats.
  for await (const stored of allFrom(bus, INBOUND.name, storedEventSubject(ref, partition), parkedSeq)) {
    const { seq, timeMs: storedAtMs } = stored;
    if (seq >= controlSeq) return;
    const event = readOrNull(LogEvent, stored);
    if (!event) continue;
    if (seq === parkedSeq) parkedBy = event;
    const isRepeat = met.has(event.id) || hasSeenBefore(conversation.state, event, parkedBy);
    met.add(event.id);
    if (isRepeat || seq < from.seq || !(await waited(advancing, event, conversation, seq === parkedSeq))) continue;
    yield { event, seq, partition, storedAtMs, handlings: 1 };
  }
}

/** Whether an event met while resuming got no more than a deferred turn when it came. */
async function waited(
  { gatherFacts }: Advancing,
  event: LogEvent,
  { state }: Conversation,
  parkedIt: boolean,
): Promise<boolean> {
  if (event.type === "timer-fired" || parkedIt) return parkedIt;
  const { flow, facts } = await gatherFacts(state, event);
  return !actsWhileParked(event, flow, facts);
}

async function firstToResume(
  bus: CoreBus,
  conversation: Conversation,
  controlSeq: number,
): Promise<{ seq: number; parkedSeq: number } | null> {
  // Walk back over turns already resumed to the one of the control itself; the turn before it was still parked.
  let turn = conversation.lastTurn;
  let after = 0;
  while (turn?.outcome === "resumed") {
    after = Math.max(after, turn.event.seq);
    turn = await turnAt(bus, turn.previousTurnSeq);
  }
  if (turn?.event.seq !== controlSeq) return null;
  const before = await turnAt(bus, turn.previousTurnSeq);
  const parked = before?.state.parked as { eventSeq: number } | null | undefined;
  return parked ? { seq: Math.max(parked.eventSeq, after + 1), parkedSeq: parked.eventSeq } : null;
}

async function turnAt(bus: CoreBus, seq: number): Promise<Turn | null> {
  const stored = seq > 0 ? await messageAt(bus, TURNS.name, seq) : null;
  return stored ? readTurnOrNull(stored) : null;
}
