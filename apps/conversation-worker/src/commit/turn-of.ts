import { type Decision, ENGINE_VERSION } from "@acolhe/conversation";
import type { ConversationRef, LogEvent, Turn } from "@acolhe/events";
import type { Known } from "../gather/gather-facts.ts";
import type { Conversation } from "../load/conversation.ts";
import { heardIn } from "./heard.ts";

/** One event with its place in the log. */
export interface Arrived {
  readonly event: LogEvent;
  readonly seq: number;
  readonly partition: number;
  /** When the broker stored it, by its own clock. */
  readonly storedAtMs: number;
  /** How often its handling was begun, this time among them. */
  readonly handlings: number;
}

/** The turn record of a decision. */
export function turnOf(options: {
  ref: ConversationRef;
  conversation: Conversation;
  arrived: Arrived;
  decision: Decision;
  known: Known;
}): Turn {
  const { ref, conversation, arrived, decision, known } = options;
  const { state, commands, rule, lane } = decision.transition;
  const heard = heardIn(arrived.event, conversation.lastTurn);
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
    ...(heard && { heard }),
    coveredSeq: Math.max(conversation.coveredSeq, arrived.seq),
    previousTurnSeq: conversation.turnSeq,
    predecessorSeq: lane === "quiet" ? 0 : conversation.lanes[lane],
    rule,
    versions: { engine: ENGINE_VERSION, flow: known.flow.version },
    facts: known.facts,
    state,
    lanes: conversation.lanes,
    commands,
  };
}
