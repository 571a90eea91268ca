import type { MessageContent } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { READ_LENGTH_MAX } from "../src/state/limits.ts";
import { clean, hasWords, plain, utter } from "../src/state/utterance.ts";

test("words are compared without accents, case, punctuation and emoji", () => {
  expect(plain("  PÁRE, já!!! 🛑 ")).toBe("pare ja");
  expect(plain("👍🏽")).toBe("sim");
});

describe("kept text", () => {
  test.each([
    ["a\u0000\n b", 10, "a b"],
    ["  a  ", 10, "a"],
    ["   ab", 2, "ab"],
    ["ab cd", 3, "ab"],
    ["ab😀", 3, "ab"],
    ["ab😀", 4, "ab😀"],
    ["a 😀", 3, "a"],
  ])("of %j, %i characters are %j: no white space around, no control characters, no half ones", (text, length, kept) =>
    expect(clean(text, length)).toBe(kept),
  );

  test("is looked for in what a bubble can carry, and no further", () => {
    expect(clean(`${" ".repeat(READ_LENGTH_MAX - 1)}ab`, 10)).toBe("a");
  });
});

test("any script holds words, smiles and signs hold none", () => {
  for (const text of ["a", "7", "Юлия", "你好", "مرحبا"]) expect(hasWords(text)).toBe(true);
  for (const text of ["", " ", "?!", "😊", "—"]) expect(hasWords(text)).toBe(false);
});

describe("what is read of a message", () => {
  const file = { url: null, mimeType: "x/y" };
  test.each<[MessageContent, string, string | null]>([
    [{ kind: "text", text: " oi " }, "oi", null],
    [{ kind: "button-reply", buttonId: "o-yes", label: "Sim" }, "Sim", "o-yes"],
    [{ kind: "list-reply", rowId: "o-two", title: "Segunda" }, "Segunda", "o-two"],
    [{ kind: "card", card: "order", text: "Um pedido" }, "", null],
    [{ kind: "image", ...file, caption: "o pedido" }, "o pedido", null],
    [{ kind: "video", ...file, caption: "o pedido" }, "o pedido", null],
    [{ kind: "audio", ...file, voiceNote: true, caption: "o pedido" }, "o pedido", null],
    [{ kind: "document", ...file, fileName: "a.pdf", caption: "o pedido" }, "o pedido", null],
    [{ kind: "sticker", ...file, caption: "o pedido" }, "o pedido", null],
    [{ kind: "image", ...file }, "", null],
    [{ kind: "location", latitude: 0, longitude: 0, name: "Casa" }, "", null],
    [{ kind: "contact-card", name: "Ana", phones: [] }, "", null],
    [{ kind: "poll", question: "Qual?", options: [] }, "", null],
    [{ kind: "unknown", keys: ["text"] }, "", null],
  ])("%j: its words, its caption or what was tapped", (content, text, optionId) =>
    expect(utter(content)).toEqual({ kind: content.kind, text, optionId }),
  );

  test("a tap too long to be ours is none, rather than one of ours cut short", () => {
    const tap = (buttonId: string) => utter({ kind: "button-reply", buttonId, label: "Sim" }).optionId;
    expect(tap("x".repeat(64))).toBe("x".repeat(64));
    expect(tap("x".repeat(65))).toBeNull();
    expect(tap("\ud83d")).toBe("\ufffd");
  });
});
