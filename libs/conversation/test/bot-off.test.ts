import { describe, expect, test } from "vitest";
import { OFF_CALL_MS } from "../src/state/limits.ts";
import { flow, flowWith } from "./flow.ts";
import { of, talk } from "./talk.ts";

const off = { facts: { botOff: "clinic" as const } };
const calls = ({ commands }: ReturnType<ReturnType<typeof talk>["say"]>) =>
  of(commands, "request-handoff").map(({ team, reason }) => `${team}: ${reason}`);
const CALLED = ["desk: bot-off"];

/** At the question for a fruit, when staff switch the bot off. */
const begun = () => {
  const chat = talk(flow);
  chat.say("oi");
  return chat;
};

describe("while staff have switched the bot off (E3)", () => {
  test("who writes hears nothing; a person is called, and again when they still write twelve hours later", () => {
    const chat = talk(flow, off);
    const first = chat.say("oi");
    expect(first).toMatchObject({ rule: "bot-off", texts: [], state: { mode: "bot", step: null } });
    expect(calls(first)).toEqual(CALLED);
    chat.wait(OFF_CALL_MS - 1);
    const early = chat.say("alguém?");
    expect([early.rule, calls(early)]).toEqual(["bot-off", []]);
    chat.wait(1);
    expect(calls(chat.say("alguém?"))).toEqual(CALLED);
    expect(calls(chat.say("oi?"))).toEqual([]);
  });

  test("nobody stays in the middle of a question: when it is back, the bot begins anew", () => {
    const chat = begun();
    expect(chat.say("2", off).state).toMatchObject({ mode: "bot", step: null, openPrompt: null });
    expect(chat.say("2")).toMatchObject({ rule: "session-started", state: { offCalledAt: null } });
    expect(calls(chat.say("oi", off))).toEqual(CALLED);
  });

  test("what was gathered before is left to a person too", () => {
    const chat = begun();
    chat.say("queria", { facts: { inputWindowMs: 1_000 } });
    chat.wait(1_000);
    const ended = chat.timer("input", off.facts);
    expect(ended).toMatchObject({ rule: "bot-off", texts: [], state: { step: null, pendingInput: null } });
    expect(calls(ended)).toEqual(CALLED);
  });

  test("no timer speaks, and no call or thumb is answered", () => {
    const chat = begun();
    chat.wait(10 * 60_000);
    expect(chat.timer("nudge", off.facts)).toMatchObject({ rule: "session-ended", texts: [], state: { step: null } });
    const rings = { type: "call-received", callId: "c", phase: "missed", video: false, address: "5511999990000" };
    expect(chat.give(rings, off)).toMatchObject({ rule: "call:silent", texts: [] });
    const thumb = { type: "reaction-received", messageId: "r", targetMessageId: "t", emoji: "👍" };
    expect(begun().give(thumb, off)).toMatchObject({ rule: "recorded:reaction-received", texts: [] });
  });

  test("slow work that comes back, or does not, is left to a person", () => {
    const slow = flowWith({
      states: {
        fruit: { say: "done.say", lookup: { what: "prices", found: "done", none: "done", failed: "done" } },
      },
    });
    const asked = () => {
      const chat = talk(slow);
      const [lookup] = of(chat.say("oi").commands, "lookup");
      return { chat, requestId: lookup!.requestId };
    };
    const { chat, requestId } = asked();
    const back = chat.give({ type: "lookup-answered", requestId, result: "found", values: {} }, off);
    expect(back).toMatchObject({ rule: "bot-off", texts: [], state: { waiting: null } });
    expect(calls(back)).toEqual(CALLED);
    const late = asked().chat;
    late.wait(8_000);
    expect(late.timer("lookup", off.facts)).toMatchObject({ rule: "bot-off", texts: [] });
  });

  test("a stop word and a danger act, and who comes back is answered later", () => {
    const chat = talk(flow, off);
    expect(chat.say("parar")).toMatchObject({ rule: "stop", texts: ["Tudo bem."] });
    expect(chat.say("voltar")).toMatchObject({ rule: "opted-in:quietly", texts: [], state: { optedOut: false } });
    expect(talk(flow, off).say("quero morrer")).toMatchObject({ rule: "red-flag", texts: ["Ligue 188."] });
  });
});
