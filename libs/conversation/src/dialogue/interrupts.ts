import type { Facts, LogEvent } from "@acolhe/events";
import type { Flow } from "../flow/compile.ts";
import { EMERGENCY_QUIET_MS } from "../state/limits.ts";
import { plain, utter } from "../state/utterance.ts";
import { callPerson, type Draft, endSession, giveToPerson, say } from "../turn/draft.ts";
import { render, sayText } from "../words/text.ts";

/** Words that act whatever the state is: a wish for silence, or a person in danger. */
export type Interrupt = "stop" | "red-flag";

export function interruptOf(event: LogEvent, flow: Flow, facts: Facts): Interrupt | null {
  if (event.type !== "message-received" && event.type !== "message-edited") return null;
  return interruptIn(utter(event.content).text, flow, facts);
}

/** A danger is what the classifier or the flow's own list finds: either is enough. It comes before a wish in a sentence. */
export function interruptIn(text: string, flow: Flow, { understanding }: Facts): Interrupt | null {
  const said = plain(text);
  if (flow.words.is("stop", said)) return "stop";
  if (understanding?.redFlag.flagged || flow.words.holds("red-flags", said)) return "red-flag";
  return understanding?.intent === "opt_out" && understanding.confidence >= flow.head.confidence.stop ? "stop" : null;
}

export function interrupt(draft: Draft, what: Interrupt): string {
  return what === "stop" ? stop(draft) : redFlag(draft);
}

/** One confirmation, then silence. */
export function stop(draft: Draft): string {
  const { state } = draft;
  if (state.optedOut) return "opted-out";
  state.optedOut = true;
  endSession(draft);
  sayText(draft, "stopped", "system");
  return "stop";
}

function redFlag(draft: Draft): string {
  const { state, flow } = draft;
  const saidLately = state.emergencyAt !== null && draft.now - state.emergencyAt < EMERGENCY_QUIET_MS;
  if (!saidLately) {
    const kind = draft.facts.understanding?.redFlag.kind ?? "other";
    say(draft, render(draft, "engine.emergency", { kind }), "system");
    state.emergencyAt = draft.now;
  }
  callPerson(draft, flow.head.urgentTeam, "red-flag", { priority: "urgent" });
  giveToPerson(draft);
  return "red-flag";
}
