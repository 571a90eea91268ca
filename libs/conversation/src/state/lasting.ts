import { FORGOTTEN } from "@acolhe/events";
import { type ConversationState, initialState } from "./state.ts";

/** What of a conversation that has long been silent must outlive its words. */
export type Lasting =
  /** Nothing: who writes again is met as a new contact. */
  | { readonly is: "nothing" }
  /** A decision that holds for good: no more messages, one person with another contact, paused. Words are not part of it. */
  | { readonly is: "decision" }
  /** Something waits: for a person, for its turn, for a timer. What it waits with, its session at least, began at `since`. */
  | { readonly is: "waiting"; readonly since: number };

/** @param now epoch milliseconds */
export function lastingOf(state: ConversationState, now: number): Lasting {
  const isArmed = Object.values(state.timers).some(({ at }) => at !== null && at > now);
  const isWithPerson = state.mode === "human" && (state.humanUntil === null || state.humanUntil > now);
  if (state.parked || state.handedOver || isArmed || isWithPerson) {
    const { sessionStartedAt, parked, handedOver } = state;
    return {
      is: "waiting",
      since: Math.min(
        sessionStartedAt,
        parked?.since ?? Number.POSITIVE_INFINITY,
        handedOver?.at ?? Number.POSITIVE_INFINITY,
      ),
    };
  }
  return state.optedOut || state.merged || state.mode === "paused" ? { is: "decision" } : { is: "nothing" };
}

/** The same conversation without a word, value or name of the patient. */
export function withoutWords(state: ConversationState): ConversationState {
  const { language, languageBy, mode, humanUntil, optedOut, knownBefore, optedInAt, merged, lastActivityAt } = state;
  // Generations go on counting, so that a timer of before is still an old one.
  const timers = Object.fromEntries(
    Object.entries(state.timers).map(([name, { generation }]) => [name, { generation, at: null }]),
  );
  return {
    ...initialState(state.sessionStartedAt),
    ...{ language, languageBy, mode, humanUntil, optedOut, knownBefore, optedInAt, merged, lastActivityAt, timers },
  };
}

/** The same conversation without values that can no longer be read: what was forgotten is asked again. */
export function withoutForgotten(state: ConversationState): ConversationState {
  const all = Object.entries(state.values);
  const known = all.filter(([, value]) => !value.includes(FORGOTTEN));
  return known.length === all.length ? state : { ...state, values: Object.fromEntries(known) };
}
