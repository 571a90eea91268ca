import { DANGER_WORDS_LENGTH_MAX } from "@acolhe/events";
import { calmingIn, isBelied } from "../reading/calming.ts";
import type { Said } from "../reading/said.ts";
import { isInNeed, tellsOfGraver } from "../reading/worsening.ts";
import { CONCERN_ASKED_MS } from "../state/limits.ts";
import { clean } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { asksForPerson } from "./global-words.ts";
import { redFlag } from "./red-flag.ts";

/**
 * A danger that stands goes on with the conversation. Who then asks whom to call, wants a person, or tells that it gets worse means
 * the danger, and nobody who waits in the order people write.
 */
export function whileDangerStands(draft: Draft, said: Said): string | null {
  const { state, flow, now } = draft;
  const { concern } = state;
  if (!concern?.stands || now - concern.at >= CONCERN_ASKED_MS || state.handedOver?.reason === "red-flag") return null;
  if (state.openPrompt !== null && state.openPrompt.step === flow.head.concern) return null;
  const isMore =
    asksForPerson(draft, said) ||
    flow.words.holds("who-to-call", said.plain) ||
    isInNeed(said.plain) ||
    tellsOfGraver(said.utterance.text, concern.kind);
  if (!isMore || isCalming(said, concern.kind)) return null;
  const { kind, whose, language } = concern;
  const words = clean(said.utterance.text, DANGER_WORDS_LENGTH_MAX);
  return redFlag(draft, { kind, words, whose, ...(language === undefined ? {} : { language }) }, said);
}

/** "É pra avisar que melhorei, chama a menina da recepção": what calms wants a person, and no ambulance. */
function isCalming({ utterance: { text } }: Said, kind: string): boolean {
  const calming = calmingIn(text, kind);
  const { denies, takesBack, explains, isOver, isPast } = calming;
  return (denies || takesBack || explains || isOver || isPast) && !isBelied(calming);
}
