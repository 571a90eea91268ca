import { expect, test } from "vitest";
import { isPlainNo } from "../src/reading/denial.ts";
import { plain } from "../src/state/utterance.ts";

test.each([
  "não",
  "nao nao",
  "não não quero",
  "não, não quero não",
  "não, não é isso não",
  "no no quiero",
  "no, no es eso",
  "nope, I don't want that",
  "no, that's not it",
  "não, obrigada",
])("%s is a no and nothing else", (text) => expect(isPlainNo(plain(text))).toBe(true));

test.each([
  "não quero outro dia",
  "não, quero na quinta",
  "não não, tá certo",
  "no tengo seguro",
  "no, the other one",
  "nada",
  "não sei",
  "não vou conseguir ir",
  "no consultório",
  "eu quero",
])("%s says more than a no, or is none", (text) => expect(isPlainNo(plain(text))).toBe(false));
