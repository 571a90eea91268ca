import { type Command, isSend, type Lane } from "@acolhe/events";
import type { Draft } from "./draft.ts";
import type { ConversationState } from "./state.ts";
import { settleTimers } from "./timers.ts";

/** One decision, before it is committed as a turn. */
export interface Transition {
  readonly state: ConversationState;
  readonly commands: Command[];
  /** Which rule fired, in words an operator can read. */
  readonly rule: string;
  /** `reply` when something is to be sent; otherwise `quiet`. */
  readonly lane: Lane;
}

/** Brings the timers in line with the state and closes the draft. */
export function finish(draft: Draft, rule: string): Transition {
  settleTimers(draft);
  return { state: draft.state, commands: draft.commands, rule, lane: draft.commands.some(isSend) ? "reply" : "quiet" };
}
