import { type Delivery, isBrokerTrouble, readOrNull, SequenceConflict } from "@acolhe/bus";
import { type ConversationRef, HANDLING_ATTEMPTS_MAX, LogEvent, parseStoredInbound } from "@acolhe/events";
import { type Step, startStep, TRACE_HEADER, traceIdOf } from "@acolhe/runtime";
import type { Arrived } from "../commit/turn-of.ts";
import { ConversationCache, loadConversation } from "../load/conversation.ts";
import { advanceEvent } from "./advance-event.ts";
import { type AdvanceDeps, type Advancing, type InHand, retryInPlace, unreadableId } from "./context.ts";
import { createHandlings } from "./handlings.ts";

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

export function createAdvance(deps: AdvanceDeps): (delivery: Delivery) => Promise<void> {
  const advancing: Advancing = {
    ...deps,
    cache: new ConversationCache(CACHED_CONVERSATIONS_MAX),
    handlings: createHandlings(deps.bus),
    worker: deps.bus.host.uniqueId(),
  };
  return (delivery) => advanceDelivery(advancing, delivery);
}

async function advanceDelivery(advancing: Advancing, delivery: Delivery): Promise<void> {
  const { bus, handlings, metrics, worker } = advancing;
  const place = parseStoredInbound(delivery.subject);
  if (!place) throw new Error("a subject that is no conversation's was delivered");
  const { channel, contact, partition } = place;
  const step = beginStep(delivery, place);
  const inHand: InHand = {
    ref: { channel, contact },
    trace: { worker, headers: { [TRACE_HEADER]: step.traceparent } },
  };
  const { seq, storedAtMs } = delivery;
  const started = bus.host.ticks();
  let begun = 0;
  try {
    begun = await retryInPlace(advancing, () => handlings.begin(partition, delivery));
    const event = readEvent(delivery, inHand.ref, begun);
    const arrived: Arrived = { event, seq, partition, storedAtMs, handlings: begun };
    await retryInPlace(advancing, () => advanceUncontested(advancing, inHand, arrived));
    delivery.ack();
    metrics.turnSeconds.observe((bus.host.ticks() - started) / 1000);
    logTurn(advancing, inHand, arrived, step);
    step.end();
  } catch (error) {
    step.end(error);
    // A2. When not even this can be stored, the handling counts once too often, and five of them are needed.
    if (begun > 0 && isBrokerTrouble(error)) await handlings.rollback(partition, seq, begun).catch(() => {});
    throw error;
  }
}

function beginStep(delivery: Delivery, { channel }: ConversationRef): Step {
  const cause = delivery.header(TRACE_HEADER);
  return startStep("turn", {
    kind: "consumer",
    // A timer fires minutes or hours later: it begins a trace of its own, which names the one that set it.
    ...(delivery.header(FIRED_HEADER) === undefined ? { parent: cause } : { link: cause }),
    attributes: { "messaging.system": "nats", "acolhe.channel": channel, "acolhe.event.seq": delivery.seq },
  });
}

/** With the conversation as it is remembered; as the log has it, once a write was refused. */
async function advanceUncontested(advancing: Advancing, inHand: InHand, arrived: Arrived): Promise<void> {
  const { bus, cache, metrics } = advancing;
  for (let conflicts = 0; ; conflicts++) {
    const conversation = cache.get(inHand.ref) ?? (await loadConversation(bus, inHand.ref));
    try {
      return await advanceEvent(advancing, inHand, conversation, arrived);
    } catch (error) {
      cache.drop(inHand.ref);
      if (!(error instanceof SequenceConflict) || conflicts >= CONFLICTS_MAX) throw error;
      metrics.conflicts.inc();
    }
  }
}

function logTurn({ cache, log }: Advancing, { ref }: InHand, { event, seq }: Arrived, step: Step): void {
  const { lastTurn, turnSeq } = cache.get(ref) ?? {};
  const made = lastTurn?.event.seq === seq ? { turnSeq, rule: lastTurn.rule, outcome: lastTurn.outcome } : {};
  log.info({ trace: traceIdOf(step.traceparent), seq, type: event.type, ...made }, "turn");
  step.note({ "acolhe.event.type": event.type });
}

/** An event that cannot be read keeps its place, so that its contact parks instead of the process dying of it. */
function readEvent(delivery: Delivery, ref: ConversationRef, handlings: number): LogEvent {
  const event = readOrNull(LogEvent, delivery);
  if (event) return event;
  if (handlings <= HANDLING_ATTEMPTS_MAX) throw new Error("an event does not fit its schema");
  const at = delivery.storedAtMs;
  return {
    type: "notice-received",
    ...ref,
    id: unreadableId(delivery.seq),
    at,
    receivedAt: at,
    notice: "unreadable",
  };
}
