import { expect, test } from "vitest";
import { personName } from "../src/capture/person-name.ts";
import { clean, hasWords, plain } from "../src/utterance.ts";

test.each([
  ["ana", "Ana"],
  ["ana 2", "Ana"],
  ["meu nome é ANA maria da silva.", "Ana Maria da Silva"],
  ["Oi, bom dia! Me chamo josé", "José"],
  ["sou o João D'Ávila", "João D'Ávila"],
  ["aqui é a Beatriz 😊", "Beatriz"],
  ["Sara-Lúcia", "Sara-Lúcia"],
])("%s is the name %s", (text, name) => expect(personName(text)).toBe(name));

test.each([
  "",
  "a",
  "123",
  "ana 32 anos",
  "https://x.example",
  "a@b.c",
  "😊",
  "tem estacionamento?",
  "tem estacionamento?",
  "um dois três quatro cinco seis sete oito nove",
  "x".repeat(61),
])("%s is no name", (text) => expect(personName(text)).toBeNull());

test("words are compared without accents, case, punctuation and emoji", () => {
  expect(plain("  PÁRE, já!!! 🛑 ")).toBe("pare ja");
  expect(plain("👍🏽")).toBe("sim");
});

test("kept text is cut without half characters and control characters", () => {
  expect(clean("a\u0000\n b", 10)).toBe("a b");
  expect(clean("ab😀", 3)).toBe("ab");
});

test("any script holds words, smiles and signs hold none", () => {
  for (const text of ["a", "7", "Юлия", "你好", "مرحبا"]) expect(hasWords(text)).toBe(true);
  for (const text of ["", " ", "?!", "😊", "—"]) expect(hasWords(text)).toBe(false);
});
