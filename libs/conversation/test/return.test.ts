import type { Facts } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { flow } from "./flow.ts";
import { talk } from "./talk.ts";

const CONTINUE: Partial<Facts> = { continueAfterReturn: true };
const takeover = { type: "takeover-started", source: "phone" };
const returned = { type: "returned-to-bot", source: "chatwoot" };
const MINUTE_MS = 60_000;

/** Asked for a note about a pear, taken over by a person, given back. */
function givenBack(facts: Partial<Facts>, how: "taken" | "asked-for" = "taken") {
  const chat = talk(flow, { facts });
  chat.say("oi");
  chat.say("2");
  if (how === "taken") chat.give(takeover);
  else expect(chat.say("atendente").rule).toBe("handoff:asked");
  chat.say("já falei com a moça");
  return { chat, back: chat.give(returned) };
}

describe("given back by a person", () => {
  test("by default the next message begins anew, not in the middle of an old menu", () => {
    const { chat, back } = givenBack({});
    expect(back).toMatchObject({ rule: "returned", texts: [], state: { mode: "bot", step: null } });
    expect(chat.say("bem madura").rule).toBe("session-started");
  });

  test.each(["taken", "asked-for"] as const)("set to continue, the open question may be answered (%s)", (how) => {
    const { chat, back } = givenBack(CONTINUE, how);
    expect(back).toMatchObject({ rule: "returned:continues", texts: [], state: { mode: "bot", step: "note" } });
    expect(chat.say("bem madura")).toMatchObject({ rule: "note:captured", state: { values: { note: "bem madura" } } });
  });

  test("set to continue, a greeting has the question asked again, and that is no wrong answer", () => {
    const { chat } = givenBack(CONTINUE);
    expect(chat.say("oi")).toMatchObject({ rule: "continued", state: { step: "note", invalidCount: 0 } });
  });

  test("set to continue, the session has its whole time from the return, and no more", () => {
    const { chat } = givenBack(CONTINUE);
    chat.wait(29 * MINUTE_MS);
    expect(chat.say("bem madura").rule).toBe("note:captured");
    const late = givenBack(CONTINUE).chat;
    late.wait(30 * MINUTE_MS);
    expect(late.say("bem madura").rule).toBe("session-started");
  });

  test("set to continue, where nothing was asked a session begins", () => {
    const chat = talk(flow, { facts: CONTINUE });
    chat.give(takeover);
    expect(chat.give(returned)).toMatchObject({ rule: "returned", state: { step: null } });
  });

  test("after its days without a person a conversation begins anew, however it is set", () => {
    const chat = talk(flow, { facts: { ...CONTINUE, humanMs: 2 * 24 * 60 * MINUTE_MS } });
    chat.say("oi");
    chat.say("2");
    chat.give(takeover);
    chat.wait(2 * 24 * 60 * MINUTE_MS - 1);
    expect(chat.say("oi").rule).toBe("human-silent");
    chat.wait(1);
    expect(chat.say("bem madura").rule).toBe("session-started");
  });
});
