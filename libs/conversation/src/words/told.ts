import { REPLIES_MAX, TOLD_COUNT_MAX } from "../state/limits.ts";
import { shortHash } from "../state/loop-guard.ts";
import type { Draft } from "../turn/draft.ts";
import { render } from "./text.ts";

/*
 * Nobody likes to be told the same sentence twice. What was said in this session is counted by its key: a question that
 * comes again has other words, and a sentence that only accompanies an answer is said once.
 */

/** How often it was said in this session. */
export const timesTold = ({ state: { told } }: Draft, key: string): number =>
  Object.hasOwn(told, key) ? told[key]! : 0;

export function countTold(draft: Draft, key: string): void {
  const { told } = draft.state;
  if (!Object.hasOwn(told, key) && Object.keys(told).length >= TOLD_COUNT_MAX) return;
  draft.state.told = { ...told, [key]: timesTold(draft, key) + 1 };
}

const JUST = "just:";
const FOR = "for:";

/** That a fact was told for these words, at this message of the session; what was told longer ago makes room. */
export function noteTold(draft: Draft, rule: string, words = ""): void {
  const { told, messageCount } = draft.state;
  const kept = Object.entries(told).filter(([key]) => !key.startsWith(JUST) && !key.startsWith(FOR));
  if (kept.length + 2 * REPLIES_MAX > TOLD_COUNT_MAX) return;
  const isNow = (key: string) => told[`${JUST}${key.slice(key.indexOf(":") + 1)}`] === messageCount;
  const now = Object.entries(told).filter(([key]) => (key.startsWith(JUST) || key.startsWith(FOR)) && isNow(key));
  draft.state.told = Object.fromEntries([
    ...kept,
    ...now,
    [`${JUST}${rule}`, messageCount],
    [`${FOR}${rule}`, hashOf(words)],
  ]);
}
const hashOf = (words: string): number => Number.parseInt(shortHash(words), 36);

/** Whether a fact was told in answer to the message before this one. */
export const wasJustTold = (draft: Draft, rule: string): boolean =>
  timesTold(draft, `${JUST}${rule}`) === draft.state.messageCount - 1 && timesTold(draft, `${JUST}${rule}`) > 0;
/** Whether it was told for these very words. */
export const isToldFor = (draft: Draft, rule: string, words: string): boolean =>
  timesTold(draft, `${FOR}${rule}`) === hashOf(words);

/** The first of these texts that was not said yet in this session; empty where all were, or the flow has none. */
export function tellOnce(draft: Draft, ...keys: readonly string[]): string {
  const key = keys.find((one) => timesTold(draft, one) === 0 && render(draft, one) !== "");
  if (key === undefined) return "";
  countTold(draft, key);
  return render(draft, key);
}

/** That something was changed, in other words after the first time. */
export const changeNoted = (draft: Draft): string =>
  tellOnce(draft, "engine.noted-change") || render(draft, "engine.noted-change-again");
