import { describe, expect, test } from "vitest";
import { ConversationState, initialState, lastingOf, withoutWords } from "../src/index.ts";
import { NOW } from "./talk.ts";

const DAY = 24 * 3600_000;
const LONG_AGO = NOW - 900 * DAY;
const like = (part: Partial<ConversationState>): ConversationState => ({
  ...initialState(LONG_AGO + 4),
  ...part,
});
const handedOver = { at: LONG_AGO + 5, team: "desk", reason: "asked", priority: "normal", notedAt: null } as const;
const parked = { eventSeq: 4, since: LONG_AGO + 3, resumeTo: "bot" } as const;
const survivor = { survivor: "5511900000001" } as ConversationState["merged"];

describe("of a conversation that has long been silent", () => {
  test.each<[string, Partial<ConversationState>, ReturnType<typeof lastingOf>]>([
    ["who only wrote leaves nothing", { values: { name: "Ana" } }, { is: "nothing" }],
    ["a session left open leaves nothing", { step: "menu" }, { is: "nothing" }],
    ["a person's days that are over leave nothing", { mode: "human", humanUntil: NOW - 1 }, { is: "nothing" }],
    ["a timer that has run out leaves nothing", { timers: { nudge: { generation: 2, at: NOW } } }, { is: "nothing" }],
    ["who wants no messages is not written to again", { optedOut: true }, { is: "decision" }],
    ["a paused contact stays paused", { mode: "paused" }, { is: "decision" }],
    ["a merged contact still leads to the other", { merged: survivor }, { is: "decision" }],
    ["a handoff without an answer waits with its session", { handedOver }, { is: "waiting", since: LONG_AGO + 4 }],
    ["what is parked waits from its event on", { parked, handedOver }, { is: "waiting", since: LONG_AGO + 3 }],
    [
      "one of an earlier session waits from then on",
      { handedOver: { ...handedOver, at: LONG_AGO + 1 } },
      { is: "waiting", since: LONG_AGO + 1 },
    ],
    ["waiting is more than a decision", { parked, optedOut: true }, { is: "waiting", since: LONG_AGO + 3 }],
    ["a person without an end has it", { mode: "human", humanUntil: null }, { is: "waiting", since: LONG_AGO + 4 }],
    [
      "a person has it until their days are over",
      { mode: "human", humanUntil: NOW + 1 },
      { is: "waiting", since: LONG_AGO + 4 },
    ],
    [
      "a reminder that is still to come waits",
      { timers: { reminder: { generation: 1, at: NOW + 1 } } },
      { is: "waiting", since: LONG_AGO + 4 },
    ],
  ])("%s", (_name, part, lasting) => {
    expect(lastingOf(like(part), NOW)).toEqual(lasting);
  });
});

describe("a state without words", () => {
  const full = like({
    step: "name",
    optedOut: true,
    optedInAt: LONG_AGO + 1,
    knownBefore: true,
    language: "es",
    languageBy: "patient",
    merged: survivor,
    address: "5511912345678",
    values: { name: "Ana Prado", cpf: "52998224725" },
    voices: [{ requestId: "r", at: 1, until: 2 }],
    confirming: { intent: "book", said: "sou a Ana Prado" },
    concern: { kind: "self-harm", at: 1, words: "Ana Prado" },
    seen: ["a", "b"],
    timers: { nudge: { generation: 7, at: LONG_AGO } },
  });

  test("keeps what was decided, and how far timers have counted", () => {
    expect(withoutWords(full)).toMatchObject({
      optedOut: true,
      optedInAt: LONG_AGO + 1,
      knownBefore: true,
      language: "es",
      languageBy: "patient",
      merged: survivor,
      timers: { nudge: { generation: 7, at: null } },
    });
    expect(lastingOf(withoutWords(full), NOW)).toEqual(lastingOf(full, NOW));
  });

  test("holds nothing the patient said, can be read again, and has nothing more to lose", () => {
    const kept = withoutWords(full);
    expect(JSON.stringify(kept)).not.toMatch(/Ana|52998224725|5511912345678/);
    expect(ConversationState.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    expect(withoutWords(kept)).toEqual(kept);
  });
});
