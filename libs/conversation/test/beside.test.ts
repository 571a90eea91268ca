import { describe, expect, test } from "vitest";
import { compileFlow } from "../src/index.ts";
import { read, readerFlow } from "./reader-flow.ts";
import { of, talk } from "./talk.ts";

/** The reader's flow with words for what is said beside a question, and a question whether it is us. */
const { definition } = readerFlow;
const flow = compileFlow({
  ...definition,
  flow: { ...definition.flow, doubt: { when: { lacks: ["topic"] }, goto: "us" } },
  messages: {
    pt: {
      ...definition.messages.pt,
      "engine.noted-remark": "Anotei.",
      "engine.fact-unknown-again": "Esta também.",
      "us.ask": "Era com a gente?",
      "us.yes": "Sim",
      "us.no": "Foi engano",
    },
    es: {},
    en: {},
  },
  states: {
    ...definition.states,
    us: {
      ask: "us.ask",
      asks: "guess",
      options: [
        { id: "us-yes", label: "us.yes", means: "yes", goto: "resumed" },
        { id: "us-no", label: "us.no", means: "no", goto: "late" },
      ],
      reactions: true,
    },
  },
});

const booking = () => {
  const chat = talk(flow);
  chat.say("oi", read({ "social:greeting": 0.9 }));
  chat.say("quero marcar", read({ "request:book": 0.9 }));
  return chat;
};

describe("what is said beside the question", () => {
  test("is kept for the team in its own words, and the question comes again; the second time it is a wrong answer", () => {
    const chat = booking();
    const turn = chat.say("o doutor que mandou vir", read({ story: 0.3 }));
    expect(turn).toMatchObject({
      rule: "whom:remark",
      texts: ["Anotei.\n\nÉ para você?"],
      state: { values: { remarks: "o doutor que mandou vir" } },
    });
    expect(chat.say("isso foi ontem de tarde", read({ story: 0.3 })).rule).toBe("whom:invalid");
  });

  test("is not what was meant as the answer, nor a word or two", () => {
    expect(booking().say("pra quem mora comigo", read({ answer: 0.9 })).rule).toBe("whom:invalid");
    expect(booking().say("pois é", read({})).rule).toBe("whom:invalid");
  });

  test("at a yes-or-no question is kept, too", () => {
    const chat = booking();
    chat.tap("w-self");
    chat.say("terça", read({ answer: 0.9 }));
    const turn = chat.say("minha irmã já foi paciente aí", read({ answer: 0.5 }));
    expect(turn).toMatchObject({ rule: "sum:remark", state: { values: { remarks: "minha irmã já foi paciente aí" } } });
  });

  test("does not stop anybody who murmurs", () => {
    expect(booking().say("hmm", read({ answer: 0.9 }, { values: { whom: "self" } })).rule).toBe("whom:small-talk");
  });
});

describe("a question that nobody here understands", () => {
  test("is the team's, each time in other words, and counts as no wrong answer", () => {
    const chat = booking();
    const turn = chat.say("tem janela aí na sala?", read({}));
    expect(turn).toMatchObject({ rule: "whom:fact:unknown", texts: ["Vou perguntar.\n\nÉ para você?"] });
    expect(of(turn.commands, "request-handoff")).toMatchObject([
      { reason: "question", summary: { question: "tem janela aí na sala?" } },
    ]);
    const second = chat.say("e dá pra abrir ela?", read({}));
    expect(second).toMatchObject({ texts: ["Esta também.\n\nÉ para você?"], state: { invalidCount: 0 } });
  });

  test("of somebody of whom nothing is known may be meant for another house: asked once", () => {
    const chat = talk(flow);
    chat.say("oi", read({ "social:greeting": 0.9 }));
    expect(chat.say("o pneu já chegou aí?", read({}))).toMatchObject({ rule: "doubted", texts: ["Era com a gente?"] });
    expect(chat.tap("us-yes").state.step).toBe("fruit");
    expect(chat.say("e a roda também veio?", read({})).rule).toBe("fruit:fact:unknown");
  });
});
