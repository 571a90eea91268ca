import type { Danger } from "@acolhe/events";
import { CALLS_MAX, EMERGENCY_QUIET_MS } from "../state/limits.ts";
import { callPerson, type Draft } from "../turn/draft.ts";
import { enter } from "./enter.ts";
import { adoptLanguage, dangerNote, redFlag } from "./red-flag.ts";

/**
 * A message that may tell of a danger and may not. The team is told in any case. Where the bot may speak it asks, and the
 * answer leads back to the question that was open. Null: nothing is asked, and the message is read as any other.
 *
 * @param mayAsk whether a question of the bot's makes sense here
 */
export function askOfConcern(draft: Draft, danger: Danger, { mayAsk }: { readonly mayAsk: boolean }): string | null {
  const { state, flow } = draft;
  const to = flow.head.concern;
  // Behind a danger that was certain, one more sign of it is no doubt any more; and a flow that cannot ask has to act.
  if (state.handedOver?.reason === "red-flag" || (mayAsk && to === undefined)) return redFlag(draft, danger);
  callPerson(draft, flow.head.urgentTeam, "possible-danger", { priority: "high", more: dangerNote(danger) });
  if (!mayAsk || to === undefined || isAsked(draft, to)) return null;
  const back = state.step === null ? flow.head.start : state.openPrompt?.step;
  state.concern = { kind: danger.kind, at: draft.now };
  if (back !== undefined) state.calls = [...state.calls, back].slice(-CALLS_MAX);
  adoptLanguage(draft, danger);
  enter(draft, to);
  return "concern";
}

/** It is the open question, whose own routes know what a second sign means; or it was answered a moment ago. */
export function isAsked({ state, now }: Draft, concern: string): boolean {
  if (state.openPrompt?.step === concern) return true;
  return state.concern !== null && now - state.concern.at < EMERGENCY_QUIET_MS;
}
