import type { Facts } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { flow } from "./flow.ts";
import { of, talk } from "./talk.ts";

const known = (active: boolean) => ({ type: "known-before-start", lastActiveAt: 1_767_000_000_000, active });
const NEW_ONLY: Partial<Facts> = { newContactsOnly: true };
const DAY_MS = 24 * 3600_000;

describe("a chat from before the bot's first day", () => {
  test("that was under way begins with a person, and is the bot's after seven days without one", () => {
    const chat = talk(flow);
    expect(chat.give(known(true)).rule).toBe("active-before-start");
    expect(chat.say("oi")).toMatchObject({ rule: "human-silent", texts: [], state: { mode: "human" } });
    chat.wait(7 * DAY_MS - 1);
    expect(chat.say("oi").rule).toBe("human-silent");
    chat.wait(1);
    expect(chat.say("oi").rule).toBe("session-started");
  });

  test("that was over is answered like any other", () => {
    const chat = talk(flow);
    expect(chat.give(known(false))).toMatchObject({ rule: "known-before-start", commands: [], state: { mode: "bot" } });
    expect(chat.say("oi").rule).toBe("session-started");
  });

  test("that the bot was answering already is left in the middle, because a person has it", () => {
    const chat = talk(flow);
    chat.say("oi");
    expect(chat.give(known(true)).state).toMatchObject({ mode: "human", openPrompt: null });
  });
});

describe("a number that answers new contacts only", () => {
  test("calls a person for whoever is known, again after their days, whatever is given back meanwhile", () => {
    const chat = talk(flow, { facts: NEW_ONLY });
    chat.give(known(false));
    const first = chat.say("oi");
    expect(first).toMatchObject({ rule: "known-contact", texts: [], state: { mode: "human" } });
    expect(of(first.commands, "request-handoff")).toMatchObject([{ team: "desk", reason: "known-contact" }]);
    expect(chat.say("alguém?").rule).toBe("human-silent");
    chat.give({ type: "returned-to-bot", source: "chatwoot" });
    expect(chat.say("oi").rule).toBe("known-contact");
    chat.wait(8 * DAY_MS);
    expect(chat.say("oi").rule).toBe("known-contact");
  });

  test("answers who is new, hears a stop word and a danger from anybody, and says nothing to a known caller", () => {
    const fresh = talk(flow, { facts: NEW_ONLY });
    expect(fresh.say("oi").rule).toBe("session-started");
    const old = talk(flow, { facts: NEW_ONLY });
    old.give(known(false));
    const call = { type: "call-received", callId: "c", phase: "missed", video: false, address: "5511999990000" };
    expect(old.give(call)).toMatchObject({ rule: "call:silent", commands: [] });
    expect(old.say("quero morrer")).toMatchObject({ rule: "red-flag", texts: ["Ligue 188."] });
    expect(old.say("parar")).toMatchObject({ rule: "stop", texts: ["Tudo bem."] });
    old.give({ type: "returned-to-bot", source: "panel" });
    expect(old.say("voltar")).toMatchObject({ rule: "opted-in:quietly", texts: [] });
  });

  test("once it answers everybody, who is known is answered too", () => {
    const chat = talk(flow);
    chat.give(known(false));
    expect(chat.say("oi", { facts: NEW_ONLY }).rule).toBe("known-contact");
    chat.give({ type: "returned-to-bot", source: "chatwoot" });
    expect(chat.say("oi").rule).toBe("session-started");
  });
});
