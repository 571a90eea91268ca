import { describe, expect, test } from "vitest";
import { type Language, understand } from "../src/index.ts";

const read = (text: string, lang: Language) =>
  understand(text, { lang, now: Date.parse("2026-11-24T14:30:00-03:00"), timeZone: "America/Sao_Paulo" }).redFlag;

describe("a person who says plainly that they want to kill themselves is in danger for certain, with no word more", () => {
  test.each([
    ["pt", "quero me matar"],
    ["pt", "tô pensando em me matar"],
    ["pt", "ando pensando em suicídio"],
    ["es", "quiero matarme"],
    ["es", "estoy pensando en matarme"],
    ["es", "ando pensando en quitarme la vida"],
    ["en", "I want to kill myself"],
    ["en", "I'm thinking of killing myself"],
    ["en", "I keep thinking about ending my life"],
  ] as const)("%s: %s", (lang, text) => expect(read(text, lang)).toMatchObject({ tier: "certain", kind: "self_harm" }));

  test.each([
    ["pt", "não penso em me matar"],
    ["pt", "já pensei em me matar, hoje tô bem"],
    ["pt", "vou me matar de rir"],
    ["pt", "quero me matar de trabalhar menos kkk"],
    ["pt", "eu não quero me matar"],
    ["pt", "não tô pensando em me matar"],
    ["es", "no quiero matarme"],
    ["es", "me voy a matar de risa"],
    ["es", "ya no pienso en matarme"],
    ["en", "my boss will kill me"],
    ["en", "I'm not going to kill myself"],
    ["en", "I don't want to kill myself"],
  ] as const)("%s: %s is not", (lang, text) => expect(read(text, lang).tier).not.toBe("certain"));
});
