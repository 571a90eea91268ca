import { describe, expect, test } from "vitest";
import { CALLS_MAX, TRAIL_LENGTH_MAX } from "../src/state/limits.ts";
import { flowWith, flow as small } from "./flow.ts";
import { of, talk } from "./talk.ts";

const option = { label: "fruit.apple" };
/** The small flow beginning at `s0`, with states of the test's own. */
const flowOf = (states: Record<string, object>, limits: object = {}) =>
  flowWith({ flow: { ...small.definition.flow, start: "s0", limits }, states });
const begun = (...given: Parameters<typeof flowOf>) => {
  const chat = talk(flowOf(...given));
  return Object.assign(chat, { first: chat.say("oi") });
};
/** Questions one after the other, each answered with an email. */
const questions = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `s${index}`,
      { ask: "fruit.ask", capture: { into: "e", as: "email" }, next: index + 1 < count ? `s${index + 1}` : "done" },
    ]),
  );

describe("the way back", () => {
  test("is as long as a state remembers, and then ends where it is", () => {
    const chat = begun(questions(TRAIL_LENGTH_MAX + 3));
    for (let index = 0; index < TRAIL_LENGTH_MAX + 2; index++) chat.say("a@b.co");
    expect(chat.state.trail).toEqual(Array.from({ length: TRAIL_LENGTH_MAX }, (_, index) => `s${index + 2}`));
    for (let index = TRAIL_LENGTH_MAX + 1; index > 1; index--) {
      expect(chat.say("voltar")).toMatchObject({ rule: "back", state: { step: `s${index}` } });
    }
    expect(chat.say("voltar")).toMatchObject({
      rule: "back",
      texts: ["Qual fruta?"],
      state: { step: "s2", trail: [] },
    });
  });

  test("does not lead to the question that is asked already", () => {
    const again = { ask: "fruit.ask", options: [{ id: "o", ...option, goto: "s0" }] };
    const chat = begun({ s0: again });
    expect(chat.first.state.trail).toEqual([]);
    expect(chat.say("1")).toMatchObject({ rule: "s0:o", state: { step: "s0", trail: [] } });
  });

  test("leads to where a person was asked for, when the conversation goes on after them, once", () => {
    const facts = { continueAfterReturn: true as const };
    const s0 = { ask: "fruit.ask", options: [{ id: "o", ...option, goto: "person" }] };
    const trailAfter = (text: string, given: object = {}) => {
      const chat = talk(flowOf({ s0 }), { facts: given });
      chat.say("oi");
      return chat.say(text).state.trail;
    };
    expect(trailAfter("atendente", facts)).toEqual(["s0"]);
    expect(trailAfter("1", facts)).toEqual(["s0"]);
    expect(trailAfter("atendente")).toEqual([]);
    expect(talk(flowOf({ s0 }), { facts }).say("atendente").state.trail).toEqual([]);
  });
});

describe("states gone through", () => {
  const passive = (count: number) => ({
    ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, { next: `s${index + 1}` }])),
    [`s${count}`]: { say: "done.say", end: true },
  });

  test("for one event are so many, and one more calls a person", () => {
    const limits = { steps: 4 };
    expect(begun(passive(3), limits).first).toMatchObject({ rule: "session-started", texts: ["Pronto."] });
    const { first } = begun(passive(4), limits);
    expect(of(first.commands, "request-handoff")).toMatchObject([{ reason: "flow-broken" }]);
    expect(first.visited).toEqual(["s0", "s1", "s2", "s3"]);
  });

  test("say what they have to say, and nothing where they have nothing", () => {
    expect(begun({ s0: { next: "s1" }, s1: { say: ["hello.say", "done.say"], end: true } }).first.texts).toEqual([
      ...["Olá.", "Pronto."],
    ]);
    expect(begun({ s0: { end: true } }).first).toMatchObject({ texts: [], state: { step: "s0" } });
  });

  test("are named in figures: the way taken, and the return to whoever called", () => {
    const { first } = begun({
      s0: { next: [{ when: { known: true }, goto: "lost" }, { goto: "s1" }] },
      s1: { call: { start: "s2", back: "done" } },
      s2: { return: true },
    });
    expect(first.visited).toEqual(["s0", "s0:next-2", "s1", "s2", "s2:return", "done"]);
  });

  test("that call each other are remembered so far, the innermost for certain", () => {
    const count = CALLS_MAX + 1;
    const calls = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `s${index}`,
        { call: { start: `s${index + 1}`, back: `b${index}` } },
      ]),
    );
    const chat = begun({
      ...calls,
      [`s${count}`]: { ask: "fruit.ask", options: [{ id: "o", ...option, goto: "done" }] },
    });
    expect(chat.state.calls).toEqual(Array.from({ length: CALLS_MAX }, (_, index) => `b${index + 1}`));
  });

  test("ask for slow work with all that is known, and each time anew", () => {
    const work = { lookup: { what: "prices", found: "done", none: "done", failed: "done" } };
    const s0 = { do: [{ set: { fruit: "pear" } }], ask: "fruit.ask", options: [{ id: "o", ...option, goto: "s1" }] };
    const chat = begun({ s0, s1: work });
    const lookup = () => of(chat.say("1").commands, "lookup")[0]!;
    const once = lookup();
    expect(once).toMatchObject({ what: "prices", values: { fruit: "pear" } });
    expect(chat.state.waiting).toMatchObject({ requestId: once.requestId, step: "s1", noted: false });
    chat.say("voltar");
    expect(lookup().requestId).not.toBe(once.requestId);
  });
});
