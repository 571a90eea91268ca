import { clinicFlow } from "@acolhe/flows";
import { describe, expect, test } from "vitest";
import { flowWith, flow as small } from "./flow.ts";
import { NOW, of, talk, understood } from "./talk.ts";

const DAY_MS = 24 * 3_600_000;
const flow = flowWith({
  words: {
    ...small.definition.words,
    closing: { pt: ["ok", "até amanhã", "tchau", "combinado"] },
    thanks: { pt: ["obrigado", "obrigada"] },
  },
});

const closed = () => {
  const chat = talk(flow);
  chat.say("oi");
  chat.give({ type: "takeover-started", source: "chatwoot" });
  chat.wait(60_000);
  chat.give({ type: "returned-to-bot", source: "chatwoot" });
  return chat;
};

describe("after a person has closed the conversation", () => {
  test.each([
    ..."obrigado|Obrigada!!|ok|OK, obrigado, até amanhã|👍|🙏❤️|tchau|combinado. Obrigada!|sim|não, obrigado".split("|"),
  ])("%s is taken quietly", (text) => {
    expect(closed().say(text)).toMatchObject({ rule: "after-person", commands: [], state: { step: null } });
  });
  test("and so is what only a reader knows for a farewell, or a sticker", () => {
    const reading = { question: "start", acts: [{ act: "social:bye", confidence: 0.9 }], values: [], danger: null };
    expect(closed().say("fui, beijão", { facts: understood("unknown", 0, { reading }) }).rule).toBe("after-person");
    const sticker = { kind: "sticker", url: null, mimeType: "image/webp" } as const;
    expect(closed().message(sticker).rule).toBe("after-person");
  });
  test.each([
    ..."oi|bom dia, queria remarcar|obrigado, e quanto custa?|ok, mas e o remédio|ok?|atendente, por favor".split("|"),
  ])("%s is heard at once", (text) => {
    const turn = closed().say(text);
    expect(turn.rule).not.toBe("after-person");
    expect(turn.texts.length).toBeGreaterThan(0);
  });
  test("that it worked out ends nothing where something is wished for or amiss", () => {
    const acts = [{ act: "request:book", confidence: 0.9 }];
    const reading = { question: "start", acts, values: [], danger: null };
    const says = (text: string, facts = {}) => closed().say(text, facts).rule;
    expect(says("deu certo, obrigada")).toBe("after-person");
    expect(
      says("deu certo, agora quero marcar pro meu marido", { facts: understood("unknown", 0, { reading }) }),
    ).not.toBe("after-person");
    expect(says("já chegou o recibo, mas o valor veio errado")).not.toBe("after-person");
    expect(says("found it but it's the wrong one")).not.toBe("after-person");
  });
  test("a danger is, and a stop", () => {
    expect(closed().say("obrigado mas quero morrer").rule).toBe("red-flag");
    expect(closed().say("parar, obrigado").rule).toBe("stop");
  });
  test("words that wait for more keep what follows", () => {
    const chat = closed();
    chat.say("queria remarcar", { facts: { inputWindowMs: 1_000 } });
    expect(chat.say("obrigado", { facts: { inputWindowMs: 1_000 } }).rule).toBe("gathering");
  });
  test("for a while", () => {
    const chat = closed();
    chat.wait(DAY_MS - 1);
    expect(chat.say("obrigado").rule).toBe("after-person");
    chat.wait(1);
    expect(chat.say("obrigado").rule).toBe("session-started");
  });
  test("also where the bot would go on with the question that was open", () => {
    const chat = talk(flow, { facts: { continueAfterReturn: true } });
    chat.say("oi");
    chat.give({ type: "takeover-started", source: "chatwoot" });
    chat.give({ type: "returned-to-bot", source: "chatwoot" });
    expect(chat.state.step).toBe("fruit");
    expect(chat.say("obrigado")).toMatchObject({ rule: "after-person", state: { step: "fruit" } });
  });
  test("who never spoke with one is welcomed", () => {
    expect(talk(flow).say("obrigado").rule).toBe("session-started");
  });
});

describe("a reply to a story", () => {
  const reply = (text: string) => ({
    ...{ type: "message-received", messageId: `s-${text}`, address: "5511999990000", statusReply: true },
    content: { kind: "text", text },
  });
  test.each(["sim", "1", "🔥🔥"])("%s answers no question of the bot's", (text) => {
    const chat = talk(flow);
    chat.say("oi");
    expect(chat.give(reply(text))).toMatchObject({ rule: "story-reply", texts: [], state: { step: "fruit" } });
  });
  test("a wish in one is heard", () => {
    const chat = talk(flow);
    chat.say("oi");
    expect(chat.give(reply("atendente")).rule).toBe("handoff:asked");
    expect(talk(flow).give(reply("sim")).rule).toBe("session-started");
  });
});

describe("who comes over an advertisement", () => {
  const over = (title: string, text: string) => ({
    ...{ type: "message-received", messageId: "a", address: "5511999990000", ad: { title } },
    content: { kind: "text", text },
  });
  test("and only greets is asked about what it offers, and the team is told", () => {
    const chat = talk(clinicFlow);
    const turn = chat.give(over("Psicoterapia de casal: agende", "Oi"));
    expect(turn.state.values).toMatchObject({ ad: "Psicoterapia de casal: agende", service: "couple" });
    expect(turn.texts.at(-1)).toContain("*Terapia de casal*. É isso?");
    const call = of(chat.say("atendente").commands, "request-handoff")[0]!;
    expect(call.summary.ad).toBe("Psicoterapia de casal: agende");
  });
  test("and says what for is heard first", () => {
    const turn = talk(clinicFlow).give(over("Psicoterapia de casal", "quero fono"));
    expect(turn.state.values.service).toBe("speech");
  });
  test("also where more words are waited for", () => {
    const chat = talk(clinicFlow);
    chat.give(over("Psicoterapia de casal", "Oi"), { facts: { inputWindowMs: 1_000 } });
    chat.wait(1_000);
    expect(chat.timer("input").state.values.service).toBe("couple");
  });
  test("is not reminded of it another day", () => {
    const chat = talk(clinicFlow);
    chat.give(over("Psicoterapia de casal", "Oi"), { facts: { botOff: { by: "x", at: NOW } as never } });
    chat.wait(DAY_MS);
    expect(chat.say("oi").state.values.ad).toBeUndefined();
  });
});

describe("a message that cannot be opened", () => {
  const waiting = { type: "message-waiting", messageId: "w" };
  const begun = () => {
    const chat = talk(
      flowWith({ messages: { pt: { ...small.definition.messages.pt, "engine.unopened": "Não abriu." } } }),
    );
    chat.say("oi");
    return chat;
  };
  test("is told of after a while, and a person is called", () => {
    const chat = begun();
    expect(chat.give(waiting)).toMatchObject({ rule: "recorded:message-waiting", texts: [] });
    chat.give({ ...waiting, messageId: "w2" });
    chat.wait(120_000);
    const turn = chat.timer("unopened");
    expect(turn).toMatchObject({ rule: "unopened", texts: ["Não abriu."], state: { unopened: [] } });
    expect(of(turn.commands, "request-handoff")).toMatchObject([{ reason: "unopened", team: "desk" }]);
  });
  test("as somebody's first words, too", () => {
    const chat = talk(flow);
    chat.give(waiting);
    chat.wait(120_000);
    expect(chat.timer("unopened").rule).toBe("unopened");
  });
  test("and comes after all is answered instead, or late as well", () => {
    const chat = begun();
    chat.give(waiting);
    expect(chat.say("pêra", { messageId: "w" })).toMatchObject({ rule: "fruit:f-pear", state: { unopened: [] } });
    chat.wait(120_000);
    expect(chat.timer("unopened").rule).toBe("timer-stale");
    const late = begun();
    late.give(waiting);
    late.wait(120_000);
    late.timer("unopened");
    expect(late.say("pêra", { messageId: "w" }).rule).toBe("fruit:f-pear");
  });
  test("or is taken back is waited for no more", () => {
    const chat = begun();
    chat.give(waiting);
    expect(chat.give({ type: "message-revoked", messageId: "w" }).state.unopened).toEqual([]);
  });
  test("a person who has the conversation sees it without being called", () => {
    const chat = begun();
    chat.give(waiting);
    chat.give({ type: "takeover-started", source: "chatwoot" });
    expect(chat.state.unopened).toEqual([]);
    expect(chat.give({ ...waiting, messageId: "w3" }).state.unopened).toEqual([]);
  });
  test("after an outage the person is called, without words that come too late", () => {
    const chat = begun();
    chat.give(waiting);
    chat.wait(3_600_000);
    expect(chat.timer("unopened")).toMatchObject({ rule: "unopened", texts: [] });
  });
});
