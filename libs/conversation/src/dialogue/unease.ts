import { DANGER_WORDS_LENGTH_MAX } from "@acolhe/events";
import type { Said } from "../reading/said.ts";
import { UNEASE_MAX, UNEASE_MS } from "../state/limits.ts";
import { clean } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { askOfConcern } from "./concern.ts";

/**
 * Signs too weak to be told add up over some minutes, as independent ones do. Chosen on the open parts: of dangers that hands wrote, cut
 * into three messages, it finds two of the nine that no third of them tells; of 520 other lines cut so it takes none for one.
 */
const SLIGHT_FROM = 0.05;
const TOGETHER_FROM = 0.25;
const SIGNS_MIN = 2;

/** Asks about what several messages of the last minutes tell together; null where it is nothing. */
export function askOfUnease(draft: Draft, said: Said): string | null {
  const { state } = draft;
  if (!addSign(draft, said)) return null;
  const none = state.unease.reduce((product, one) => product * (1 - one.any), 1);
  if (state.unease.length < SIGNS_MIN || 1 - none < TOGETHER_FROM) return null;
  const words = clean(said.utterance.text, DANGER_WORDS_LENGTH_MAX);
  const asked = askOfConcern(draft, { tier: "possible", kind: "other", words }, { said, mayAsk: true, isSum: true });
  // Signs that were only noted stand, for the next one.
  if (asked !== null) state.unease = [];
  return asked;
}

/** Counts a message that tells of no danger by itself, or of one that was only noted; true where it is a sign to be asked about. */
export function addSign({ state, now }: Draft, { understanding }: Said): boolean {
  const { danger = null, risk } = understanding?.reading ?? {};
  const any = risk?.any ?? 0;
  if (any < SLIGHT_FROM) return false;
  state.unease = [...state.unease.filter(({ at }) => now - at < UNEASE_MS), { at: now, any }].slice(-UNEASE_MAX);
  // What was told of and only noted is a sign for the next message, and nothing is asked about it now.
  return danger === null;
}
