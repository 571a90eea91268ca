import type { PatientCard } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { flowWith, flow as small } from "./flow.ts";
import { NOW, talk } from "./talk.ts";

const { definition } = small;
const yesNo = (id: string, yes: string, no: string) => [
  { id: `${id}-yes`, label: `${id}.yes`, words: "yes", means: "yes", goto: yes },
  { id: `${id}-no`, label: `${id}.no`, words: "no", means: "no", goto: no },
];
const flow = flowWith({
  flow: { ...definition.flow, routes: [{ on: { words: "quit" }, goto: "quit" }] },
  words: { ...definition.words, quit: { pt: ["chega"] }, fifth: { pt: ["chega"] } },
  messages: {
    pt: {
      ...definition.messages.pt,
      ...{ "engine.no-longer": "Já passou.", "engine.moved": "Mudou.", "engine.kinds.shared": "Recebi." },
      ...{ "sure.ask": "É isso mesmo?", "sure.yes": "Sim", "sure.no": "Não" },
      ...{ "quit.ask": "Quer parar?", "quit.yes": "Sim", "quit.no": "Não" },
      ...{ "which.ask": "Qual consulta?", "which.none": "Outra", "found.ask": "É a de {visit_when}?" },
      ...{ "found.yes": "Sim", "found.no": "Não", "who.ask": "Seu nome?" },
    },
  },
  states: {
    ...definition.states,
    hello: { say: "hello.say", next: "sure" },
    sure: { ask: "sure.ask", options: yesNo("sure", "fruit", "who") },
    quit: { ask: "quit.ask", options: yesNo("quit", "stopped", "fruit") },
    stopped: { stop: true },
    who: { ask: "who.ask", capture: { into: "name", as: "person-name" }, next: "which" },
    which: {
      ask: "which.ask",
      from: { source: "appointments", into: "visit", goto: "found" },
      options: [{ id: "which-none", label: "which.none", goto: "fruit" }],
    },
    found: { ask: "found.ask", options: yesNo("found", "done", "fruit") },
  },
});

describe("a reaction answers the question it is on, and no other", () => {
  test("a heart on the one that is open", () => {
    const chat = talk(flow);
    chat.say("oi");
    expect(chat.react("❤").rule).toBe("sure:sure-yes");
  });
  test.each(["👍🏽", "👍", "❤️", "✅"])("%s in any form", (emoji) => {
    const chat = talk(flow);
    chat.say("oi");
    expect(chat.react(emoji).rule).toBe("sure:sure-yes");
  });
  test("a heart on an old one does not stop anything, nor does a thumb down on it say no", () => {
    const chat = talk(flow);
    chat.say("oi");
    const welcome = chat.asked;
    chat.wait(1_000);
    chat.say("chega");
    for (const emoji of ["❤️", "👍", "👎"])
      expect(chat.react(emoji, welcome)).toMatchObject({ rule: "recorded:reaction-received", texts: [] });
    expect(chat.state).toMatchObject({ step: "quit", optedOut: false });
    expect(chat.react("👎").rule).toBe("quit:quit-no");
  });
  test("one on what put no question, or on what nobody knows any more", () => {
    const chat = talk(flow);
    chat.say("oi");
    const thumb = { type: "reaction-received", messageId: "r", targetMessageId: "t", emoji: "👍" };
    expect(chat.give(thumb).rule).toBe("recorded:reaction-received");
  });
  test("the same question, put a second time, is answered on the second", () => {
    const chat = talk(flow);
    chat.say("oi");
    const first = chat.asked;
    chat.wait(1_000);
    chat.say("repetir");
    expect(chat.react("👍", first).rule).toBe("recorded:reaction-received");
    expect(chat.react("👍").rule).toBe("sure:sure-yes");
  });
});

describe("a number or a name under a quoted question picks from that question", () => {
  const atNote = () => {
    const chat = talk(flow);
    chat.say("oi");
    chat.wait(1_000);
    chat.say("sim");
    const fruit = chat.asked;
    chat.wait(1_000);
    chat.say("1");
    expect(chat.state.step).toBe("note");
    return { chat, fruit };
  };
  test("also when it waits for more words", () => {
    const { chat, fruit } = atNote();
    const turn = chat.say("2", { facts: { about: fruit, inputWindowMs: 1_000 } });
    expect(turn).toMatchObject({ rule: "fruit:f-pear", state: { pendingInput: null } });
  });
  test("in the order in which it was shown", () => {
    const { chat, fruit } = atNote();
    const about = { ...fruit, offered: ["f-pear", "f-apple"] };
    expect(chat.say("1", { facts: { about } }).rule).toBe("fruit:f-pear");
  });
  test("of a session that is over, from the menu", () => {
    const { chat, fruit } = atNote();
    chat.wait(3_600_000);
    expect(chat.say("2", { facts: { about: fruit } })).toMatchObject({ rule: "fruit:f-pear", state: { step: "note" } });
  });
  test("and where the option is none any more, that is said and the open question comes again", () => {
    const { chat, fruit } = atNote();
    const about = { ...fruit, offered: ["f-kiwi"] };
    expect(chat.say("1", { facts: { about } })).toMatchObject({ rule: "quoted-over", state: { step: "note" } });
    const before = { ...fruit, step: "sure", askedAt: NOW - 1, offered: ["sure-yes", "sure-no"] };
    const turn = chat.say("sim", { facts: { about: before } });
    expect(turn.rule).toBe("quoted-over");
    expect(turn.texts[0]).toMatch(/^Já passou\./);
  });
  test("other words under it answer what is open", () => {
    const { chat, fruit } = atNote();
    expect(chat.say("bem madura", { facts: { about: fruit } }).rule).toBe("note:captured");
  });
});

describe("an hour that the team moved meanwhile is told, and asked about again", () => {
  const card = (hour: number): { patient: PatientCard } => {
    const appointment = { id: "a1", at: Date.UTC(2026, 0, 7, hour), service: "Fono" };
    return { patient: { name: "Ana", patients: [{ id: "p1", name: "Ana", relation: "self", appointment }] } };
  };
  const asked = () => {
    const chat = talk(flow);
    chat.say("oi");
    chat.say("não");
    chat.say("Ana Souza", { facts: card(13) });
    expect(chat.state.step).toBe("which");
    return chat;
  };
  const row = (title: string) => ({ kind: "list-reply", rowId: "visit-a1", title }) as const;
  test("after a tap on the row of before", () => {
    const chat = asked();
    const turn = chat.message(row("qua 07/01, 10:00"), { facts: card(15) });
    expect(turn).toMatchObject({ rule: "which:moved", state: { step: "which" } });
    expect(turn.texts[0]).toBe("Mudou.\n\nQual consulta?");
    expect(JSON.stringify(turn.commands)).toContain("qua 07/01, 12:00");
    expect(chat.message(row("qua 07/01, 12:00"), { facts: card(15) }).rule).toBe("which:visit");
  });
  test("after its number", () => {
    const chat = asked();
    expect(chat.say("1", { facts: card(15) }).rule).toBe("which:moved");
    expect(chat.say("1", { facts: card(15) }).rule).toBe("which:visit");
  });
  test("after a tap on an older list than the last", () => {
    const chat = asked();
    chat.say("repetir", { facts: card(15) });
    expect(chat.message(row("qua 07/01, 10:00"), { facts: card(15) }).rule).toBe("which:moved");
  });
  test("after a yes to its hour", () => {
    const chat = asked();
    chat.say("1", { facts: card(13) });
    const turn = chat.say("sim", { facts: card(15) });
    expect(turn).toMatchObject({ rule: "found:moved", texts: ["Mudou.\n\nÉ a de qua 07/01, 12:00?"] });
    expect(chat.say("sim", { facts: card(15) }).rule).toBe("found:found-yes");
  });
  test("and not where it is still the same, or the records are away", () => {
    const chat = asked();
    expect(chat.message(row("qua 07/01, 10:00"), { facts: card(13) }).rule).toBe("which:visit");
    expect(chat.say("sim").rule).toBe("found:found-yes");
  });
});

describe("what was only passed on answers nothing", () => {
  const atName = () => {
    const chat = talk(flow);
    chat.say("oi");
    chat.say("não");
    expect(chat.state.step).toBe("who");
    return chat;
  };
  test.each([
    ["a contact card", { content: { kind: "contact-card", name: "Paula Lima", phones: ["5511"] } }],
    ["an invitation to a channel", { content: { kind: "card", card: "channel-invite", text: "Vida Leve" } }],
    ["a template of a shop", { content: { kind: "card", card: "template", text: "Paula Lima" } }],
    ["a forwarded text", { forwarded: true, content: { kind: "text", text: "Paula Lima" } }],
    [
      "a forwarded photo",
      { forwarded: true, content: { kind: "image", url: null, mimeType: "", caption: "Paula Lima" } },
    ],
  ])("%s is no name", (_, body) => {
    const chat = atName();
    const turn = chat.give({ type: "message-received", messageId: "m", address: "5511999990000", ...body });
    expect(turn).toMatchObject({ rule: "who:kind", state: { step: "who" } });
    expect(turn.state.values.name).toBeUndefined();
  });
  test("and no stop word, though a danger in it is one", () => {
    const passedOn = (text: string) => ({
      ...{ type: "message-received", messageId: "m", address: "5511999990000", forwarded: true },
      content: { kind: "text", text },
    });
    expect(atName().give(passedOn("parar")).state.optedOut).toBe(false);
    expect(atName().give(passedOn("quero morrer")).rule).toBe("red-flag");
  });
});
