import { LogEvent, TEXT_LENGTH_MAX } from "@acolhe/events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bubblesOf } from "../src/attendant.ts";
import { actsWhileParked, type ConversationState, initialState, transition } from "../src/index.ts";
import { ATTENDANT_VALID_MS, HUMAN_MS } from "../src/limits.ts";
import { at, flow } from "./flow.ts";

const NOW = 1_767_614_400_000;
const CONTACT = "5511999990000";
const said = (content: unknown, id = "a1") =>
  LogEvent.parse({
    ...{ type: "attendant-replied", id, channel: "main", contact: CONTACT, at: NOW, receivedAt: NOW },
    ...{ source: "chatwoot", attendantId: "7", externalId: "1042", content },
  });
const text = (words: string) => said({ kind: "text", text: words });
const file = (mimeType: string, extra: object = {}) =>
  said({ kind: "media", url: "https://desk.example/f", mimeType, ...extra });
const answer = (event: LogEvent, state: ConversationState | null = null) =>
  transition(state, { event, facts: at(NOW), flow });

describe("an attendant's answer", () => {
  test("leaves as the attendant's words, naming the desk's message, and may wait a day", () => {
    const { commands, lane } = answer(text("Bom dia!"), { ...initialState(NOW), address: "123456@lid" });
    expect(lane).toBe("reply");
    expect(commands[0]).toEqual({
      type: "send-text",
      to: "123456@lid",
      author: "attendant",
      attendant: { source: "chatwoot", id: "7", externalId: "1042" },
      repeatable: false,
      validUntil: NOW + ATTENDANT_VALID_MS,
      text: "Bom dia!",
    });
  });

  test.each<[string, Partial<ConversationState>, string]>([
    ["the bot had the conversation", {}, "human"],
    ["a person had it", { mode: "human", humanUntil: NOW + 5 }, "human"],
    ["the bot was paused", { mode: "paused" }, "paused"],
    ["the patient had stopped the bot's messages", { optedOut: true }, "human"],
    ["the contact is parked", { parked: { eventSeq: 9, since: NOW, resumeTo: "bot" } }, "human"],
  ])("leaves and keeps the bot silent when %s", (_, given, mode) => {
    const { commands, state } = answer(text("Oi"), { ...initialState(NOW), ...given });
    expect(commands.filter(({ type }) => type === "send-text")).toHaveLength(1);
    expect(state.mode).toBe(mode);
    expect(state.humanUntil).toBe(mode === "human" ? NOW + HUMAN_MS : null);
    expect(state.optedOut).toBe(given.optedOut ?? false);
  });

  test("acts while the contact is parked, and once only", () => {
    expect(actsWhileParked(text("Oi"), flow, at(NOW))).toBe(true);
    const { state } = answer(text("Oi"));
    expect(answer(text("Oi"), state)).toMatchObject({ rule: "repeat", commands: [] });
  });

  test.each([
    ["image/png", {}, { type: "send-image" }],
    ["image/webp", {}, { type: "send-document", extension: "webp" }],
    ["audio/ogg", {}, { type: "send-audio" }],
    ["video/mp4", {}, { type: "send-video" }],
    [
      "application/pdf",
      { fileName: "Pedido.PDF" },
      { type: "send-document", extension: "pdf", fileName: "Pedido.PDF" },
    ],
    ["application/vnd.ms-excel", {}, { type: "send-document", extension: "bin" }],
  ])("a file of type %s leaves as what WhatsApp can show", (mimeType, extra, wanted) => {
    expect(answer(file(mimeType, extra)).commands[0]).toMatchObject(wanted);
  });

  test("a caption that audio cannot carry, or that is too long for a picture, follows as a text", () => {
    const types = (event: LogEvent) =>
      answer(event).commands.flatMap(({ type }) => (type.startsWith("send") ? [type] : []));
    expect(types(file("image/png", { caption: "Veja" }))).toEqual(["send-image"]);
    expect(types(file("audio/ogg", { caption: "Ouça" }))).toEqual(["send-audio", "send-text"]);
    expect(types(file("image/png", { caption: "x".repeat(1025) }))).toEqual(["send-image", "send-text"]);
  });
});

test("a text too long for one bubble is cut between words, and no word is lost", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), { maxLength: 400, size: "max" }),
      (parts) => {
        const whole = parts.join(" ");
        const bubbles = bubblesOf(whole);
        expect(bubbles.every((bubble) => bubble.length > 0 && bubble.length <= TEXT_LENGTH_MAX)).toBe(true);
        expect(bubbles.join("").replace(/\s/g, "")).toBe(whole.toWellFormed().replace(/\s/g, ""));
      },
    ),
    { numRuns: 200 },
  );
});

test("a text without a space is cut hard, never inside a character", () => {
  const bubbles = bubblesOf(`x${"😀".repeat(3000)}`);
  expect(bubbles.every((bubble) => bubble.isWellFormed())).toBe(true);
  expect(bubbles.join("")).toBe(`x${"😀".repeat(3000)}`);
});
