import type { LogEvent } from "@acolhe/events";
import type { Flow } from "../flow/compile.ts";
import { MINUTE_MS } from "../state/limits.ts";
import type { ConversationState } from "../state/state.ts";
import { utter } from "../state/utterance.ts";
import { together } from "./gather.ts";

export interface FlowVersions {
  readonly latest: Flow;
  /** A version by its name, while somebody still runs on it. */
  get(version: string): Flow | undefined;
}

/**
 * D8: a session ends on the version it began with; the next one begins with the latest. Where the pinned version is
 * gone for good, the session moves to the latest, which says where its state went (`moved`).
 */
export function flowFor(state: ConversationState | null, now: number, versions: FlowVersions): Flow {
  const pinned = state?.flowVersion == null ? undefined : versions.get(state.flowVersion);
  if (!state || !pinned || state.step === null || state.optedOut) return versions.latest;
  const lapsed = state.mode === "human" && state.humanUntil !== null && now >= state.humanUntil;
  const idle = state.mode === "bot" && now - state.lastActivityAt >= pinned.head.limits.sessionMinutes * MINUTE_MS;
  return lapsed || idle ? versions.latest : pinned;
}

/**
 * The words an event brings to be understood: a message's own, or all those of a window that ends. What was tapped are
 * our own words, in which a classifier would find things that nobody meant.
 */
export function wordsToUnderstand(state: ConversationState | null, event: LogEvent): string {
  if (event.type === "message-received" || event.type === "message-edited") {
    const { text, optionId } = utter(event.content);
    return optionId === null ? text : "";
  }
  if (event.type === "lookup-answered") {
    const { requestId, values } = event;
    return state?.voices.some((voice) => voice.requestId === requestId) ? (values.text ?? "") : "";
  }
  if (event.type !== "timer-fired" || event.name !== "input" || !state?.pendingInput) return "";
  return together(state.pendingInput).text;
}
