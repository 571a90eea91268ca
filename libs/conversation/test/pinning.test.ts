import { LogEvent } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { type ConversationState, flowFor, initialState, wordsToUnderstand } from "../src/index.ts";
import { flowWith, flow as pinned } from "./flow.ts";
import { NOW } from "./talk.ts";

const latest = flowWith({ flow: { ...pinned.definition.flow, team: "urgent", limits: { sessionMinutes: 1 } } });
const SESSION_MS = pinned.head.limits.sessionMinutes * 60_000;
const session = { ...initialState(NOW), step: "fruit", flowVersion: pinned.version };
const versions = { latest, get: (version: string) => [pinned, latest].find((each) => each.version === version) };

/** Which of the two a conversation goes on with, so much later. */
const after = (ms: number, given: Partial<ConversationState> = {}) =>
  flowFor({ ...session, ...given }, NOW + ms, versions) === pinned ? "its own" : "the latest";

describe("the version of the flow that a message is answered with (D8)", () => {
  test("a session ends on the version it began with, up to its last instant", () => {
    expect(after(0)).toBe("its own");
    expect(after(SESSION_MS - 1)).toBe("its own");
    expect(after(SESSION_MS)).toBe("the latest");
  });

  test.each<[string, Partial<ConversationState>]>([
    ["between sessions", { step: null }],
    ["where nothing was ever answered", { flowVersion: null }],
    ["where its version is gone for good", { flowVersion: "gone" }],
    ["after a stop: who comes back begins anew", { optedOut: true }],
  ])("it is the latest %s", (_, given) => expect(after(0, given)).toBe("the latest"));

  test("it is the latest for who never wrote", () => expect(flowFor(null, NOW, versions)).toBe(latest));

  test("with a person the session keeps its version until their days are over, however long nobody writes", () => {
    const human = { mode: "human" as const, humanUntil: NOW + 3 * SESSION_MS };
    expect(after(2 * SESSION_MS, human)).toBe("its own");
    expect(after(3 * SESSION_MS - 1, human)).toBe("its own");
    expect(after(3 * SESSION_MS, human)).toBe("the latest");
    expect(after(3 * SESSION_MS, { ...human, humanUntil: null })).toBe("its own");
  });

  test("a paused bot keeps it until it is returned", () => {
    expect(after(99 * SESSION_MS, { mode: "paused" })).toBe("its own");
  });
});

describe("the words that are given to the classifier", () => {
  const event = (body: object) =>
    LogEvent.parse({ id: "e", channel: "main", contact: "5511999990000", at: NOW, receivedAt: NOW, ...body });
  const message = { messageId: "m", address: "5511999990000" };
  const text = { kind: "text", text: "quero uma maçã" };

  test("are a message's own, also when it is changed", () => {
    expect(wordsToUnderstand(null, event({ type: "message-received", ...message, content: text }))).toBe(text.text);
    expect(wordsToUnderstand(session, event({ type: "message-edited", ...message, content: text }))).toBe(text.text);
  });

  test("are never our own words on a button, and there are none in a takeover", () => {
    const tap = { kind: "button-reply", buttonId: "f-apple", label: "Maçã" };
    expect(wordsToUnderstand(session, event({ type: "message-received", ...message, content: tap }))).toBe("");
    expect(wordsToUnderstand(session, event({ type: "takeover-started", source: "phone" }))).toBe("");
  });
});
