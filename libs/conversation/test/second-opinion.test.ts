import { OPINION_LOOKUP } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { masked } from "../src/words/masked.ts";
import { read, readerFlow } from "./reader-flow.ts";
import { NOW, of, talk } from "./talk.ts";

const model = { model: true as const };
const dim = (more: object = model) => ({ facts: { ...read({ answer: 0.2 }, { question: "menu" }).facts, ...more } });

/** At the first question, having said something that could not be placed. */
const asked = (facts: object = model) => {
  const chat = talk(readerFlow);
  chat.say("oi", read({ "social:greeting": 0.9 }));
  const turn = chat.say("aquele negócio", dim(facts));
  return { chat, turn, requestId: of(turn.commands, "lookup")[0]?.requestId ?? "" };
};
const found = (requestId: string, act: string, confidence: number, values: object[] = []) => ({
  ...{ type: "lookup-answered", requestId, result: "found" },
  values: { acts: JSON.stringify([{ act, confidence }]), values: JSON.stringify(values) },
});

test("without a model, what is not understood is answered at once", () => {
  const { turn } = asked({});
  expect(turn).toMatchObject({ rule: "fruit:invalid", state: { waiting: null, invalidCount: 1 } });
  expect(turn.texts[0]).toContain("Não entendi.");
});

test("with a model, it is asked with the open question, and nothing is said meanwhile", () => {
  const { turn } = asked();
  expect(turn).toMatchObject({ rule: "fruit:opinion-asked", texts: [], state: { step: "fruit", invalidCount: 0 } });
  expect(of(turn.commands, "lookup")).toMatchObject([
    { what: OPINION_LOOKUP, values: { text: "aquele negócio", language: "pt", question: "menu" } },
  ]);
  expect(turn.state.timers.lookup!.at).toBe(NOW + 3_000);
});

test("a sure opinion is followed, an unsure one asked about", () => {
  const one = asked();
  const sure = one.chat.give(found(one.requestId, "request:book", 0.9));
  expect(sure).toMatchObject({ rule: "flow:1:act", state: { step: "whom", waiting: null } });
  const two = asked();
  const unsure = two.chat.give(found(two.requestId, "request:book", 0.4));
  expect(unsure).toMatchObject({ rule: "did-you-mean:request:book", texts: ["Você quer marcar?"] });
});

test("its values pass the slots of the flow: one that no option stands for is none", () => {
  const at = (value: string) => {
    const chat = talk(readerFlow);
    chat.say("oi", read({ "social:greeting": 0.9 }));
    chat.say("quero marcar", read({ "request:book": 0.9 }));
    const { commands } = chat.say("aquele negócio", dim());
    const { requestId } = of(commands, "lookup")[0]!;
    return chat.give(found(requestId, "answer", 0.9, [{ slot: "whom", value, confidence: 0.9 }]));
  };
  expect(at("other")).toMatchObject({ rule: "whom:w-other", state: { values: { whom: "other" } } });
  expect(at("dog").state.values).not.toHaveProperty("whom");
});

describe("a message that is changed while a model is asked about it", () => {
  const edited = (messageId: string, text: string) => ({
    ...{ type: "message-edited", messageId, content: { kind: "text", text } },
  });

  test("is read as it is now, and an opinion on what it was comes too late", () => {
    const { chat, turn, requestId } = asked();
    const messageId = turn.state.waiting!.said!.messages![0]!.id;
    const changed = chat.give(edited(messageId, "uva"));
    expect(changed).toMatchObject({ rule: "amended:message-edited", texts: [], state: { waiting: null } });
    expect(changed.state.pendingInput?.messages).toMatchObject([{ id: messageId, text: "uva" }]);
    expect(changed.state.timers.input!.at).toBeGreaterThanOrEqual(NOW);
    expect(chat.give(found(requestId, "request:book", 0.9)).texts).toEqual([]);
  });

  test("is forgotten where it is taken back", () => {
    const { chat, turn } = asked();
    const messageId = turn.state.waiting!.said!.messages![0]!.id;
    const gone = chat.give({ type: "message-revoked", messageId });
    expect(gone).toMatchObject({ rule: "amended:message-revoked", state: { waiting: null, pendingInput: null } });
  });

  test("and another message is only recorded", () => {
    expect(asked().chat.give(edited("another", "uva")).rule).toBe("recorded:message-edited");
  });
});

test("it never leaves with names and numbers", () => {
  const text = "sou a Débora Reis, filha da Lúcia, CPF 123.456.789-09, 11 98888-7777, d@x.com, às 15h do dia 12";
  expect(masked(text, ["Débora Reis", "Lúcia d'Ávila"])).toBe(
    "sou a [name] [name], filha da [name], CPF [number], [number], [e-mail], às 15h do dia 12",
  );
});

describe("O2: as if there were no model, after", () => {
  const plainly = asked({}).turn;
  const acts = (text: string) => ({ values: { acts: text, values: "[]" } });
  test.each([
    ["a weak opinion", acts('[{"act":"request:book","confidence":0.1}]')],
    ["an act that leads nowhere", acts('[{"act":"request:vendor","confidence":1}]')],
    ["no number", acts('[{"act":"request:book","confidence":"very"}]')],
    ["more than certainty", acts('[{"act":"request:book","confidence":7}]')],
    ["no JSON", acts("book!")],
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
    expect(chat.give(found(requestId, "request:book", 1)).rule).toBe("lookup-stale");
  });
});

describe("O3: who writes on withdraws the question", () => {
  test("with an answer that is understood", () => {
    const { chat, requestId } = asked();
    expect(chat.tap("f-pear")).toMatchObject({ rule: "fruit:f-pear", state: { waiting: null } });
    expect(chat.give(found(requestId, "request:book", 1)).rule).toBe("lookup-stale");
  });

  test("with more words, which are read together with the former", () => {
    const { chat } = asked();
    const more = chat.say("de ontem", dim({ ...model, inputWindowMs: 1_000 }));
    expect(more).toMatchObject({ rule: "gathering", state: { waiting: null } });
    expect(more.state.pendingInput!.messages.map(({ text }) => text)).toEqual(["aquele negócio", "de ontem"]);
    chat.wait(1_000);
    const [lookup] = of(chat.timer("input", dim().facts).commands, "lookup");
    expect(lookup!.values.text).toBe("aquele negócio de ontem");
  });
});

test.each([
  ["a greeting", "oi", dim()],
  ["words that are understood", "hm", { facts: { ...read({ "ask:hours": 0.9 }).facts, ...model } }],
])("nobody is asked about %s", (_, text, facts) => {
  const chat = talk(readerFlow);
  chat.say("oi", read({ "social:greeting": 0.9 }));
  expect(of(chat.say(text, facts).commands, "lookup")).toEqual([]);
});
