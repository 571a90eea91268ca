import { type Command, isSend, type Lane } from "@acolhe/events";
import type { ConversationState } from "../state/state.ts";
import type { Draft } from "./draft.ts";
import { settleTimers } from "./timers.ts";

/** One decision, before it is committed as a turn. */
export interface Transition {
  readonly state: ConversationState;
  readonly commands: Command[];
  /** Which rule fired, in words an operator can read. */
  readonly rule: string;
  /** `reply` when something is to be sent; otherwise `quiet`. */
  readonly lane: Lane;
  /** States entered and routes taken, in their order. Follows from the rest, so it is not recorded. */
  readonly visited: readonly string[];
}

/** Brings the timers in line with the state and closes the draft. */
export function finish(draft: Draft, rule: string): Transition {
  settleTimers(draft);
  const { state, commands, visited } = draft;
  return { state, commands, rule, lane: commands.some(isSend) ? "reply" : "quiet", visited };
}
