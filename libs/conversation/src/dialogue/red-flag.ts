import type { Danger } from "@acolhe/events";
import { EMERGENCY_QUIET_MS } from "../state/limits.ts";
import { callPerson, type Draft, giveToPerson, handOver, say } from "../turn/draft.ts";
import { render } from "../words/text.ts";
import { adoptLanguage } from "./language.ts";

/** Numbers to call at once, in the language the danger was told in, and a person. The numbers come again only after a while. */
export function redFlag(draft: Draft, danger: Omit<Danger, "tier">): string {
  const { state, flow } = draft;
  // A first message in danger tells in which language to go on.
  if (state.step === null) adoptLanguage(draft, danger.language);
  const { kind, words, language = state.language } = danger;
  const saidLately = state.emergencyAt !== null && draft.now - state.emergencyAt < EMERGENCY_QUIET_MS;
  if (!saidLately) {
    say(draft, render(draft, "engine.emergency", { kind }, language), "system");
    state.emergencyAt = draft.now;
  }
  const call = { team: flow.head.urgentTeam, reason: "red-flag", priority: "urgent" } as const;
  callPerson(draft, call.team, call.reason, { priority: call.priority, more: dangerNote({ kind, words }) });
  // A conversation that a person has stays with that person.
  if (state.mode === "bot" && !state.parked && !state.optedOut) handOver(draft, call);
  else giveToPerson(draft);
  return "red-flag";
}

/** What the team reads of a danger. */
export const dangerNote = ({ kind, words }: Pick<Danger, "kind" | "words">): Record<string, string> => ({
  danger: kind,
  ...(words === undefined ? {} : { danger_words: words }),
});
