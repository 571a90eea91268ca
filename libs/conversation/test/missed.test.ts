import { describe, expect, test } from "vitest";
import { flowWith, flow as small } from "./flow.ts";
import { of, talk } from "./talk.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const flow = flowWith({ messages: { pt: { ...small.definition.messages.pt, "engine.missed": "Escreva de novo?" } } });
const missed = (unread = 1) => ({ type: "message-missed", address: "5511999990000", unread });
const begun = () => {
  const chat = talk(flow);
  chat.say("oi");
  chat.wait(5 * MINUTE_MS);
  return chat;
};
const isCalled = (turn: ReturnType<ReturnType<typeof talk>["give"]>) =>
  of(turn.commands, "request-handoff").some(({ reason, team }) => reason === "missed-message" && team === "desk");

describe("a message that was written while nobody took webhooks", () => {
  test("not long ago is asked for again, once, and leaves the open question where it is", () => {
    const chat = begun();
    const { openPrompt } = chat.state;
    const first = chat.give(missed(), { age: 4 * MINUTE_MS });
    expect(first).toMatchObject({ rule: "missed", texts: ["Escreva de novo?"], state: { openPrompt } });
    expect(isCalled(first)).toBe(false);
    chat.wait(2 * MINUTE_MS);
    expect(chat.give(missed())).toMatchObject({ rule: "missed:again", commands: [] });
    expect(chat.say("pêra", { age: 30 * MINUTE_MS }).texts.join(), "no second apology").not.toContain("demora");
  });
  test("as somebody's first words, too", () => {
    expect(talk(flow).give(missed(), { age: 4 * MINUTE_MS })).toMatchObject({ rule: "missed" });
  });
  test("long ago is given to a person, with an apology", () => {
    const turn = begun().give(missed(), { age: 13 * HOUR_MS });
    expect(turn).toMatchObject({ rule: "handoff:missed-message", state: { handedOver: { reason: "missed-message" } } });
    expect(turn.texts[0]).toContain("Desculpe a demora.");
    expect(isCalled(turn)).toBe(true);
  });
  test("and came after all before that was decided is answered instead", () => {
    const chat = begun();
    const receivedAt = chat.state.lastActivityAt + 5 * MINUTE_MS;
    expect(chat.say("pêra").rule).toBe("fruit:f-pear");
    expect(chat.give({ ...missed(), at: receivedAt - MINUTE_MS, receivedAt })).toMatchObject({
      rule: "missed:came",
      commands: [],
    });
  });
  const modes: Record<string, object[]> = {
    "a person has": [{ type: "takeover-started", source: "phone" }],
    "is paused": [{ type: "bot-paused", source: "panel" }],
    "was opted out of": [{ type: "bot-stopped" }],
  };
  test.each(Object.entries(modes))("in a conversation that %s is told to the team, in silence", (_, events) => {
    const chat = begun();
    for (const event of events) chat.give({ ...event });
    const turn = chat.give(missed());
    expect(turn).toMatchObject({ rule: "missed:told-team", texts: [] });
    expect(isCalled(turn)).toBe(true);
  });
  test("and was seen on the phone is told to the team, as where the bot is off or the flow has no words for it", () => {
    expect(isCalled(begun().give(missed(0)))).toBe(true);
    expect(isCalled(begun().give(missed(), { facts: { botOff: { by: "x", at: 1 } as never } }))).toBe(true);
    const wordless = talk(small);
    wordless.say("oi");
    wordless.wait(MINUTE_MS);
    expect(isCalled(wordless.give(missed()))).toBe(true);
  });
});
