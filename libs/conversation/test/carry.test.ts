import { SEEN_EVENT_IDS_MAX } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { ConversationState, carry, initialState } from "../src/index.ts";
import { VALUE_COUNT_MAX, VALUES_BYTES_MAX } from "../src/state/limits.ts";
import { NOW } from "./talk.ts";

const SESSION_MS = 30 * 60_000;
const nobody = initialState(NOW);
const survivor: ConversationState = { ...nobody, values: { name: "Ana" } };
/** What a conversation keeps of another that was the same person's. */
const merged = (own: Partial<ConversationState>, other: Partial<ConversationState>) =>
  carry({ ...nobody, ...own }, { ...nobody, ...other }, SESSION_MS);

describe("carry (D13): the mode", () => {
  test.each([
    ["bot", "bot", "bot"],
    ["bot", "human", "human"],
    ["human", "bot", "human"],
    ["human", "paused", "paused"],
    ["paused", "human", "paused"],
  ] as const)("of %s and %s the stricter wins: %s", (own, other, mode) => {
    const humanUntil = NOW + 5;
    const both = merged({ mode: own, humanUntil }, { mode: other, humanUntil });
    expect(both.mode).toBe(mode);
    expect(both.humanUntil).toBe(mode === "human" ? humanUntil : null);
  });

  test.each([
    [NOW + 1, NOW + 2, NOW + 2],
    [NOW + 2, NOW + 1, NOW + 2],
    [NOW + 1, null, NOW + 1],
    [null, NOW + 1, NOW + 1],
  ])("a person keeps it for the longer of two times (%s, %s)", (own, other, until) => {
    expect(merged({ mode: "human", humanUntil: own }, { mode: "human", humanUntil: other }).humanUntil).toBe(until);
  });

  test("a contact that is parked stays so, and comes back in the stricter mode", () => {
    const parked = { eventSeq: 9, since: NOW, resumeTo: "bot" as const };
    expect(merged({ parked }, { mode: "paused" }).parked).toEqual({ ...parked, resumeTo: "paused" });
    expect(merged({}, { parked }).parked).toBeNull();
  });
});

describe("carry (D13): what is known of the person", () => {
  test.each(["optedOut", "knownBefore"] as const)("%s holds when it held for either", (what) => {
    expect(merged({}, {})[what]).toBe(false);
    expect(merged({ [what]: true }, {})[what]).toBe(true);
    expect(merged({}, { [what]: true })[what]).toBe(true);
  });

  test("they last wrote when they last wrote under either name", () => {
    expect(merged({ lastActivityAt: 5 }, { lastActivityAt: 7 }).lastActivityAt).toBe(7);
    expect(merged({ lastActivityAt: 7 }, { lastActivityAt: 5 }).lastActivityAt).toBe(7);
  });

  test("E2: events of both are repeats, as many as a state remembers, the survivor's own for certain", () => {
    const ids = (name: string) => Array.from({ length: SEEN_EVENT_IDS_MAX }, (_, index) => `${name}${index}`);
    expect(merged({ seen: ["a", "b"] }, { seen: ["b", "c"] }).seen.toSorted()).toEqual(["a", "b", "c"]);
    expect(merged({ seen: ids("own") }, { seen: ids("other") }).seen).toEqual(ids("own"));
  });

  test("they are answered where they last wrote from; where nobody knows of the live one, at the other address", () => {
    const live = { step: "fruit", lastActivityAt: NOW + 1 };
    expect(merged({ address: "a" }, { address: "b" }).address).toBe("a");
    expect(merged({ address: "a" }, { ...live, address: "b" }).address).toBe("b");
    expect(merged({ address: "a" }, { ...live, address: null }).address).toBe("a");
    expect(merged({ address: null }, { address: "b" }).address).toBe("b");
  });
});

describe("carry (D13): the session", () => {
  const other: Partial<ConversationState> = {
    ...{ step: "note", flowVersion: "v2", sessionStartedAt: NOW + 10, lastActivityAt: NOW + 20, language: "en" },
    ...{ languageBy: "patient", trail: ["fruit"], calls: ["done"], invalidCount: 1, messageCount: 4 },
    ...{ openPrompt: { step: "note", askedAt: NOW + 20, nudged: true }, confirming: { intent: "price" } },
    reminder: { at: NOW + 60, goto: "done" },
  };
  const waiting = { requestId: "r", step: "note", until: NOW + 30, noted: false };

  test("of the one who wrote last goes on, whole, but waits for no slow work", () => {
    expect(merged({ step: "fruit", waiting }, { ...other, waiting })).toMatchObject({ ...other, waiting: null });
  });

  test.each<[string, Partial<ConversationState>, string | null]>([
    ["the survivor has none", { lastActivityAt: NOW + 99 }, "note"],
    ["the survivor wrote later", { step: "fruit", lastActivityAt: NOW + 21 }, "fruit"],
    ["both wrote at once", { step: "fruit", lastActivityAt: NOW + 20 }, "fruit"],
  ])("where %s", (_, own, step) => {
    expect(merged(own, other).step).toBe(step);
    expect(merged(own, { ...other, step: null }).step).toBe(own.step ?? null);
  });
});

describe("carry (D13): values", () => {
  test("fill gaps and replace nothing", () => {
    expect(merged(survivor, { values: { name: "Bia", service: "x" } }).values).toEqual({ name: "Ana", service: "x" });
  });

  test("of a session long over do not stand in the way of the live one", () => {
    const live = (startedAt: number, step: string | null = "fruit") => ({
      ...{ step, sessionStartedAt: startedAt, lastActivityAt: startedAt, values: { name: "Bia" } },
    });
    const own = { ...survivor, step: "note" };
    expect(merged(own, live(NOW + SESSION_MS + 1))).toMatchObject({ step: "fruit", values: { name: "Bia" } });
    expect(merged(own, live(NOW + SESSION_MS))).toMatchObject({ step: "fruit", values: { name: "Ana" } });
    expect(merged(own, live(NOW + SESSION_MS + 1, null))).toMatchObject({ step: "note", values: { name: "Ana" } });
  });

  test("of both together are no more than a state can hold", () => {
    const values = (name: string, count: number, text: string) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}${index}`, text]));
    const many = merged({ values: values("a", 20, "x") }, { values: values("b", 20, "x") });
    expect(Object.keys(many.values)).toHaveLength(VALUE_COUNT_MAX);
    const long = merged({ values: values("a", 10, "é".repeat(100)) }, { values: values("b", 10, "é".repeat(100)) });
    expect(ConversationState.parse(long)).toEqual(long);
    // Not by more than had to go: each takes 210 bytes.
    expect(Buffer.byteLength(JSON.stringify(long.values))).toBeGreaterThan(VALUES_BYTES_MAX - 210);
    const own = (kept: ConversationState) => Object.keys(kept.values).filter((name) => name.startsWith("a")).length;
    expect([own(many), own(long)], "its own stay").toEqual([20, 10]);
  });
});

describe("carry (D13): of a state that cannot be read, only a wish for silence is taken", () => {
  const unread = (own: Partial<ConversationState>, carried: object) =>
    carry({ ...survivor, ...own }, { version: 99, ...carried }, SESSION_MS);

  test.each(["human", "paused"])("who had the bot %s gets a person", (mode) => {
    expect(unread({}, { mode })).toEqual({ ...survivor, mode: "human" });
  });

  test("a stop holds, a stricter mode stays, and nothing else is believed", () => {
    expect(unread({}, { optedOut: true })).toEqual({ ...survivor, optedOut: true });
    expect(unread({ optedOut: true, mode: "paused" }, { mode: "human", optedOut: false })).toMatchObject({
      ...{ optedOut: true, mode: "paused" },
    });
    expect(unread({}, { mode: "bot", optedOut: "yes", values: { name: "Bia" } })).toEqual(survivor);
  });
});
