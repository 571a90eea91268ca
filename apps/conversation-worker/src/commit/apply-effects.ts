import { type CoreBus, messageAt, publish } from "@acolhe/bus";
import {
  type ControlEvent,
  type ConversationRef,
  controlSubject,
  eventSubject,
  IDENTITY_BUCKET,
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
} from "@acolhe/events";
import { readTurnOrNull } from "../load/conversation.ts";
import type { Trace } from "./commit-turn.ts";
import type { Arrived } from "./turn-of.ts";

/**
 * What follows from a committed turn besides sending: timers, the control of a stop, the two halves of a merge, the
 * names after an unmerge. Every step may be repeated without harm, because a redelivered event repeats them all.
 */
export async function applyEffects(
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
  await (await bus.kvm.open(IDENTITY_BUCKET)).put(redirectKey(ref), JSON.stringify(apart));
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
