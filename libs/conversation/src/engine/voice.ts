import { type MessageReceived, stableId, TRANSCRIPTION_LOOKUP, TRANSCRIPTION_WAIT_MS } from "@acolhe/events";
import { answer } from "../dialogue/answer.ts";
import { PENDING_TEXT_LENGTH_MAX } from "../state/limits.ts";
import { clean } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";

/*
 * A voice note is written out by slow work, where there is some, and then read like any message. V1: at most one request
 * for a note. V2: without words in time it is what it would be without such work: a note for the team's ears.
 */

/** Asks for the words of a voice note, and says so; null for anything else, and where nothing could write it out. */
export function writeOut(draft: Draft, { content, at }: MessageReceived): string | null {
  const { state, facts, now, flow } = draft;
  if (!facts.transcription || content.kind !== "audio" || !content.url) return null;
  const requestId = stableId("transcription", draft.eventId);
  const values = { url: content.url, mimeType: content.mimeType, language: state.language };
  draft.commands.push({ type: "lookup", requestId, what: TRANSCRIPTION_LOOKUP, values });
  const step = state.step ?? flow.head.start;
  state.waiting = { requestId, step, until: now + TRANSCRIPTION_WAIT_MS, noted: true, voice: { at } };
  return "voice:asked";
}

/** @param text what was said; empty where it could not be written out */
export function heardVoice(draft: Draft, text: string): string {
  const { at } = draft.state.waiting!.voice!;
  draft.state.waiting = null;
  const words = clean(text, PENDING_TEXT_LENGTH_MAX);
  const kind = words === "" ? "audio" : "text";
  return answer(draft, { kind, text: words, optionId: null }, draft.facts.understanding, at);
}
