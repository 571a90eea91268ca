import { type MessageReceived, stableId, TRANSCRIPTION_LOOKUP, TRANSCRIPTION_WAIT_MS } from "@acolhe/events";
import { TIMER_EARLY_MS_MAX, VOICES_MAX } from "../state/limits.ts";
import type { ConversationState } from "../state/state.ts";
import type { Draft } from "../turn/draft.ts";

/*
 * Voice notes are written out by slow work, where there is some, and then read like any message. V1: at most one request
 * for a note. V2: without words in time it is what it would be without such work: a note for the team's ears. V3: a note
 * waits beside everything else, so what is written meanwhile is answered.
 */
export type Voice = ConversationState["voices"][number];

/** Asks for the words of a voice note, and says so; null for anything else, and where nothing would write it out. */
export function writeOut(draft: Draft, { content, at, limited }: MessageReceived): string | null {
  const { state, facts, now } = draft;
  if (!facts.transcription || limited || content.kind !== "audio" || !content.url) return null;
  if (state.voices.length >= VOICES_MAX) return null;
  const requestId = stableId("transcription", draft.eventId);
  const values = { url: content.url, mimeType: content.mimeType, language: state.language };
  draft.commands.push({ type: "lookup", requestId, what: TRANSCRIPTION_LOOKUP, values });
  state.voices = [...state.voices, { requestId, at, until: now + TRANSCRIPTION_WAIT_MS }];
  return "voice:asked";
}

/** Takes notes that were waited for off the state, oldest first; none that nothing waits for any more. */
export function takeVoices({ state }: Draft, which: (voice: Voice) => boolean, most = Infinity): readonly Voice[] {
  const taken = state.voices.filter(which).slice(0, most);
  state.voices = state.voices.filter((voice) => !taken.includes(voice));
  return taken;
}

/** Whether a note was waited for long enough. @param now epoch ms */
export const isOver =
  (now: number) =>
  ({ until }: Pick<Voice, "until">): boolean =>
    until <= now + TIMER_EARLY_MS_MAX;
