import {
  allFrom,
  type CoreBus,
  type Delivery,
  isBrokerTrouble,
  messageAt,
  readOrNull,
  retryWhileUnavailable,
  SequenceConflict,
} from "@acolhe/bus";
import { actsWhileParked, type Decision, decide, hasSeen, identifiersIn } from "@acolhe/conversation";
import {
  type ConversationRef,
  HANDLING_ATTEMPTS_MAX,
  INBOUND,
  LogEvent,
  parseStoredInbound,
  storedEventSubject,
  TURNS,
  type Turn,
} from "@acolhe/events";
import { type LeaveOut, type Logger, startStep, TRACE_HEADER, traceIdOf } from "@acolhe/runtime";
import { commitTurn, doRest, type Trace } from "./commit.ts";
import { after, type Conversation, ConversationCache, loadConversation, readTurnOrNull } from "./conversation.ts";
import { createHandlings } from "./handlings.ts";
import type { Know, Known } from "./knowledge.ts";
import { type Arrived, turnOf } from "./turn-of.ts";
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

/** The broker's own mark on what one of its schedules published. */
const FIRED_HEADER = "Nats-Scheduler";

export interface AdvanceDeps {
  readonly bus: CoreBus;
  readonly know: Know;
  readonly knowLittle: Know;
  readonly leaveOut: LeaveOut;
  /** Turns are stored without what tells who somebody is. */
  readonly hides: boolean;
  readonly log: Logger;
  readonly metrics: WorkerMetrics;
  /** True once the process is stopping: then retries in place end and the event is left to another worker. */
  readonly stopping: () => boolean;
}

export function createAdvance(deps: AdvanceDeps): (delivery: Delivery) => Promise<void> {
  const { bus, know, knowLittle, log, metrics } = deps;
  const worker = bus.host.uniqueId();
  const cache = new ConversationCache(CACHED_CONVERSATIONS_MAX);
  const handlings = createHandlings(bus);

  return advanceDelivery;

  async function advanceDelivery(delivery: Delivery): Promise<void> {
    const place = parseStoredInbound(delivery.subject);
    if (!place) throw new Error("a subject that is no conversation's was delivered");
    const ref: ConversationRef = { channel: place.channel, contact: place.contact };
    const { partition } = place;
    const { seq, storedAtMs } = delivery;
    const cause = delivery.header(TRACE_HEADER);
    const step = startStep("turn", {
      kind: "consumer",
      // A timer fires minutes or hours later: it begins a trace of its own, which names the one that set it.
      ...(delivery.header(FIRED_HEADER) === undefined ? { parent: cause } : { link: cause }),
      attributes: { "messaging.system": "nats", "acolhe.channel": ref.channel, "acolhe.event.seq": seq },
    });
    const trace: Trace = { worker, headers: { [TRACE_HEADER]: step.traceparent } };
    const started = bus.host.ticks();
    let begun = 0;
    try {
      begun = await persist(() => handlings.begin(partition, delivery));
      const event = readEvent(delivery, ref, begun);
      await persist(() => handle(ref, { event, seq, partition, storedAtMs, handlings: begun }, trace));
      delivery.ack();
      metrics.turnSeconds.observe((bus.host.ticks() - started) / 1000);
      const { lastTurn, turnSeq } = cache.get(ref) ?? {};
      const made = lastTurn?.event.seq === seq ? { turnSeq, rule: lastTurn.rule, outcome: lastTurn.outcome } : {};
      log.info({ trace: traceIdOf(step.traceparent), seq, type: event.type, ...made }, "turn");
      step.note({ "acolhe.event.type": event.type });
      step.end();
    } catch (error) {
      step.end(error);
      // A2. When not even this can be stored, the handling counts once too often, and five of them are needed.
      if (begun > 0 && isBrokerTrouble(error)) await handlings.forgive(partition, seq, begun).catch(() => {});
      throw error;
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
    // What its last turn decided nobody knows, so the contact parks at once, in the state before it.
    const { broken } = conversation;
    if (broken) await deps.leaveOut(broken);
    const failing = arrived.handlings > HANDLING_ATTEMPTS_MAX || broken !== undefined;
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
      if (isLast) await doRest(bus, lastTurn, conversation.turnSeq, arrived, trace);
      if (resumes && seq === conversation.coveredSeq)
        await (failing ? parkAgain : resume)(ref, conversation, arrived, trace);
      cache.set(ref, await loadConversation(bus, ref));
      return;
    }
    const facts = await (failing ? knowLittle : know)(conversation.state, event);
    // Counted before the engine runs, so that an event which kills the process parks too (D7).
    const decision = decide(conversation.state, { event, seq, ...facts, as: failing ? "failed" : undefined });
    if (decision.outcome === "parked") {
      metrics.parked();
      log.error({ seq, type: event.type }, "an event could not be handled; its contact is parked");
    }
    const next = await write(ref, conversation, arrived, decision, facts, trace);
    if (resumes && decision.transition.rule === "resumed") await resume(ref, next, arrived, trace);
  }

  async function write(
    ref: ConversationRef,
    conversation: Conversation,
    arrived: Arrived,
    decision: Decision,
    known: Known,
    trace: Trace,
  ): Promise<Conversation> {
    const turn = turnOf({ ref, conversation, arrived, decision, known });
    const told = { facts: turn.facts, state: turn.state, before: conversation.state };
    const identifiers = deps.hides ? identifiersIn(known.flow, told) : undefined;
    const turnSeq = await commitTurn(bus, ref, turn, trace, identifiers);
    const next = after(turn, turnSeq);
    cache.set(ref, next);
    metrics.turns.inc({ outcome: turn.outcome, lane: turn.lane });
    countDecision(metrics, conversation, turn);
    await doRest(bus, turn, turnSeq, arrived, trace);
    return next;
  }

  /**
   * D7: the event that parked the contact and those deferred behind it, in order, one turn each. A crash in between
   * goes on after the last one written: its turn names the event.
   */
  async function resume(ref: ConversationRef, resumed: Conversation, control: Arrived, trace: Trace): Promise<void> {
    let conversation = resumed;
    for await (const arrived of waiting(ref, resumed, control)) {
      const { event, seq } = arrived;
      const known = await know(conversation.state, event);
      const decision = decide(conversation.state, { event, seq, ...known, as: "resumed" });
      conversation = await write(ref, conversation, arrived, decision, known, trace);
    }
  }

  /** An event that cannot be handled when resumed either: the contact parks at it, so that it and the rest still wait. */
  async function parkAgain(ref: ConversationRef, conversation: Conversation, control: Arrived, trace: Trace) {
    if (conversation.state?.parked) return;
    for await (const first of waiting(ref, conversation, control)) {
      const arrived: Arrived = { ...first, handlings: control.handlings };
      const known = await knowLittle(conversation.state, arrived.event);
      const decision = decide(conversation.state, { ...arrived, ...known, as: "failed" });
      await write(ref, conversation, arrived, decision, known, trace);
      metrics.parked();
      return;
    }
  }

  /** The events before this control that still wait, oldest first: the one that parked the contact and the deferred. */
  async function* waiting(
    ref: ConversationRef,
    conversation: Conversation,
    { seq: controlSeq, partition }: Arrived,
  ): AsyncGenerator<Arrived> {
    const from = await firstToResume(conversation, controlSeq);
    if (from === null) return;
    for await (const stored of allFrom(bus, INBOUND.name, storedEventSubject(ref, partition), from.seq)) {
      const { seq, timeMs: storedAtMs } = stored;
      if (seq >= controlSeq) return;
      const event = readOrNull(LogEvent, stored);
      if (!event || !(await waited(event, conversation, seq === from.parkedSeq))) continue;
      yield { event, seq, partition, storedAtMs, handlings: 1 };
    }
  }

  /** Whether an event met while resuming got no more than a deferred turn when it came. */
  async function waited(event: LogEvent, { state }: Conversation, parkedIt: boolean): Promise<boolean> {
    if (event.type === "timer-fired" || parkedIt) return parkedIt;
    const { flow, facts } = await know(state, event);
    return !actsWhileParked(event, flow, facts);
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
    return stored ? readTurnOrNull(stored) : null;
  }

  /** A2: a broker that is away is waited for. Anything else is the handling's own failure. */
  function persist<T>(work: () => Promise<T>): Promise<T> {
    return retryWhileUnavailable(work, {
      host: bus.host,
      stopping: deps.stopping,
      onRetry: () => metrics.brokerRetries.inc(),
    });
  }
}

function countDecision(metrics: WorkerMetrics, before: Conversation, { state, commands }: Turn): void {
  if (Number(state.invalidCount) > (before.state?.invalidCount ?? 0)) metrics.notUnderstood.inc();
  for (const command of commands)
    if (command.type === "request-handoff") metrics.handoffs.inc({ priority: command.priority });
}

/** An event nobody can read keeps its place, so that its contact parks instead of the process dying of it. */
function readEvent(delivery: Delivery, ref: ConversationRef, handlings: number): LogEvent {
  const event = readOrNull(LogEvent, delivery);
  if (event) return event;
  if (handlings <= HANDLING_ATTEMPTS_MAX) throw new Error("an event does not fit its schema");
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
