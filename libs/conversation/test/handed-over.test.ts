import { describe, expect, test } from "vitest";
import { read, readerFlow } from "./reader-flow.ts";
import { of, talk } from "./talk.ts";

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
const takeover = { type: "takeover-started", source: "chatwoot" };

/** Given to the team after a booking; nobody has written yet. */
function handedOver() {
  const chat = talk(readerFlow);
  chat.say("oi", read({ "social:greeting": 0.9 }));
  chat.say("quero marcar", read({ "request:book": 0.9 }));
  chat.tap("w-self");
  chat.say("quinta", read({ answer: 0.9 }));
  chat.tap("s-yes");
  return chat;
}

describe("handed over is not yet taken over", () => {
  test("the bot still may speak", () => {
    expect(handedOver().state).toMatchObject({ mode: "bot", handedOver: { team: "desk", reason: "appointment" } });
  });

  test("H1: facts are answered, without the old question", () => {
    const turn = handedOver().say("que horas abre?", read({ "ask:hours": 0.9 }));
    expect(turn.texts).toEqual(["Das 8 às 18."]);
  });

  test("H1: a new matter is taken up", () => {
    const turn = handedOver().say("quero marcar outra", read({ "request:book": 0.9 }));
    expect(turn).toMatchObject({ rule: "flow:1:act", state: { step: "whom" } });
  });

  test("H2: anything else is acknowledged, never twice in the same words, and passed on each time", () => {
    const chat = handedOver();
    const first = chat.say("ela tem alergia", read({ story: 0.9 }));
    expect(first).toMatchObject({ rule: "handed-over:added", texts: ["Anotado."] });
    const second = chat.say("e asma", read({ story: 0.9 }));
    expect(second).toMatchObject({ rule: "handed-over:added", texts: ["Também."] });
    expect(of(second.commands, "request-handoff")).toMatchObject([{ reason: "added", summary: { details: "e asma" } }]);
    expect(chat.say("e febre", read({ story: 0.9 }))).toMatchObject({ texts: [] });
  });

  test("H2: thanks need no answer", () => {
    expect(handedOver().say("obrigado", read({ "social:thanks": 0.9 }))).toMatchObject({ texts: [] });
  });

  const hello = (chat: ReturnType<typeof handedOver>, text = "oi?") => chat.say(text, read({ "social:greeting": 0.9 }));

  test("T1: who asks whether anybody is there is answered, and the team reminded once they have waited", () => {
    const chat = handedOver();
    expect(hello(chat)).toMatchObject({ texts: ["Está com a equipe."] });
    chat.wait(HOUR_MS);
    const later = hello(chat);
    expect(later.texts).toEqual(["Desculpe a demora."]);
    expect(of(later.commands, "request-handoff")).toMatchObject([{ reason: "still-waiting", priority: "high" }]);
    expect(of(hello(chat).commands, "request-handoff")).toEqual([]);
  });

  test("T1: at once where it is urgent, and also beside a question that is open", () => {
    const chat = handedOver();
    chat.say("quero marcar outra", read({ "request:book": 0.9 }));
    const turn = chat.say("alô? já são 17h", read({}));
    expect(of(turn.commands, "request-handoff")).toMatchObject([{ reason: "still-waiting", priority: "high" }]);
    expect(turn.state).toMatchObject({ step: "whom", openPrompt: { step: "whom" } });
  });

  test.each([
    ["deu certo aqui, obrigada", "Que bom."],
    ["esquece, não precisa mais", "Combinado."],
    ["olvídalo, ya no hace falta", "Combinado."],
    ["never mind, found it", "Que bom."],
  ])("T3: %s is passed on, and ends it", (text, said) => {
    const chat = handedOver();
    const turn = chat.say(text, read({}));
    expect(turn).toMatchObject({ texts: [said], state: { handedOver: null, step: null } });
    expect(of(turn.commands, "request-handoff")).toMatchObject([{ reason: "settled" }]);
    expect(
      chat.say("obrigada!", read({ "social:thanks": 0.9 })).commands.filter(({ type }) => type === "send-text"),
    ).toEqual([]);
  });

  test.each([
    "não deu certo",
    "ainda não consegui entrar",
    "todavía no pude entrar",
    "it didn't work",
    "consegui entrar, mas não ouço ninguém",
    "ya lo tengo pero está equivocado",
    "desisto de tudo",
    "I give up on everything",
  ])("T3: but %s settles nothing", (text) => expect(handedOver().say(text, read({})).state.handedOver).not.toBeNull());

  test("T3: a wish beside it is taken up", () => {
    const turn = handedOver().say("deu certo, agora quero marcar pro meu marido", read({ "request:book": 0.9 }));
    expect(of(turn.commands, "request-handoff").map(({ reason }) => reason)).not.toContain("settled");
  });

  test("H5: two machines do not go on for ever", () => {
    const chat = handedOver();
    const turns = Array.from({ length: 12 }, () => chat.say("que horas abre?", read({ "ask:hours": 0.9 })));
    expect(turns[0]!.texts).toEqual(["Das 8 às 18."]);
    expect(turns.at(-1)).toMatchObject({ rule: "handed-over:enough", texts: [] });
  });

  test("H5: nor where each message is a matter of its own", () => {
    const chat = handedOver();
    const turns = Array.from({ length: 12 }, () => chat.say("estou atrasado", read({ "request:late": 0.9 })));
    expect(turns[0]).toMatchObject({ texts: ["Enviei."] });
    expect(turns.at(-1)).toMatchObject({ rule: "handed-over:enough", commands: [] });
  });

  test("H2: a wish that leads nowhere forgets nothing of what was learned", () => {
    const chat = handedOver();
    const turn = chat.say("pode repetir", read({ "request:repeat": 0.9 }));
    expect(turn).toMatchObject({ rule: "handed-over:added", state: { values: { whom: "self" } } });
  });

  test("H4: from a person's first word the bot is silent (S3)", () => {
    const chat = handedOver();
    expect(chat.give(takeover).state).toMatchObject({ mode: "human", handedOver: null });
    expect(chat.say("que horas abre?", read({ "ask:hours": 0.9 }))).toMatchObject({ rule: "human-silent", texts: [] });
  });

  test("given back, or after seven days without a person, it is the bot's again", () => {
    const back = handedOver();
    expect(back.give({ type: "returned-to-bot", source: "chatwoot" }).state).toMatchObject({ handedOver: null });
    const waited = handedOver();
    waited.wait(7 * DAY_MS);
    expect(waited.say("oi", read({ "social:greeting": 0.9 })).rule).toBe("session-started");
  });
});

describe("after a danger", () => {
  const danger = { tier: "certain", kind: "self_harm", words: "quero morrer" } as const;
  function alarmed() {
    const chat = talk(readerFlow);
    chat.say("oi", read({ "social:greeting": 0.9 }));
    const turn = chat.say("quero morrer", read({}, { danger }));
    return { chat, turn };
  }

  test("the team reads the kind and the words it was seen in", () => {
    const { turn } = alarmed();
    expect(of(turn.commands, "request-handoff")).toMatchObject([
      { reason: "red-flag", priority: "urgent", summary: { danger: "self_harm", danger_words: "quero morrer" } },
    ]);
  });

  test("H3: only what helps is said, and no sentence twice", () => {
    const { chat } = alarmed();
    expect(chat.say("não sei o que pensar", read({})).texts).toEqual(["Ajuda a caminho."]);
    expect(chat.say("alô?", read({})).texts).toEqual([]);
  });

  test("what is asked is answered where the flow knows it", () => {
    const { chat } = alarmed();
    expect(chat.say("que horas abre?", read({ "ask:hours": 0.9 })).texts).toEqual(["Das 8 às 18."]);
  });

  test("`foi engano` gives the bot back at once", () => {
    const { chat } = alarmed();
    const turn = chat.say("desculpa, foi engano", read({ "social:apology": 0.9 }));
    expect(turn).toMatchObject({ rule: "false-alarm", state: { handedOver: null, step: "fruit" } });
    expect(turn.texts[0]).toContain("Que bom.");
  });

  test.each(["não foi engano", "não foi brincadeira", "foi engano meu achar que passava"])(
    "`%s` takes no alarm back",
    (text) => {
      const { chat } = alarmed();
      expect(chat.say(text, read({})).state).toMatchObject({ handedOver: { reason: "red-flag" } });
    },
  );

  test("the numbers are given in the language the danger was told in", () => {
    const chat = talk(readerFlow);
    chat.say("oi", read({ "social:greeting": 0.9 }));
    const turn = chat.say("i want to die", read({}, { danger: { ...danger, language: "en" } }));
    // The flow has no English numbers: its own language stands in.
    expect(turn).toMatchObject({ texts: ["Ligue 188."], state: { language: "pt" } });
  });
});
