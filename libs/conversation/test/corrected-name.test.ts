import { describe, expect, test } from "vitest";
import { compileFlow } from "../src/index.ts";
import { read, readerFlow } from "./reader-flow.ts";
import { talk } from "./talk.ts";

/** The reader's flow, in which a name is asked for before anything else of a booking. */
const { definition } = readerFlow;
const flow = compileFlow({
  ...definition,
  messages: { pt: { ...definition.messages.pt, "who.ask": "Seu nome?" }, es: {}, en: {} },
  states: {
    ...definition.states,
    booking: {
      reactions: true,
      do: [{ set: { topic: "booking" } }],
      next: [
        { when: { lacks: "name" }, goto: "who" },
        { when: { lacks: "whom" }, goto: "whom" },
        { when: { lacks: "when" }, goto: "when" },
        { goto: "sum" },
      ],
    },
    who: {
      ask: "who.ask",
      asks: "name",
      capture: { into: "name", as: "person-name" },
      next: "booking",
      reactions: true,
    },
  },
});

const named = (name: string) => {
  const chat = talk(flow);
  chat.say("oi", read({ "social:greeting": 0.9 }));
  chat.say("quero marcar", read({ "request:book": 0.9 }));
  chat.say(name, read({ answer: 0.9 }));
  return chat;
};

describe("a name that is put right later", () => {
  test.each([
    ["na verdade é Ana", "Ana"],
    ["ops, é Bruna Reis", "Bruna Reis"],
    ["desculpa, meu nome é Joana", "Joana"],
    ["me chamo Joana, errei antes", "Joana"],
  ])("%s", (words, name) => {
    const turn = named("Abna").say(words, read({ correct: 0.9 }));
    expect(turn).toMatchObject({ rule: "changed:name", state: { values: { name }, step: "whom" } });
    expect(turn.texts).toEqual(["Mudei.\n\nÉ para você?"]);
  });

  test("is not what is said of somebody else, nor what corrects nothing", () => {
    expect(named("Lia").say("na verdade é minha neta", read({ correct: 0.9 })).state.values.name).toBe("Lia");
    expect(named("Lia").say("na verdade é Ana", read({ answer: 0.9 })).state.values.name).toBe("Lia");
  });

  test("bare, of the only name that is known, and of two the one it is like", () => {
    const chat = named("Abna");
    chat.tap("w-self");
    expect(chat.say("na verdade é Ana", read({ correct: 0.9 })).state.values.name).toBe("Ana");
    const state = { ...named("Rita").state, trail: [], seen: [] };
    const two = talk(flow, { state: { ...state, values: { ...state.values, patient_name: "Teo" } } });
    expect(two.say("ops, é Theo", read({ correct: 0.9 })).state.values).toMatchObject({
      name: "Rita",
      patient_name: "Theo",
    });
    expect(two.say("ops, é Wanda", read({ correct: 0.9 })).state.values).toMatchObject({
      name: "Rita",
      patient_name: "Theo",
    });
  });
});
