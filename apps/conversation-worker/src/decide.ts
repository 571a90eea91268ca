import {
  actsWhileParked,
  deferredTransition,
  ENGINE_VERSION,
  type Flow,
  parkedTransition,
  type Transition,
  transition,
} from "@acolhe/conversation";
import type { ConversationRef, LogEvent, Turn } from "@acolhe/events";
import { HANDLING_ATTEMPTS_MAX } from "@acolhe/events";
import type { Conversation } from "./conversation.ts";

/** One event with its place in the log. */
export interface Arrived {
  readonly event: LogEvent;
  readonly seq: number;
  readonly partition: number;
  readonly deliveryCount: number;
}

export interface Decision {
  readonly outcome: Turn["outcome"];
  readonly transition: Transition;
}

/** Which way an event goes, given the conversation: parked, deferred, forwarded, or simply advanced. Pure. */
export function decide(conversation: Conversation, arrived: Arrived, flow: Flow, now: number): Decision {
  const { event, seq, deliveryCount } = arrived;
  const { state } = conversation;
  // Counted before the engine runs, so that an event which kills the process parks too (D7).
  if (deliveryCount > HANDLING_ATTEMPTS_MAX)
    return { outcome: "parked", transition: parkedTransition(state, { event, seq, now, flow }) };
  // A merged contact forwards whatever comes, parked or not: only its survivor can be resumed.
  if (state?.parked && !state.merged && !actsWhileParked(event, flow))
    return { outcome: "deferred", transition: deferredTransition(state, { event, now, flow }) };
  const advanced = transition(state, { event, now, flow });
  const forwards = state?.merged && !["unmerged", "merged-into", "timer-fired"].includes(event.type);
  return { outcome: forwards ? "forwarded" : "advanced", transition: advanced };
}

/** The turn record of a decision. */
export function turnOf(options: {
  ref: ConversationRef;
  conversation: Conversation;
  arrived: Arrived;
  decision: Decision;
  flow: Flow;
  now: number;
}): Turn {
  const { ref, conversation, arrived, decision, flow, now } = options;
  const { state, commands, rule, lane } = decision.transition;
  return {
    version: 1,
    ...ref,
    lane,
    outcome: decision.outcome,
    event: {
      id: arrived.event.id,
      type: arrived.event.type,
      seq: arrived.seq,
      partition: arrived.partition,
      at: arrived.event.at,
      receivedAt: arrived.event.receivedAt,
    },
    coveredSeq: Math.max(conversation.coveredSeq, arrived.seq),
    previousTurnSeq: conversation.turnSeq,
    predecessorSeq: lane === "quiet" ? 0 : conversation.lanes[lane],
    rule,
    versions: { engine: ENGINE_VERSION, flow: flow.version },
    facts: { now },
    state,
    lanes: conversation.lanes,
    commands,
  };
}
