import { type CoreBus, messageAt, publish } from "@acolhe/bus";
import {
  anyTurnOf,
  Command,
  type ControlEvent,
  type ConversationRef,
  controlSubject,
  eventSubject,
  hide,
  INBOUND,
  type InboundEvent,
  isControl,
  type LogEvent,
  type Redirect,
  redirectKey,
  stableId,
  TURNS,
  type Turn,
  timerSubject,
  turnSubject,
} from "@acolhe/events";
import { readTurnOrNull } from "./conversation.ts";
import type { Arrived } from "./turn-of.ts";

/** What a publish needs besides the body. */
export interface Trace {
  /**
   * Part of every turn's id: after a refusal the last turn is taken for ours only if this very worker wrote it, because
   * another worker's turn for the same event holds another clock reading.
   */
  readonly worker: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A command the gateway would refuse, or cut: too long a text, too many buttons. */
class UnfitCommand extends Error {
  override readonly name = "UnfitCommand";
}

/**
 * D3, W1: the turn is one record, written only if nobody wrote another since `previousTurnSeq`. It holds nothing that a
 * sender could not read or send: its event parks instead (D7).
 *
 * @param identifiers what it is stored without; undefined: as it is
 * @throws SequenceConflict when this worker's picture of the conversation is stale
 * @throws UnfitCommand when a command exceeds the gateway's limits
 */
export async function commitTurn(
  bus: CoreBus,
  ref: ConversationRef,
  turn: Turn,
  trace: Trace,
  identifiers?: readonly string[],
): Promise<number> {
  for (const command of turn.commands) {
    const read = Command.safeParse(command);
    if (!read.success) throw new UnfitCommand(`${command.type} of the rule ${turn.rule}`, { cause: read.error });
  }
  const hidden = identifiers === undefined ? { turn, values: [] } : hide(turn, identifiers);
  const day = new Date(turn.facts.now).toISOString().slice(0, 10);
  const { seq } = await publish(bus, turnSubject(ref, turn.lane), hidden.turn, {
    // One event may park its contact twice, hence the place in the chain.
    id: `turn:${ref.channel}:${ref.contact}:${turn.previousTurnSeq}:${turn.event.seq}:${turn.outcome}:${trace.worker}`,
    expect: { seq: turn.previousTurnSeq, subject: anyTurnOf(ref) },
    headers: trace.headers,
    hiding: { values: hidden.values, key: `${day}.${trace.worker}` },
  });
  return seq;
}

/**
 * What follows from a committed turn besides sending: timers, the control of a stop, the two halves of a merge, the
 * names after an unmerge. Every step may be repeated without harm, because a redelivered event repeats them all.
 */
export async function doRest(
  bus: CoreBus,
  turn: Turn,
  turnSeq: number,
  { event, storedAtMs }: Pick<Arrived, "event" | "storedAtMs">,
  trace: Trace,
): Promise<void> {
  const ref = { channel: turn.channel, contact: turn.contact };
  // A timer that woke early shows how far the broker's clock is ahead of ours: armed without that, it would wake
  // at once, again and again.
  const aheadMs = event.type === "timer-fired" ? Math.max(0, storedAtMs - turn.facts.now) : 0;
  await Promise.all([
    ...turn.commands.map((command) => {
      if (command.type === "schedule-timer")
        return scheduleTimer(bus, ref, { ...command, at: command.at + aheadMs }, trace);
      if (command.type === "cancel-timer") return cancelTimer(bus, ref, command.name);
      return undefined;
    }),
    turn.rule === "stop" ? publishStop(bus, ref, turn, turnSeq, trace) : undefined,
    event.type === "unmerged" ? giveNamesBack(bus, ref) : undefined,
    event.type === "merged-into" ? carryOver(bus, ref, turn, event.survivor, trace) : undefined,
    turn.outcome === "forwarded" ? forward(bus, turn, event, trace) : undefined,
  ]);
}

async function scheduleTimer(
  bus: CoreBus,
  ref: ConversationRef,
  timer: { name: string; generation: number; at: number },
  trace: Trace,
): Promise<void> {
  const { name, generation, at } = timer;
  const id = stableId("timer", ref.channel, ref.contact, name, generation, at);
  const fired: InboundEvent = { type: "timer-fired", ...ref, id, at, receivedAt: at, name, generation };
  // One schedule a subject: a newer one replaces the older. Without a TTL the stream's age would forget long timers.
  await publish(bus, timerSubject(ref, name), fired, {
    id: `schedule:${id}`,
    ttl: "never",
    headers: trace.headers,
    schedule: { at, target: eventSubject(ref) },
  });
}

async function cancelTimer(bus: CoreBus, ref: ConversationRef, name: string): Promise<void> {
  await bus.jsm.streams.purge(INBOUND.name, { filter: timerSubject(ref, name) });
}

/** From here on nothing the bot decided before the stop word leaves (S3). */
async function publishStop(
  bus: CoreBus,
  ref: ConversationRef,
  turn: Turn,
  turnSeq: number,
  trace: Trace,
): Promise<void> {
  const id = stableId("bot-stopped", ref.channel, ref.contact, turnSeq);
  const { at, receivedAt } = turn.event;
  const control: ControlEvent = { type: "bot-stopped", ...ref, id, at, receivedAt };
  await publish(bus, controlSubject(ref), control, { id, headers: trace.headers });
}

/** D13: the survivor learns what the younger conversation knew. */
async function carryOver(
  bus: CoreBus,
  ref: ConversationRef,
  turn: Turn,
  survivor: ConversationRef["contact"],
  trace: Trace,
): Promise<void> {
  const to = { channel: ref.channel, contact: survivor };
  const id = stableId("merged-from", ref.channel, ref.contact, survivor, turn.event.id);
  const { at, receivedAt } = turn.event;
  // The turn of the merge has ended the session already; the one before still has it.
  const before = turn.previousTurnSeq > 0 ? await messageAt(bus, TURNS.name, turn.previousTurnSeq) : null;
  const event: InboundEvent = {
    type: "merged-from",
    ...to,
    id,
    at,
    receivedAt,
    from: ref.contact,
    carried: before ? (readTurnOrNull(before) ?? turn).state : turn.state,
  };
  await publish(bus, eventSubject(to), event, { id, headers: trace.headers });
}

/** D13: ingress reads where the names of a contact lead. From now on they lead to this one, whatever links it to another. */
async function giveNamesBack(bus: CoreBus, ref: ConversationRef): Promise<void> {
  const apart: Redirect = { survivor: null };
  await (await bus.kvm.open("identity")).put(redirectKey(ref), JSON.stringify(apart));
}

/** Events still arriving under a merged contact go on to the survivor under their own ids. */
async function forward(bus: CoreBus, turn: Turn, event: LogEvent, trace: Trace): Promise<void> {
  const merged = turn.state.merged as { survivor: ConversationRef["contact"] } | null;
  if (!merged) return;
  const to = { channel: turn.channel, contact: merged.survivor };
  const subject = isControl(event) ? controlSubject(to) : eventSubject(to);
  // The broker knows the event's id already, from the first arrival.
  await publish(
    bus,
    subject,
    { ...event, ...to },
    { id: `forwarded:${to.contact}:${event.id}`, headers: trace.headers },
  );
}
