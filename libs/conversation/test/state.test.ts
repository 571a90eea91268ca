import { describe, expect, test } from "vitest";
import { ConversationState, initialState } from "../src/index.ts";
import {
  PENDING_COUNT_MAX,
  PENDING_TEXT_LENGTH_MAX,
  REPEAT_KEYS_MAX,
  VALUE_COUNT_MAX,
  VALUES_BYTES_MAX,
} from "../src/state/limits.ts";
import { NOW } from "./talk.ts";

const readable = (part: Partial<ConversationState>) =>
  ConversationState.safeParse({ ...initialState(NOW), ...part }).success;
const record = <T>(count: number, value: T) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, value]));

describe("the state of a conversation", () => {
  test("of a contact that never wrote holds nothing, and is read again the same", () => {
    const state = initialState(NOW);
    expect(ConversationState.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
    const held = Object.entries(state).filter(([, value]) => typeof value === "object" && value !== null);
    for (const [, value] of held) expect(Object.keys(value as object)).toEqual([]);
  });

  test("is refused beyond each of the limits that keep a turn small", () => {
    expect(readable({ values: record(VALUE_COUNT_MAX, "x") })).toBe(true);
    expect(readable({ values: record(VALUE_COUNT_MAX + 1, "x") })).toBe(false);
    expect(readable({ repeats: record(REPEAT_KEYS_MAX, 1) })).toBe(true);
    expect(readable({ repeats: record(REPEAT_KEYS_MAX + 1, 1) })).toBe(false);
    // Sixteen values of 139 characters and their names, then one that fills the rest.
    const values = record(16, "x".repeat(139));
    const rest = VALUES_BYTES_MAX - Buffer.byteLength(JSON.stringify({ ...values, last: "" }));
    expect(readable({ values: { ...values, last: "x".repeat(rest) } })).toBe(true);
    expect(readable({ values: { ...values, last: "x".repeat(rest + 1) } })).toBe(false);
  });

  test("holds a window's messages up to so many, and so much text in all", () => {
    const waiting = (...lengths: number[]) =>
      readable({
        pendingInput: {
          ...{ since: NOW, due: NOW, limited: false },
          messages: lengths.map((length, index) => ({
            ...{ kind: "text", text: "x".repeat(length), optionId: null, id: `m${index}`, at: NOW },
          })),
        },
      });
    expect(waiting(PENDING_TEXT_LENGTH_MAX - 1, 1)).toBe(true);
    expect(waiting(PENDING_TEXT_LENGTH_MAX - 1, 2)).toBe(false);
    expect(waiting(...Array.from({ length: PENDING_COUNT_MAX }, () => 1))).toBe(true);
    expect(waiting(...Array.from({ length: PENDING_COUNT_MAX + 1 }, () => 1))).toBe(false);
    expect(waiting()).toBe(false);
  });
});
