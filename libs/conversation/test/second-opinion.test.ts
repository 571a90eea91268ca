import { OPINION_LOOKUP } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { flow } from "./flow.ts";
import { NOW, of, talk, understood } from "./talk.ts";

const dim = (more: object = {}) => ({ facts: { ...understood("unknown", 0.9), ...more } });
const model = { model: true as const };

/** At the first question, having said something that nobody could place. */
const asked = (facts: object = model) => {
  const chat = talk(flow);
  chat.say("oi");
  const turn = chat.say("aquele negócio", dim(facts));
  return { chat, turn, requestId: of(turn.commands, "lookup")[0]?.requestId ?? "" };
};
const found = (requestId: string, intent: string, confidence: string) => ({
  ...{ type: "lookup-answered", requestId, result: "found" },
  values: { intent, confidence },
});

test("without a model, what is not understood is answered at once", () => {
  const { turn } = asked({});
  expect(turn).toMatchObject({ rule: "fruit:invalid", state: { waiting: null, invalidCount: 1 } });
  expect(turn.texts[0]).toContain("Não entendi.");
});

test("with a model, it is asked, and nothing is said meanwhile", () => {
  const { turn } = asked();
  expect(turn).toMatchObject({ rule: "fruit:opinion-asked", texts: [], state: { step: "fruit", invalidCount: 0 } });
  expect(of(turn.commands, "lookup")).toMatchObject([
    { what: OPINION_LOOKUP, values: { text: "aquele negócio", language: "pt" } },
  ]);
  expect(turn.state.timers.lookup!.at).toBe(NOW + 3_000);
});

test("a sure opinion is followed, an unsure one asked about; neither becomes a value", () => {
  const one = asked();
  const sure = one.chat.give(found(one.requestId, "book_appointment", "0.9"));
  expect(sure).toMatchObject({ rule: "flow:1:intent", state: { step: "note", waiting: null } });
  expect(sure.state.values).not.toHaveProperty("confidence");
  const two = asked();
  const unsure = two.chat.give(found(two.requestId, "book_appointment", "0.4"));
  expect(unsure).toMatchObject({ rule: "did-you-mean:book_appointment", texts: ["Você quer marcar?"] });
  const three = asked();
  expect(three.chat.give(found(three.requestId, "talk_to_human", "0.9")).rule).toBe("handoff:asked");
});

describe("O2: as if there were no model, after", () => {
  const plainly = asked({}).turn;
  test.each([
    ["a weak opinion", { values: { intent: "book_appointment", confidence: "0.1" } }],
    ["an intent that leads nowhere", { values: { intent: "complaint", confidence: "1" } }],
    ["no number", { values: { intent: "book_appointment", confidence: "very" } }],
    ["more than certainty", { values: { intent: "book_appointment", confidence: "7" } }],
    ["other values", { values: { answer: "yes" } }],
    ["a failure", { result: "failed" }],
  ])("%s", (_, body) => {
    const { chat, requestId } = asked();
    const turn = chat.give({ type: "lookup-answered", requestId, result: "found", values: {}, ...body });
    expect(turn).toMatchObject({ rule: plainly.rule, texts: plainly.texts });
    expect(turn.state).toMatchObject({ waiting: null, invalidCount: 1, messageCount: plainly.state.messageCount });
    expect(turn.state.repeats).toEqual(plainly.state.repeats);
  });

  test("three seconds of silence; an opinion that comes later changes nothing", () => {
    const { chat, requestId } = asked();
    chat.wait(3_000);
    expect(chat.timer("lookup")).toMatchObject({ rule: plainly.rule, texts: plainly.texts });
    expect(chat.give(found(requestId, "book_appointment", "1")).rule).toBe("lookup-stale");
  });
});

describe("O3: who writes on withdraws the question", () => {
  test("with an answer that is understood", () => {
    const { chat, requestId } = asked();
    expect(chat.tap("f-pear")).toMatchObject({ rule: "fruit:f-pear", state: { waiting: null } });
    expect(chat.give(found(requestId, "book_appointment", "1")).rule).toBe("lookup-stale");
  });

  test("with more words, which are read together with the former", () => {
    const { chat } = asked();
    const more = chat.say("de ontem", dim({ ...model, inputWindowMs: 1_000 }));
    expect(more).toMatchObject({ rule: "gathering", state: { waiting: null } });
    expect(more.state.pendingInput!.messages.map(({ text }) => text)).toEqual(["aquele negócio", "de ontem"]);
    chat.wait(1_000);
    const [lookup] = of(chat.timer("input", dim(model).facts).commands, "lookup");
    expect(lookup!.values.text).toBe("aquele negócio de ontem");
  });
});

test.each([
  ["a greeting", "oi", dim(model)],
  ["words the classifier is surer of", "hm", { facts: { ...understood("complaint", 0.5), ...model } }],
])("nobody is asked about %s", (_, text, facts) => {
  const chat = talk(flow);
  chat.say("oi");
  expect(of(chat.say(text, facts).commands, "lookup")).toEqual([]);
});
