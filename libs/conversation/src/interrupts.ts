import type { LogEvent } from "@acolhe/events";
import { callPerson, type Draft, giveToPerson, say } from "./draft.ts";
import type { Flow } from "./flow.ts";
import { EMERGENCY_QUIET_MS } from "./limits.ts";
import { plain, utter } from "./utterance.ts";
import { hasPhrase, isWord } from "./words.ts";

/** Words that act whatever the state is: a wish for silence, or a person in danger. */
export type Interrupt = "stop" | "red-flag";

export function interruptOf(event: LogEvent, flow: Flow): Interrupt | null {
  if (event.type !== "message-received" && event.type !== "message-edited") return null;
  const said = plain(utter(event.content).text);
  if (isWord(flow, "stop", said)) return "stop";
  return hasPhrase(flow, "redFlags", said) ? "red-flag" : null;
}

export function interrupt(draft: Draft, what: Interrupt): string {
  return what === "stop" ? stop(draft) : redFlag(draft);
}

function stop(draft: Draft): string {
  const { state, flow } = draft;
  if (state.optedOut) return "opted-out";
  state.optedOut = true;
  state.step = null;
  state.openPrompt = null;
  state.pendingLimited = null;
  say(draft, flow.texts.stopped, "system");
  return "stop";
}

function redFlag(draft: Draft): string {
  const { state, flow } = draft;
  const saidLately = state.emergencyAt !== null && draft.now - state.emergencyAt < EMERGENCY_QUIET_MS;
  if (!saidLately) {
    say(draft, flow.texts.emergency, "system");
    state.emergencyAt = draft.now;
  }
  callPerson(draft, flow.urgentTeam, "red-flag", { priority: "urgent" });
  giveToPerson(draft);
  return "red-flag";
}
