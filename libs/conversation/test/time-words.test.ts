import { describe, expect, test } from "vitest";
import { leavesTimeOpen, speaksOfTime } from "../src/capture/time-words.ts";
import { plain } from "../src/state/utterance.ts";

describe("words that say when", () => {
  test.each([
    "depois da aula",
    "so January maybe",
    "a la siesta",
    "o mais rápido que der",
    "school hols",
    "dps do almoço",
  ])("%s", (text) => expect(speaksOfTime(plain(text))).toBe(true));
  test.each([
    "sei lá, você que sabe moça",
    "é o que eu disse",
    "blorp zindra",
    "that is not for me",
    "no sé qué decirte",
  ])("none in: %s", (text) => expect(speaksOfTime(plain(text))).toBe(false));
});

describe("words that leave it open", () => {
  test.each(["tanto faz", "whatever suits ye", "me da igual", "o que vocês tiverem", "any time"])("%s", (text) =>
    expect(leavesTimeOpen(plain(text))).toBe(true),
  );
  test.each(["blorp zindra", "não entendi nada", "who are you", "¿quién es?"])("not: %s", (text) =>
    expect(leavesTimeOpen(plain(text))).toBe(false),
  );
});
