import { randomUUID } from "node:crypto";
import { allFrom, type Bus, type Delivery, messageAt, SequenceConflict } from "@acolhe/bus";
import { actsWhileParked, type Flow, hasSeen, transition } from "@acolhe/conversation";
import {
  type ConversationRef,
  HANDLING_ATTEMPTS_MAX,
  INBOUND,
  LogEvent,
  parseStoredInbound,
  storedEventSubject,
  TURNS,
  Turn,
} from "@acolhe/events";
import { type Logger, nextTraceparent, TRACE_HEADER, traceIdOf } from "@acolhe/runtime";
import { commitTurn, doRest, type Trace } from "./commit.ts";
import { after, type Conversation, ConversationCache, loadConversation } from "./conversation.ts";
import { type Arrived, type Decision, decide, turnOf } from "./decide.ts";
import type { WorkerMetrics } from "./worker-metrics.ts";

/*
 * One event of one contact becomes one turn.
 * W1. Turns are in the order of events: the broker hands out one event a partition, and the turn is written expecting
 *     the last turn's sequence.
 * A1. The acknowledgement is last: a process that dies anywhere before leaves the event to the next one.
 * A2. What the broker refuses for its own reasons is retried in place, so that only failures of the handling itself
 *     count towards parking.
 */

/** A conversation takes some 2 kB in memory: 20,000 of them stay below 50 MB. */
const CACHED_CONVERSATIONS_MAX = 20_000;
/** Reloads after a refused write. The second reload sees the winner; more means several zombies at once. */
const CONFLICTS_MAX = 10;
const BROKER_RETRY_MS = 250;

export interface AdvanceDeps {
  readonly bus: Bus;
  readonly flow: Flow;
  readonly log: Logger;
  readonly metrics: WorkerMetrics;
  readonly clock: () => number;
  /** True once the process is stopping: then retries in place end and the event is left to another worker. */
  readonly stopping: () => boolean;
  readonly ackWaitMs: number;
}

export function createAdvance(deps: AdvanceDeps): (delivery: Delivery) => Promise<void> {
  const { bus, flow, log, metrics, clock } = deps;
  const worker = randomUUID();
  const cache = new ConversationCache(CACHED_CONVERSATIONS_MAX);

  return advanceDelivery;

  async function advanceDelivery(delivery: Delivery): Promise<void> {
    const place = parseStoredInbound(delivery.subject);
    if (!place) throw new Error("a subject that is no conversation's was delivered");
    const ref: ConversationRef = { channel: place.channel, contact: place.contact };
    const arrived: Arrived = {
      event: readEvent(delivery, ref),
      seq: delivery.seq,
      partition: place.partition,
      deliveryCount: delivery.deliveryCount,
    };
    const traceparent = nextTraceparent(delivery.header(TRACE_HEADER));
    const trace: Trace = { worker, headers: { [TRACE_HEADER]: traceparent } };
    const started = performance.now();
    const beat = setInterval(() => delivery.working(), deps.ackWaitMs / 3);
    try {
      await persist(() => handle(ref, arrived, trace));
      delivery.ack();
      metrics.turnSeconds.observe((performance.now() - started) / 1000);
      log.info({ trace: traceIdOf(traceparent), seq: arrived.seq, type: arrived.event.type }, "turn");
    } finally {
      clearInterval(beat);
    }
  }

  async function handle(ref: ConversationRef, arrived: Arrived, trace: Trace): Promise<void> {
    for (let conflicts = 0; ; conflicts++) {
      const conversation = cache.get(ref) ?? (await loadConversation(bus, ref));
      try {
        await advance(ref, conversation, arrived, trace);
        return;
      } catch (error) {
        cache.drop(ref);
        if (!(error instanceof SequenceConflict) || conflicts >= CONFLICTS_MAX) throw error;
        metrics.conflicts.inc();
      }
    }
  }

  async function advance(
    ref: ConversationRef,
    conversation: Conversation,
    arrived: Arrived,
    trace: Trace,
  ): Promise<void> {
    const { event, seq } = arrived;
    const { lastTurn } = conversation;
    const failing = arrived.deliveryCount > HANDLING_ATTEMPTS_MAX;
    const covered = seq <= conversation.coveredSeq && lastTurn !== null;
    const resumes = event.type === "contact-resumed";
    const known = covered && (resumes || lastTurn.event.seq === seq || hasSeen(conversation.state, event));
    if (covered && !known) {
      // Handed out after its successor: late is bad, but lost would be worse.
      metrics.overtaken.inc();
      log.error({ seq, covered: conversation.coveredSeq }, "an event was handed out after its successor");
    }
    if (known) {
      // Committed before; the process died, or the acknowledgement was lost. Only the last turn's rest can be undone.
      metrics.repeats.inc();
      const isLast = lastTurn.event.seq === seq || (resumes && lastTurn.outcome === "resumed");
      if (isLast) await doRest(bus, lastTurn, conversation.turnSeq, event, trace);
      if (resumes && seq === conversation.coveredSeq)
        await (failing ? parkAgain : resume)(ref, conversation, arrived, trace);
      cache.set(ref, await loadConversation(bus, ref));
      return;
    }
    const now = clock();
    const decision = decide(conversation, arrived, flow, now);
    if (decision.outcome === "parked") {
      metrics.parked();
      log.error({ seq, type: event.type }, "an event could not be handled; its contact is parked");
    }
    const next = await write(ref, conversation, arrived, decision, now, trace);
    if (resumes && decision.transition.rule === "resumed") await resume(ref, next, arrived, trace);
  }

  async function write(
    ref: ConversationRef,
    conversation: Conversation,
    arrived: Arrived,
    decision: Decision,
    now: number,
    trace: Trace,
  ): Promise<Conversation> {
    const turn = turnOf({ ref, conversation, arrived, decision, flow, now });
    const turnSeq = await commitTurn(bus, ref, turn, trace);
    const next = after(turn, turnSeq);
    cache.set(ref, next);
    metrics.turns.inc({ outcome: turn.outcome, lane: turn.lane });
    await doRest(bus, turn, turnSeq, arrived.event, trace);
    return next;
  }

  /**
   * D7: the event that parked the contact and those deferred behind it, in order, one turn each. A crash in between
   * goes on after the last one written: its turn names the event.
   */
  async function resume(ref: ConversationRef, resumed: Conversation, control: Arrived, trace: Trace): Promise<void> {
    let conversation = resumed;
    const from = await firstToResume(conversation, control.seq);
    if (from === null) return;
    const subject = storedEventSubject(ref, control.partition);
    for await (const stored of allFrom(bus, INBOUND.name, subject, from.seq)) {
      if (stored.seq >= control.seq) return;
      const parsed = LogEvent.safeParse(stored.json());
      if (!parsed.success) continue;
      const event = parsed.data;
      if (!waited(event, stored.seq === from.parkedSeq)) continue;
      const now = clock();
      const arrived: Arrived = { event, seq: stored.seq, partition: control.partition, deliveryCount: 1 };
      const decision: Decision = {
        outcome: "resumed",
        transition: transition(conversation.state, { event, now, flow, resumed: true }),
      };
      conversation = await write(ref, conversation, arrived, decision, now, trace);
    }
  }

  /** An event that cannot be handled when resumed either: the contact parks at it, so that it and the rest still wait. */
  async function parkAgain(ref: ConversationRef, conversation: Conversation, control: Arrived, trace: Trace) {
    const from = await firstToResume(conversation, control.seq);
    if (from === null || conversation.state?.parked) return;
    const subject = storedEventSubject(ref, control.partition);
    for await (const stored of allFrom(bus, INBOUND.name, subject, from.seq)) {
      if (stored.seq >= control.seq) return;
      const parsed = LogEvent.safeParse(stored.json());
      if (!parsed.success || !waited(parsed.data, stored.seq === from.parkedSeq)) continue;
      const arrived: Arrived = { ...control, event: parsed.data, seq: stored.seq };
      const now = clock();
      await write(ref, conversation, arrived, decide(conversation, arrived, flow, now), now, trace);
      metrics.parked();
      return;
    }
  }

  /** Whether an event met while resuming got no more than a deferred turn when it came. */
  function waited(event: LogEvent, parkedIt: boolean): boolean {
    return event.type !== "timer-fired" && (parkedIt || !actsWhileParked(event, flow));
  }

  async function firstToResume(
    conversation: Conversation,
    controlSeq: number,
  ): Promise<{ seq: number; parkedSeq: number } | null> {
    // Walk back over turns already resumed to the one of the control itself; the turn before it was still parked.
    let turn = conversation.lastTurn;
    let after = 0;
    while (turn?.outcome === "resumed") {
      after = Math.max(after, turn.event.seq);
      turn = await turnAt(turn.previousTurnSeq);
    }
    if (turn?.event.seq !== controlSeq) return null;
    const before = await turnAt(turn.previousTurnSeq);
    const parked = before?.state.parked as { eventSeq: number } | null | undefined;
    return parked ? { seq: Math.max(parked.eventSeq, after + 1), parkedSeq: parked.eventSeq } : null;
  }

  async function turnAt(seq: number): Promise<Turn | null> {
    const stored = seq > 0 ? await messageAt(bus, TURNS.name, seq) : null;
    return stored ? Turn.parse(stored.json()) : null;
  }

  /** A2: a broker that is away is waited for. Anything else is the handling's own failure. */
  async function persist(work: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!isBrokerTrouble(error) || deps.stopping()) throw error;
        metrics.brokerRetries.inc();
        await new Promise((r) => setTimeout(r, BROKER_RETRY_MS));
      }
    }
  }
}

const BROKER_ERRORS: ReadonlySet<string> = new Set([
  "TimeoutError",
  "RequestError",
  "NoRespondersError",
  "ConnectionError",
  "ClosedConnectionError",
  "DrainingConnectionError",
  "JetStreamNotEnabled",
]);
const isBrokerTrouble = (error: unknown): boolean =>
  error instanceof Error &&
  (BROKER_ERRORS.has(error.name) ||
    BROKER_ERRORS.has(error.constructor.name) ||
    isServerRefusal(error) ||
    isBrokerTrouble(error.cause));

/** A full disk, a lost leader: JetStream answers with a status of 500 or more. */
const isServerRefusal = (error: Error): boolean =>
  error.name === "JetStreamApiError" && "status" in error && Number(error.status) >= 500;

/** An event nobody can read keeps its place, so that its contact parks instead of the process dying of it. */
function readEvent(delivery: Delivery, ref: ConversationRef): LogEvent {
  let json: unknown;
  try {
    json = delivery.json();
  } catch {
    json = undefined;
  }
  const parsed = LogEvent.safeParse(json);
  if (parsed.success) return parsed.data;
  if (delivery.deliveryCount <= HANDLING_ATTEMPTS_MAX) throw new Error("an event does not fit its schema");
  const at = delivery.storedAtMs;
  return {
    type: "notice-received",
    ...ref,
    id: `unreadable:${delivery.seq}`,
    at,
    receivedAt: at,
    notice: "unreadable",
  };
}
