import { CAPTION_LENGTH_MAX, LogEvent, TEXT_LENGTH_MAX } from "@acolhe/events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bubblesOf } from "../src/engine/attendant.ts";
import { actsWhileParked, type ConversationState, initialState, transition } from "../src/index.ts";
import { ATTENDANT_VALID_MS, HUMAN_MS } from "../src/state/limits.ts";
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
    const { commands, lane, rule } = answer(text("Bom dia!"), { ...initialState(NOW), address: "123456@lid" });
    expect([lane, rule]).toEqual(["reply", "attendant-replied"]);
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

  test("shows the message that it answers on its first bubble, and on nothing of the bot's", () => {
    const event = LogEvent.parse({ ...text(`${"a".repeat(TEXT_LENGTH_MAX - 1)} b`), quotedMessageId: "WA1" });
    const quotes = answer(event).commands.map((command) => "quotes" in command && command.quotes);
    expect(quotes.slice(0, 2)).toEqual(["WA1", false]);
    const picture = LogEvent.parse({ ...file("image/png"), quotedMessageId: "WA1" });
    expect(answer(picture).commands[0]).toMatchObject({ type: "send-image", quotes: "WA1" });
  });

  test("may be a file of our own store", () => {
    const event = said({ kind: "media", url: "media:abc-1", mimeType: "application/pdf" });
    expect(answer(event).commands[0]).toMatchObject({ type: "send-document", url: "media:abc-1" });
    expect(() => said({ kind: "media", url: "media:../x", mimeType: "application/pdf" })).toThrow();
    expect(() => said({ kind: "media", url: "file:///etc/passwd", mimeType: "application/pdf" })).toThrow();
  });

  test("acts while the contact is parked, and once only", () => {
    expect(actsWhileParked(text("Oi"), flow, at(NOW))).toBe(true);
    const { state } = answer(text("Oi"));
    expect(answer(text("Oi"), state)).toMatchObject({ rule: "repeat", commands: [] });
  });

  test.each([
    ["image/png", {}, { type: "send-image" }],
    ["image/jpeg", {}, { type: "send-image" }],
    ["IMAGE/JPG", {}, { type: "send-image" }],
    ["application/png", {}, { type: "send-document", extension: "png" }],
    ["image/webp", {}, { type: "send-document", extension: "webp" }],
    ["audio/ogg", {}, { type: "send-audio" }],
    ["video/mp4", {}, { type: "send-video" }],
    [
      "application/pdf",
      { fileName: "Pedido.PDF" },
      { type: "send-document", extension: "pdf", fileName: "Pedido.PDF" },
    ],
    ["application/vnd.ms-excel", {}, { type: "send-document", extension: "bin" }],
    ["application/vnd.ms-excel", { fileName: "conta.2026.XLSX" }, { type: "send-document", extension: "xlsx" }],
    ["application/zip", { fileName: "sem nome" }, { type: "send-document", extension: "zip", fileName: "sem nome" }],
    ["application/zip", { fileName: "exame.de-sangue" }, { type: "send-document", extension: "zip" }],
    ["application/zip", { fileName: "exame.2026-01" }, { type: "send-document", extension: "zip" }],
    ["application/zip", { fileName: "exame.laudos-2026" }, { type: "send-document", extension: "zip" }],
  ])("a file of type %s leaves as what WhatsApp can show", (mimeType, extra, wanted) => {
    expect(answer(file(mimeType, extra)).commands[0]).toMatchObject(wanted);
  });

  test("a caption that audio cannot carry, or that is too long for a picture, follows as a text", () => {
    const sent = (event: LogEvent) =>
      answer(event).commands.flatMap((command) => {
        if (!command.type.startsWith("send")) return [];
        return [[command.type, "caption" in command && command.caption, "text" in command && command.text]];
      });
    const longest = "x".repeat(CAPTION_LENGTH_MAX);
    expect(sent(file("image/png", { caption: " Veja\n" }))).toEqual([["send-image", "Veja", false]]);
    expect(sent(file("image/png", { caption: longest }))).toEqual([["send-image", longest, false]]);
    expect(sent(file("image/png", { caption: `${longest}x` }))).toEqual([
      ["send-image", false, false],
      ["send-text", false, `${longest}x`],
    ]);
    expect(sent(file("audio/ogg", { caption: "Ouça" }))).toEqual([
      ["send-audio", false, false],
      ["send-text", false, "Ouça"],
    ]);
    expect(answer(file("audio/ogg")).rule).toBe("attendant-replied");
  });

  test.each([["image/png"], ["audio/ogg"]])("a file of type %s with an empty caption is sent alone", (mimeType) => {
    for (const extra of [{}, { caption: "" }, { caption: " \n " }]) {
      const sends = answer(file(mimeType, extra)).commands.filter(({ type }) => type.startsWith("send"));
      expect(sends).toHaveLength(1);
      expect(sends[0]).not.toHaveProperty("caption");
    }
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
        expect(bubbles.map((bubble) => bubble.trim())).toEqual(bubbles);
        expect(bubbles.join("").replace(/\s/g, "")).toBe(whole.toWellFormed().replace(/\s/g, ""));
      },
    ),
    { numRuns: 200 },
  );
});

describe("a text too long for one bubble is cut where a person would", () => {
  const HALF = TEXT_LENGTH_MAX / 2;
  const x = (length: number) => "x".repeat(length);
  const rest = `${x(HALF)} ${x(HALF)}`;
  const first = (whole: string) => bubblesOf(whole)[0];

  test("after a paragraph, rather than a line, a sentence, a word", () => {
    expect(first(`${x(3000)}\n\n${x(100)}\n${x(100)}. ${x(100)} ${rest}`)).toBe(x(3000));
    expect(first(`${x(3000)}\n${x(100)}. ${x(100)} ${rest}`)).toBe(x(3000));
    expect(first(`${x(3000)}. ${x(100)} ${rest}`)).toBe(`${x(3000)}.`);
    expect(first(`${x(3000)}  ${rest}`)).toBe(x(3000));
  });

  test("at the last such place", () => {
    const bubbles = bubblesOf(`${x(3000)}\n\n${x(500)}\n\n\n${x(900)}`);
    expect(bubbles).toEqual([`${x(3000)}\n\n${x(500)}`, x(900)]);
  });

  test("unless most of the bubble would stay empty", () => {
    expect(first(`${x(100)}\n\n${x(3000)}\n${rest}`)).toBe(`${x(100)}\n\n${x(3000)}`);
    expect(first(`${x(HALF + 1)} ${x(TEXT_LENGTH_MAX)}`)).toBe(x(HALF + 1));
    expect(first(`${x(HALF)} ${x(TEXT_LENGTH_MAX)}`)).toHaveLength(TEXT_LENGTH_MAX);
  });

  test("and not at all where it fits, or says nothing", () => {
    const fitting = `${x(TEXT_LENGTH_MAX - 5)} ${x(4)}`;
    expect(bubblesOf(` ${fitting}\n`)).toEqual([fitting]);
    expect(bubblesOf(" \n ")).toEqual([]);
  });
});

test("a text without a space is cut hard, never inside a character, and no shorter than it must", () => {
  const bubbles = bubblesOf(`x${"😀".repeat(3000)}`);
  expect(bubbles.every((bubble) => bubble.isWellFormed())).toBe(true);
  expect(bubbles.join("")).toBe(`x${"😀".repeat(3000)}`);
  expect(bubbles[0]).toHaveLength(TEXT_LENGTH_MAX - 1);
  expect(bubblesOf(`😀${"x".repeat(5000)}`)[0]).toHaveLength(TEXT_LENGTH_MAX);
});
