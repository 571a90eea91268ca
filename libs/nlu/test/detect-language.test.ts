import { describe, expect, test } from "vitest";
import { partLines } from "../scripts/hands.ts";
import { detectLanguage, LANGUAGES, languageOf } from "../src/index.ts";

describe("the language a conversation may go over to", () => {
  test.each([
    ["pt", "quero marcar uma consulta pra minha filha"],
    ["es", "quiero pedir una cita para mi hija"],
    ["en", "I would like to book an appointment for my daughter"],
  ])("%s: %s", (lang, text) => {
    expect(detectLanguage(text)).toBe(lang);
  });

  test.each(["ok", "123", "", "Unimed", "hello", "hola", "hi there", "thank you", "sorry", "gracias"])(
    "none in %s: too few words",
    (text) => {
      expect(detectLanguage(text)).toBeNull();
    },
  );

  test.each([
    "o app deu crash no meu phone",
    "quero fazer um check up",
    "fiz home office e tive burnout, meu boss surtou",
    "meu nome é John Smith",
    "hola quero marcar una consulta para mi filho",
    "o hola, tudo bem com vocês?",
  ])("borrowed words and mixtures do not change the language: %s", (text) => {
    expect([null, "pt"]).toContain(detectLanguage(text));
  });
});

test.each([
  ["pt", "socorro, me ajuda"],
  ["es", "ayuda por favor"],
  ["en", "please help me"],
])("an emergency is answered in %s on weaker evidence: %s", (lang, text) => {
  expect(languageOf(text)).toBe(lang);
});

/** Messages that ask for another language are often written in it. */
const ownLanguage = (lang: (typeof LANGUAGES)[number]) =>
  partLines("frozen", lang).filter(
    ({ text, acts }) =>
      (text.match(/\p{L}+/gu) ?? []).length >= 6 && !acts.some((act) => act.startsWith("request:language:")),
  );

test.each(LANGUAGES)("of unseen messages in %s of six words, hardly any is taken for another language", (lang) => {
  const lines = ownLanguage(lang);
  const found = lines.map(({ text }) => detectLanguage(text));
  expect(lines.length).toBeGreaterThan(70);
  expect(found.filter((one) => one !== null && one !== lang).length / lines.length).toBeLessThanOrEqual(0.01);
  expect(found.filter((one) => one === lang).length / lines.length).toBeGreaterThanOrEqual(0.85);
});
