import { LogEvent } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { initialState, transition, wordsToUnderstand } from "../src/index.ts";
import { flow, flowWith } from "./flow.ts";
import { read, readerFlow } from "./reader-flow.ts";
import { NOW, of, talk, understood } from "./talk.ts";

/** A talk at the question for a note, where text waits 1.2 s for more. */
function waiting() {
  const chat = talk(flow);
  chat.say("oi");
  chat.say("pêra");
  const facts = { inputWindowMs: 1200 };
  return {
    ...chat,
    say: (text: string, messageId?: string) => chat.say(text, { facts, ...(messageId ? { messageId } : {}) }),
    limited: (text: string) =>
      chat.give({
        ...{ type: "message-received", messageId: "m", address: "5511999990000", limited: true },
        content: { kind: "text", text },
      }),
    get state() {
      return chat.state;
    },
  };
}

describe("the window", () => {
  test("G1, G2: several messages get one answer, each has a turn without anything to send", () => {
    const chat = waiting();
    const first = chat.say("madura");
    expect(first).toMatchObject({ rule: "gathering", texts: [] });
    const [timer] = of(first.commands, "schedule-timer");
    expect(timer!.name).toBe("input");
    chat.wait(700);
    expect(chat.say("e doce")).toMatchObject({ rule: "gathering", commands: [] });
    chat.wait(500);
    const early = chat.timer("input");
    expect(early.rule).toBe("timer-early:input");
    expect(of(early.commands, "schedule-timer")[0]!.at).toBe(timer!.at + 700);
    chat.wait(700);
    expect(chat.timer("input")).toMatchObject({ rule: "note:captured", state: { values: { note: "madura e doce" } } });
    expect(chat.state.pendingInput).toBeNull();
  });

  test("ends at its edge: fifty milliseconds early will do, more will not", () => {
    const chat = waiting();
    chat.say("madura");
    chat.wait(1149);
    expect(chat.timer("input").rule).toBe("timer-early:input");
    chat.wait(1);
    expect(chat.timer("input").rule).toBe("note:captured");
  });

  test("does not grow for ever", () => {
    const chat = waiting();
    for (let index = 0; index < 8; index++) {
      chat.say(`palavra ${index}`);
      chat.wait(1000);
    }
    const { since, due, messages } = chat.state.pendingInput!;
    expect(due - since).toBe(flow.head.limits.windowMsMax);
    expect(messages.map(({ text }) => text)).toEqual([2, 3, 4, 5, 6, 7].map((index) => `palavra ${index}`));
  });

  test("keeps no more text than a state may hold, the newest first", () => {
    const chat = waiting();
    chat.say("a".repeat(300));
    chat.say("b".repeat(300));
    expect(chat.state.pendingInput!.messages.map(({ text }) => text[0])).toEqual(["b"]);
    chat.say("c".repeat(900));
    expect(chat.state.pendingInput!.messages.map(({ text }) => text.length)).toEqual([500]);
  });

  test("the order is that of writing, not of arriving", () => {
    const chat = waiting();
    const content = (text: string) => ({
      type: "message-received",
      messageId: text,
      address: "5511999990000",
      content: { kind: "text", text },
    });
    chat.give(content("doce"), { facts: { inputWindowMs: 1200 } });
    chat.give(content("madura"), { facts: { inputWindowMs: 1200 }, age: 400 });
    chat.wait(1200);
    expect(chat.timer("input").state.values.note).toBe("madura doce");
  });

  test.each(["menu", "repetir", "atendente", "inglês"])("%s does not wait, and drops what waited", (text) => {
    const chat = waiting();
    chat.say("madura");
    expect(chat.say(text).rule).not.toBe("gathering");
    expect(chat.state.pendingInput).toBeNull();
  });

  test("an option that is typed behind other words belongs to them", () => {
    const chat = talk(flow);
    chat.say("oi");
    const facts = { inputWindowMs: 1200 };
    chat.say("acho que", { facts });
    expect(chat.say("pêra", { facts }).rule).toBe("gathering");
    chat.wait(1200);
    expect(chat.timer("input").rule).toBe("fruit:f-pear");
  });

  test("words that are on their way change what a yes would confirm: typed, it belongs to them; tapped, it waits", () => {
    for (const confirm of ["typed", "tapped"] as const) {
      const chat = talk(readerFlow);
      chat.say("oi", read({ "social:greeting": 0.9 }));
      chat.say("quero marcar", read({ "request:book": 0.9 }));
      chat.tap("w-self");
      chat.say("terça", read({ answer: 0.9 }));
      const facts = { inputWindowMs: 1200 };
      const changed = read({ correct: 0.9 });
      chat.say("na verdade quinta", { facts: { ...changed.facts, ...facts } });
      const yes = { type: "message-received", messageId: "y", address: "5511999990000" };
      const content =
        confirm === "typed"
          ? { kind: "text", text: "pode enviar" }
          : { kind: "button-reply", buttonId: "s-yes", label: "Pode enviar" };
      expect(chat.give({ ...yes, content }, { facts }).rule).toBe("gathering");
      chat.wait(1200);
      const turn = chat.timer("input", changed.facts);
      expect(turn).toMatchObject({ rule: "changed:when", state: { step: "sum" } });
      expect(turn.state.values.when).toContain("quinta");
    }
  });

  test("a digit, an exact option and a tap do not wait where there are options", () => {
    for (const text of ["2", "pêra", "a segunda"]) {
      const chat = talk(flow);
      chat.say("oi");
      expect(chat.say(text, { facts: { inputWindowMs: 1200 } }).rule).toBe("fruit:f-pear");
    }
    const chat = talk(flow);
    chat.say("oi");
    chat.say("acho que", { facts: { inputWindowMs: 1200 } });
    expect(chat.tap("f-pear")).toMatchObject({ rule: "fruit:f-pear", state: { pendingInput: null } });
  });

  test("a yes and a no wait like other words, except where an intent was asked about", () => {
    const facts = { inputWindowMs: 1200 };
    const chat = talk(flow);
    chat.say("oi");
    for (const word of ["sim", "não"]) expect(chat.say(word, { facts }).rule).toBe("gathering");
    for (const [word, rule] of [
      ["sim", "flow:1:intent"],
      ["não", "did-you-mean:no"],
    ] as const) {
      const asked = talk(flow);
      asked.say("oi");
      expect(asked.say("queria ver", { facts: understood("book_appointment", 0.4) }).rule).toMatch(/^did-you-mean/);
      expect(asked.say(word, { facts }).rule).toBe(rule);
    }
  });

  test("is as long as a setting says, else the state, else the flow", () => {
    const pt = { ...flow.definition.messages.pt };
    const given = (state: object, facts: object, windowMs = 700) => {
      const own = flowWith({
        flow: { ...flow.definition.flow, start: "sa", limits: { windowMs } },
        states: { sa: { ask: "note.ask", capture: { into: "note", as: "free-text" }, next: "done", ...state } },
        messages: { pt },
      });
      const content = { kind: "text", text: "madura" };
      const event = LogEvent.parse({
        ...{ type: "message-received", id: "e", channel: "main", contact: "5511999990000", at: NOW, receivedAt: NOW },
        ...{ messageId: "m", address: "5511999990000", content },
      });
      const began = { ...initialState(NOW), step: "sa", flowVersion: own.version };
      const { rule, state: after } = transition(began, { event, facts: { now: NOW, ...facts }, flow: own });
      return after.pendingInput ? after.pendingInput.due - NOW : rule;
    };
    expect(given({ window: 900 }, { inputWindowMs: 300 })).toBe(300);
    expect(given({ window: 900 }, {})).toBe(900);
    expect(given({}, {})).toBe(700);
    expect(given({ window: 0 }, {})).toBe("sa:captured");
  });

  test("stop words and red flags act at once; a danger told in pieces is seen when they come together", () => {
    expect(waiting().say("parar").rule).toBe("stop");
    const edited = (text: string) =>
      waiting().give({ type: "message-edited", messageId: "m", content: { kind: "text", text } });
    expect(edited("parar")).toMatchObject({ rule: "stop", state: { optedOut: true } });
    expect(edited("quero morrer").rule).toBe("red-flag");
    const chat = waiting();
    chat.say("quero");
    chat.say("morrer");
    chat.wait(1200);
    expect(chat.timer("input").rule).toBe("red-flag");
  });

  test("an edit changes what waits, a deletion takes it back, an empty window answers nothing", () => {
    const chat = waiting();
    chat.say("madur", "m-a");
    chat.say("e doce", "m-b");
    const edit = { type: "message-edited", messageId: "m-a", content: { kind: "text", text: "madura" } };
    expect(chat.give(edit)).toMatchObject({ rule: "amended:message-edited", texts: [] });
    expect(chat.give({ type: "message-revoked", messageId: "m-b" }).rule).toBe("amended:message-revoked");
    expect(chat.give({ type: "message-revoked", messageId: "m-c" }).rule).toBe("recorded:message-revoked");
    chat.wait(1200);
    expect(chat.timer("input").state.values.note).toBe("madura");

    const gone = waiting();
    gone.say("madura", "m-a");
    const { commands } = gone.give({ type: "message-revoked", messageId: "m-a" });
    expect(of(commands, "cancel-timer")).toEqual([{ type: "cancel-timer", name: "input" }]);
    expect(gone.state.pendingInput).toBeNull();
  });

  test("a photo without words waits too, and counts where words come with it", () => {
    const chat = waiting();
    const image = { kind: "image", url: null, mimeType: "image/png" } as const;
    expect(chat.message(image, { facts: { inputWindowMs: 1200 } }).rule).toBe("gathering");
    chat.wait(1200);
    expect(chat.timer("input").rule).toBe("note:kind");
    chat.message(image, { facts: { inputWindowMs: 1200 } });
    chat.say("é assim");
    chat.wait(1200);
    expect(chat.timer("input").state.values.note).toBe("é assim");
  });

  test("of a flood only the last message is answered, ten seconds after it", () => {
    const chat = waiting();
    chat.limited("um");
    chat.wait(3000);
    expect(chat.limited("madura")).toMatchObject({ rule: "limited", texts: [] });
    expect(chat.state.pendingInput).toMatchObject({ limited: true, messages: [{ text: "madura" }] });
    chat.wait(10_000);
    expect(chat.timer("input").state.values.note).toBe("madura");
  });

  test("a flood is not answered before it is over, and a tap that ends it is one", () => {
    const chat = talk(flow);
    chat.say("oi");
    const tap = { kind: "button-reply", buttonId: "f-pear", label: "Pêra" };
    const message = { type: "message-received", messageId: "m", address: "5511999990000", limited: true };
    expect(chat.give({ ...message, content: tap })).toMatchObject({ rule: "limited", texts: [] });
    chat.wait(9_000);
    expect(chat.timer("input")).toMatchObject({ rule: "timer-early:input", texts: [] });
    chat.wait(1_000);
    expect(chat.timer("input").rule).toBe("fruit:f-pear");
  });

  test("the classifier is given all the words of the window together", () => {
    const chat = waiting();
    chat.say("madura");
    chat.say("e doce");
    const timer = { id: "t", channel: "main", contact: "5511999990000", at: 0, receivedAt: 0, generation: 1 };
    const fired = (name: string) => ({ ...timer, type: "timer-fired" as const, name }) as never;
    expect(wordsToUnderstand(chat.state, fired("input"))).toBe("madura e doce");
    expect(wordsToUnderstand(chat.state, fired("nudge"))).toBe("");
    expect(wordsToUnderstand(null, fired("input"))).toBe("");
  });
});

describe("reactions", () => {
  const react = (emoji: string) => ({ type: "reaction-received", messageId: "r", targetMessageId: "t", emoji });
  test("are recorded where no yes or no is asked for", () => {
    const chat = talk(flow);
    chat.say("oi");
    expect(chat.give(react("👍")).rule).toBe("recorded:reaction-received");
    expect(chat.give(react("")).rule).toBe("recorded:reaction-received");
  });
});

describe("messages delayed by an outage", () => {
  const minutes = (count: number) => count * 60_000;
  test("are apologised for once, from the limit on", () => {
    const chat = talk(flow);
    expect(chat.say("oi", { age: minutes(10) - 1 }).texts[0]).toBe("Olá.");
    expect(chat.say("pêra", { age: minutes(10) }).texts).toEqual(["Desculpe a demora.\n\nAlgo mais sobre —?"]);
    expect(chat.say("menu", { age: minutes(11) }).texts[0]).not.toMatch(/Desculpe/);
  });
  test("are left to a person when an answer is of no use any more", () => {
    const chat = talk(flow);
    expect(chat.say("oi", { age: minutes(12 * 60) })).toMatchObject({
      rule: "handoff:late-message",
      texts: ["Desculpe a demora.", "Chamei."],
    });
  });
});
