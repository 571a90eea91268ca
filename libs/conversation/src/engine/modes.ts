import { standOnQuestion } from "../dialogue/enter.ts";
import { MINUTE_MS } from "../state/limits.ts";
import type { ConversationState } from "../state/state.ts";
import { type Draft, endSession, humanMs } from "../turn/draft.ts";

export const sessionMs = ({ flow }: Draft): number => flow.head.limits.sessionMinutes * MINUTE_MS;

export const isSilent = (state: ConversationState): boolean => state.mode !== "bot" || state.parked !== null;

/** The number answers new contacts only, and this is none. */
export const isLeftToPeople = ({ state, facts }: Draft): boolean => facts.newContactsOnly === true && state.knownBefore;

/** Whether the bot has a voice in the conversation now. */
export const maySpeak = (draft: Draft): boolean =>
  !isSilent(draft.state) && !draft.state.optedOut && !draft.facts.botOff && !isLeftToPeople(draft);

/** By default the next message begins a session: an old menu would make no sense after what people said. */
export function returnToBot(draft: Draft, continues = false): void {
  const { state } = draft;
  if (state.parked) {
    // Still parked, so still silent; but once resumed it is the bot's.
    state.parked = { ...state.parked, resumeTo: "bot" };
    return;
  }
  state.mode = "bot";
  state.humanUntil = null;
  state.handedOver = null;
  state.offCalledAt = null;
  state.voices = [];
  if (!continues || !standOnQuestion(draft)) endSession(draft);
  // What people said meanwhile counts: the session has its whole time from here.
  else state.lastActivityAt = Math.max(state.lastActivityAt, draft.now);
}

/** A person's seven days end by themselves, also when the timer was lost. True when they did just now. */
export function lapse(draft: Draft): boolean {
  const { state, now } = draft;
  if (state.handedOver && now - state.handedOver.at >= humanMs(draft)) state.handedOver = null;
  if (state.mode !== "human" || state.parked) return false;
  state.humanUntil ??= now + humanMs(draft);
  if (now < state.humanUntil) return false;
  returnToBot(draft);
  return true;
}
