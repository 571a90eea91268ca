import { TOLD_COUNT_MAX } from "../state/limits.ts";
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

/** The first of these texts that was not said yet in this session; empty where all were, or the flow has none. */
export function tellOnce(draft: Draft, ...keys: readonly string[]): string {
  const key = keys.find((one) => timesTold(draft, one) === 0 && render(draft, one) !== "");
  if (key === undefined) return "";
  countTold(draft, key);
  return render(draft, key);
}
