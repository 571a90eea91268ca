import type { Danger } from "@acolhe/events";
import { CALLS_MAX, EMERGENCY_QUIET_MS } from "../state/limits.ts";
import { callPerson, type Draft } from "../turn/draft.ts";
import { enter } from "./enter.ts";
import { dangerNote } from "./red-flag.ts";

/**
 * A message that may tell of a danger and may not. The team is told in any case; where the bot may speak it asks, and
 * the answer leads back to where the conversation was. Null: it was asked lately, so the message is read as any other.
 */
export function askOfConcern(draft: Draft, danger: Danger): string | null {
  const { state, flow } = draft;
  const to = flow.head.concern;
  const more = dangerNote(danger);
  const asked = state.concern !== null && draft.now - state.concern.at < EMERGENCY_QUIET_MS;
  if (!asked) callPerson(draft, flow.head.urgentTeam, "possible-danger", { priority: "high", more });
  const silent = state.mode !== "bot" || state.parked !== null || state.optedOut || draft.facts.botOff !== undefined;
  if (asked || silent || to === undefined || state.handedOver?.reason === "red-flag") return null;
  state.concern = { kind: danger.kind, at: draft.now };
  state.calls = [...state.calls, state.step ?? flow.head.start].slice(-CALLS_MAX);
  enter(draft, to);
  return "concern";
}
