import { describe, expect, test } from "vitest";
import { type ConversationState, initialState } from "../src/index.ts";
import { dueTimers, takeFired } from "../src/turn/timers.ts";
import { flow } from "./flow.ts";
import { NOW, of, talk } from "./talk.ts";

const MINUTE_MS = 60_000;
const begun = () => {
  const chat = talk(flow);
  chat.say("oi");
  return chat;
};
type Turn = ReturnType<ReturnType<typeof talk>["say"]>;
const armed = ({ commands }: Turn) =>
  of(commands, "schedule-timer").map(({ name, generation, at }) => [name, generation, at - NOW]);
const cancelled = ({ commands }: Turn) => of(commands, "cancel-timer").map(({ name }) => name);

describe("timers follow from the state", () => {
  const session: ConversationState = {
    ...{ ...initialState(NOW), step: "fruit", openPrompt: { step: "fruit", askedAt: NOW + 1, nudged: false } },
    ...{ waiting: { requestId: "r", step: "fruit", until: NOW + 2, noted: false } },
    reminder: { at: NOW + 3, goto: "note" },
    pendingInput: {
      ...{ since: NOW, due: NOW + 4, limited: false },
      messages: [{ id: "m", kind: "text", text: "x", optionId: null, at: NOW }],
    },
  };
  const due = (given: Partial<ConversationState> = {}) =>
    Object.fromEntries(
      Object.entries(dueTimers({ ...session, ...given }, flow.head.limits)).map(([name, at]) => [name, at - NOW]),
    );

  test("in a session: for the nudge, its end, and whatever is waited for", () => {
    expect(due()).toEqual({
      ...{ nudge: 10 * MINUTE_MS + 1, "session-end": 30 * MINUTE_MS, lookup: 2, reminder: 3, input: 4 },
    });
    expect(due({ openPrompt: { ...session.openPrompt!, nudged: true } })).not.toHaveProperty("nudge");
    const between = due({ step: null, openPrompt: null, waiting: null, pendingInput: null });
    expect(between).toEqual({});
  });

  test.each<[string, Partial<ConversationState>, object]>([
    ["with a person, only their time", { mode: "human", humanUntil: NOW + 5 }, { "takeover-end": 5 }],
    ["with a person for no known time, none", { mode: "human", humanUntil: null }, {}],
    ["paused, none", { mode: "paused" }, {}],
    ["after a stop, none", { optedOut: true }, {}],
    [
      "parked, none, though a person has it",
      { mode: "human", humanUntil: NOW + 5, parked: { eventSeq: 1, since: NOW, resumeTo: "bot" } },
      {},
    ],
    ["merged into another, none", { merged: { survivor: "5511900000001" as never } }, {}],
  ])("%s", (_, given, wanted) => expect(due(given)).toEqual(wanted));
});

describe("what is armed", () => {
  test("T1: a generation only grows, also over a time without a timer", () => {
    const chat = talk(flow);
    expect(armed(chat.say("oi"))).toEqual([
      ["nudge", 1, 10 * MINUTE_MS],
      ["session-end", 1, 30 * MINUTE_MS],
    ]);
    const taken = chat.give({ type: "takeover-started", source: "phone" });
    expect(cancelled(taken)).toEqual(["nudge", "session-end"]);
    expect(chat.state.timers.nudge).toEqual({ generation: 1, at: null });
    expect(cancelled(chat.give({ type: "takeover-started", source: "phone" }))).toEqual([]);
    chat.give({ type: "returned-to-bot", source: "panel" });
    expect(armed(chat.say("oi"))).toEqual([
      ["nudge", 2, 10 * MINUTE_MS],
      ["session-end", 2, 30 * MINUTE_MS],
    ]);
  });

  test("T2: a timer that was replaced, cancelled, or is none of ours does nothing", () => {
    const chat = begun();
    const timers = structuredClone(chat.state.timers);
    const fired = (name: string, generation: number) => chat.give({ type: "timer-fired", name, generation });
    for (const turn of [fired("nudge", 0), fired("nudge", 2), fired("session-end", 7), fired("constructor", 1)])
      expect(turn).toMatchObject({ rule: "timer-stale", commands: [], state: { timers } });
    chat.give({ type: "takeover-started", source: "phone" });
    expect(fired("nudge", 1).rule).toBe("timer-stale");
    expect(takeFired(initialState(NOW), "nudge", 1)).toBeNull();
  });

  test("T3: an instant moved later costs no write: the timer fires early, and is armed for the rest", () => {
    const chat = begun();
    chat.wait(MINUTE_MS);
    expect(armed(chat.say("2"))).toEqual([]);
    chat.wait(29 * MINUTE_MS);
    const early = chat.timer("session-end");
    expect(early).toMatchObject({ rule: "timer-early:session-end", texts: [], state: { step: "note" } });
    expect(armed(early)).toEqual([["session-end", 2, 31 * MINUTE_MS]]);
    chat.wait(MINUTE_MS);
    expect(chat.timer("session-end")).toMatchObject({ rule: "session-ended", texts: ["Até logo."] });
  });

  test("an instant moved nearer replaces the timer", () => {
    const chat = begun();
    const window = (inputWindowMs: number) => ({ facts: { inputWindowMs } });
    expect(armed(chat.say("queria", window(2_000)))).toEqual([["input", 1, 2_000]]);
    expect(armed(chat.say("uma coisa", window(1_000)))).toEqual([["input", 2, 1_000]]);
  });

  test("an instant that is past already is asked for as at once", () => {
    const state = { ...initialState(NOW), step: "fruit", lastActivityAt: NOW - 40 * MINUTE_MS };
    const turn = talk(flow, { state }).give({ type: "notice-received", notice: "n" });
    expect(armed(turn)).toContainEqual(["session-end", 1, 1]);
  });
});

test("a nudge is said once, and not at all when it woke after an outage", () => {
  const chat = begun();
  chat.wait(10 * MINUTE_MS);
  expect(chat.timer("nudge")).toMatchObject({ rule: "nudge", texts: ["Estou aqui."] });
  expect(chat.state.timers.nudge).toEqual({ generation: 1, at: null });
  const late = begun();
  late.wait(20 * MINUTE_MS + 1);
  expect(late.timer("nudge")).toMatchObject({ rule: "nudge", texts: [], state: { openPrompt: { nudged: true } } });
});
