import { hasSeen } from "@acolhe/conversation";
import { HANDLING_ATTEMPTS_MAX } from "@acolhe/events";
import type { Arrived } from "../commit/turn-of.ts";
import type { Conversation } from "../load/conversation.ts";

/**
 * How an event stands to the turns that are there. `turn`: it gets one, though perhaps handed out after its successor.
 * `repeat`: it has one. Then what follows from the last turn may be undone, and so may what a resumption goes through.
 */
export type Standing =
  | { readonly kind: "turn"; readonly isOvertaken: boolean }
  | { readonly kind: "repeat"; readonly isLast: boolean; readonly isResuming: boolean };

/** W1. Pure. */
export function standingOf(conversation: Conversation, { event, seq }: Arrived): Standing {
  const { lastTurn, coveredSeq, state } = conversation;
  const isCovered = seq <= coveredSeq && lastTurn !== null;
  const resumes = event.type === "contact-resumed";
  const isKnown = isCovered && (resumes || lastTurn.event.seq === seq || hasSeen(state, event));
  if (!isKnown) return { kind: "turn", isOvertaken: isCovered };
  const isLast = lastTurn.event.seq === seq || (resumes && lastTurn.outcome === "resumed");
  return { kind: "repeat", isLast, isResuming: resumes && seq === coveredSeq };
}

/** D7. Counted before the engine runs, so that an event which kills the process parks too. */
export const isFailing = ({ broken }: Conversation, { handlings }: Arrived): boolean =>
  handlings > HANDLING_ATTEMPTS_MAX || broken !== undefined;
