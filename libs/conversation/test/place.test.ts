import { describe, expect, test } from "vitest";
import { read, readerFlow } from "./reader-flow.ts";
import { of, talk } from "./talk.ts";

const book = read({ "request:book": 0.9 });

/** At the question for whom. */
function asked() {
  const chat = talk(readerFlow);
  chat.say("oi", read({ "social:greeting": 0.9 }));
  chat.say("quero marcar", book);
  return chat;
}

describe("the open question comes first", () => {
  test("an answer in any words takes the option that means it", () => {
    const turn = asked().say("pra minha esposa", read({ answer: 0.9 }, { values: { whom: "other" } }));
    expect(turn).toMatchObject({ rule: "whom:w-other", state: { step: "when", values: { whom: "other" } } });
  });

  test("words of an option inside a question or a refusal take nothing", () => {
    const turn = asked().say("para mim tanto faz? quem é você", read({ "ask:bot": 0.9, answer: 0.1 }));
    expect(turn.state).toMatchObject({ step: "whom", values: { topic: "booking" } });
    expect(turn.state.values).not.toHaveProperty("whom");
  });

  test("an answer and a question together: the question is answered, then it goes on", () => {
    const turn = asked().say(
      "pra mim, qual a chave pix?",
      read({ answer: 0.9, "ask:pix_key": 0.9 }, { values: { whom: "self" } }),
    );
    expect(turn.state.step).toBe("when");
    expect(turn.texts.join(" ")).toMatch(/A chave é esta\..*Quando\?/s);
  });

  test("a question that fits no time is no time", () => {
    const chat = asked();
    chat.tap("w-self");
    const turn = chat.say("vocês atendem quando?", read({ answer: 0.9 }));
    expect(turn.state.values).not.toHaveProperty("when");
    expect(chat.say("quinta de manhã", read({ answer: 0.9 })).state.values.when).toBe("quinta de manhã");
  });
});

describe("questions on the way", () => {
  test("are answered in place, and the open question comes in other words", () => {
    const chat = asked();
    const first = chat.say("que horas abre?", read({ "ask:hours": 0.9 }));
    expect(first).toMatchObject({ rule: "flow:2:act", state: { step: "whom" } });
    expect(first.texts).toEqual(["Das 8 às 18.\n\nÉ para você?"]);
  });

  test("of two questions both are answered, each once", () => {
    const turn = asked().say("horário e chave pix?", read({ "ask:hours": 0.9, "ask:pix_key": 0.8 }));
    expect(turn.texts).toEqual(["Das 8 às 18.\n\nA chave é esta.\n\nÉ para você?"]);
  });

  test("a fact with a place is shown on the map", () => {
    const turn = asked().say("manda no mapa", read({ "ask:map": 0.9 }));
    expect(of(turn.commands, "send-location")).toMatchObject([{ title: "Clínica", latitude: -23.5 }]);
  });

  test("what neither flow nor facts know goes to the team, which is told", () => {
    const turn = asked().say("tem wifi?", read({ "ask:other": 0.9 }));
    expect(turn.texts[0]).toContain("Vou perguntar.");
    expect(of(turn.commands, "request-handoff")).toMatchObject([{ team: "desk", reason: "question" }]);
    expect(turn.state).toMatchObject({ mode: "bot", handedOver: null, step: "whom" });
  });
});

describe("minds change", () => {
  /** At the summary, for herself, on a Thursday. */
  function summed() {
    const chat = asked();
    chat.tap("w-self");
    chat.say("quinta", read({ answer: 0.9 }));
    return chat;
  }

  test("a yes with a change is no yes: the value changes, and the summary comes again", () => {
    const turn = summed().say(
      "certo, mas troca o dia pra sexta",
      read({ correct: 0.9, answer: 0.4 }, { values: { yes_no: "yes" } }),
    );
    expect(turn).toMatchObject({ rule: "changed:when", state: { step: "sum", values: { when: "sexta" } } });
    expect(turn.texts.join(" ")).toContain("Mudei.");
    expect(of(turn.commands, "capture-lead")).toEqual([]);
  });

  test("a value of another slot changes only by a correction", () => {
    const mention = summed().say("ela que paga", read({ story: 0.7 }, { values: { whom: "other" } }));
    expect(mention.state.values.whom).toBe("self");
    const meant = summed().say("na verdade é pra ela", read({ correct: 0.9 }, { values: { whom: "other" } }));
    expect(meant.state.values.whom).toBe("other");
  });

  test("a plain yes sends it", () => {
    const turn = summed().say("perfeito", read({ answer: 0.95 }, { values: { yes_no: "yes" } }));
    expect(of(turn.commands, "capture-lead")).toMatchObject([{ kind: "appointment", values: { when: "quinta" } }]);
  });

  test("what is named before it is asked for is not asked for: a day only where an appointment is wanted", () => {
    const chat = talk(readerFlow);
    chat.say("oi", read({ "social:greeting": 0.9 }));
    chat.say("quero marcar pra ela na terça", read({ "request:book": 0.9 }, { values: { whom: "other" } }));
    expect(chat.state.values).toMatchObject({ whom: "other", when: "na terça" });
    const story = talk(readerFlow);
    story.say("oi", read({ "social:greeting": 0.9 }));
    story.say("desde terça não durmo", read({ story: 0.9 }));
    expect(story.state.values).not.toHaveProperty("when");
  });
});

describe("what only looks like the value that is asked for", () => {
  const whenAsked = () => {
    const chat = asked();
    chat.tap("w-self");
    return chat;
  };

  test("a word of consent says nothing of when, and a few words that surely answer do", () => {
    const yes = { ...read({ answer: 0.9 }).facts.understanding!, intent: "yes", confidence: 0.9 };
    expect(whenAsked().say("tá joia", { facts: { understanding: yes } }).state.values).not.toHaveProperty("when");
    expect(whenAsked().say("depois da aula", read({ answer: 0.9 })).state.values.when).toBe("depois da aula");
    expect(whenAsked().say("estou numa ligação", read({ answer: 0.5 })).state.values).not.toHaveProperty("when");
  });

  test("a day is told by its shape, unless the message surely is something else", () => {
    expect(whenAsked().say("minha folga cai no sábado", read({ answer: 0.2 })).state.values.when).toContain("sábado");
    const asks = read({ "ask:hours": 0.9 });
    expect(whenAsked().say("abre no sábado?", asks).state.values).not.toHaveProperty("when");
  });

  test("a word of an option does not stand against what the reader leans to", () => {
    const leans = read({ answer: 0.9 });
    const reading = {
      ...leans.facts.understanding!.reading!,
      values: [{ slot: "whom", value: "other", confidence: 0.4 }],
    };
    const understanding = { ...leans.facts.understanding!, reading };
    expect(asked().say("é para mim cuidar dele", { facts: { understanding } }).state.values).not.toHaveProperty("whom");
    expect(asked().say("é para mim mesmo", leans).state.values.whom).toBe("self");
  });
});

describe("who does not answer", () => {
  test("and wants time is left in peace, with the question still open", () => {
    const turn = asked().say("espera", read({ defer: 0.9 }));
    expect(turn).toMatchObject({ rule: "whom:defer", texts: ["Sem pressa."], state: { openPrompt: { step: "whom" } } });
  });

  test("or would not say, or does not know, is told that this is all right, and is offered a person in the end", () => {
    const chat = asked();
    expect(chat.say("não digo", read({ refuse: 0.9 })).texts).toEqual(["Tudo bem.\n\nÉ para você?"]);
    expect(chat.say("sei lá", read({ dont_know: 0.9 })).texts).toEqual(["Não faz mal.\n\nÉ para você?"]);
    const third = chat.say("não digo", read({ refuse: 0.9 }));
    expect(third).toMatchObject({ rule: "person-offered", texts: ["Chamo alguém?"], state: { handedOver: null } });
    expect(chat.tap("meant-yes")).toMatchObject({ rule: "handoff:asked", state: { handedOver: { reason: "asked" } } });
  });

  test("a person who is offered and not wanted does not come", () => {
    const chat = asked();
    for (const words of ["tá chovendo", "pois", "eita"]) chat.say(words, read({ answer: 0.2 }));
    expect(chat.tap("meant-no")).toMatchObject({ rule: "did-you-mean:no", state: { step: "whom", handedOver: null } });
  });

  test("an insult or a death is heard before anything else", () => {
    const anger = asked().say("que saco", read({ "social:anger": 0.9 }));
    expect(anger.texts).toEqual(["Entendo.\n\nÉ para você?"]);
    const grief = asked().say("minha mãe morreu", read({ "social:grief": 0.9 }));
    expect(grief.texts).toEqual(["Sinto muito.\n\nÉ para você?"]);
  });
});

describe("what is not sure enough", () => {
  test("is asked about with the two likeliest as buttons; the tapped one is done", () => {
    const chat = asked();
    const turn = chat.say("chave marcar", read({ "request:book": 0.5, "ask:pix_key": 0.45 }));
    expect(turn.texts).toEqual(["É marcar ou a chave?"]);
    expect(of(turn.commands, "send-buttons")[0]!.buttons.map(({ label }) => label)).toEqual(["Marcar", "Chave", "Não"]);
    expect(chat.tap("meant-other").texts.join(" ")).toContain("A chave é esta.");
  });

  test("is asked about alone where the next is far behind", () => {
    const turn = asked().say("chave", read({ "ask:pix_key": 0.55, "request:book": 0.2 }));
    expect(turn).toMatchObject({ rule: "did-you-mean:ask:pix_key", texts: ["Você quer a chave?"] });
  });
});
