import { describe, expect, test } from "vitest";
import { initialState } from "../src/index.ts";
import { REPEAT_KEYS_MAX } from "../src/state/limits.ts";
import { isLoop } from "../src/state/loop-guard.ts";
import { NOW } from "./talk.ts";

const MAX = 2;
/** A session in which texts were said, each so often as it is named. */
function said(texts: readonly string[]) {
  const state = { ...initialState(NOW), repeats: {} };
  for (const text of texts) isLoop(state, text, MAX);
  return {
    state,
    /** How often a text must still be said to be a loop. */
    untilLoop(text: string) {
      for (let times = 1; times <= MAX + 1; times++) if (isLoop(state, text, MAX)) return times;
      return Number.POSITIVE_INFINITY;
    },
  };
}
const many = Array.from({ length: REPEAT_KEYS_MAX }, (_, index) => `text ${index}`);

describe("the loop guard", () => {
  test("lets the same words be said so often, each text for itself", () => {
    const { untilLoop } = said(["a"]);
    expect(untilLoop("a")).toBe(MAX);
    expect(untilLoop("b")).toBe(MAX + 1);
  });

  test("counts no more texts than a state holds: the least said makes room, of several the first", () => {
    const { state, untilLoop } = said([...many, ...many.slice(0, 3), "text 5", "new"]);
    expect(Object.keys(state.repeats)).toHaveLength(REPEAT_KEYS_MAX);
    expect(untilLoop("text 0")).toBe(MAX - 1);
    expect(untilLoop("text 5")).toBe(MAX - 1);
    expect(untilLoop("text 4")).toBe(MAX);
    expect(untilLoop("new")).toBe(MAX);
    expect(untilLoop("text 3")).toBe(MAX + 1);
  });

  test("forgets none of them for one that is known already", () => {
    const { state, untilLoop } = said([...many, ...many]);
    expect(Object.keys(state.repeats)).toHaveLength(REPEAT_KEYS_MAX);
    for (const text of many) expect(untilLoop(text)).toBe(MAX - 1);
  });
});
