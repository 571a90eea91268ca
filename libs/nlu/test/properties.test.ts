import fc from "fast-check";
import { expect, test } from "vitest";
import {
  ACTS,
  DANGER_KINDS,
  detectLanguage,
  ENTITY_TYPES,
  INTENTS,
  LANGUAGES,
  languageOf,
  QUESTIONS,
  SLOT_VALUES,
  understand,
} from "../src/index.ts";

const lang = fc.constantFrom(...LANGUAGES);
const now = fc.integer({ min: Date.parse("2020-01-01"), max: Date.parse("2040-01-01") });
const question = fc.constantFrom(undefined, "no such question", ...QUESTIONS);
const timeZone = fc.constantFrom("America/Sao_Paulo", "America/Manaus", "UTC");
/** Pieces that the grammars look for, so that random texts come near them. */
const piece = fc.constantFrom(
  ..."amanhã|dia |15/03|às |3 e meia| da tarde|R$ |1.250,50|529.982.247-25|(11) 98765-4321|a@b.co|sou a |Ana |não|sim|2ª|segunda|de |mil |e |vinte |reais|quero |morrer|não aguento|k|😂|\u{301}|\ud800|\u0000|é ".split(
    "|",
  ),
);
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.array(piece, { maxLength: 60 }).map((all) => all.join("")),
);

test("no text makes it throw, and each answer has its form", () => {
  fc.assert(
    fc.property(text, lang, now, timeZone, (said, lang, now, timeZone) => {
      const understood = understand(said, { lang, now, timeZone });
      expect(INTENTS).toContain(understood.intent);
      expect(understood.confidence).toBeGreaterThanOrEqual(0);
      expect(understood.confidence).toBeLessThanOrEqual(1);
      for (const { type, start, end } of understood.entities) {
        expect(ENTITY_TYPES).toContain(type);
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(understood.text.length);
      }
      detectLanguage(said);
      languageOf(said);
    }),
    { numRuns: 500 },
  );
});

const descending = (list: readonly { readonly confidence: number }[]) =>
  list.every(({ confidence }, index) => index === 0 || confidence <= list[index - 1]!.confidence);

test("each reading has its form, and its danger is the red flag", () => {
  fc.assert(
    fc.property(text, lang, question, (said, lang, question) => {
      const { reading, redFlag } = understand(said, { lang, now: 0, timeZone: "UTC", question });
      expect(reading.question).toBe(question ?? "start");
      expect(reading.acts.length).toBeLessThanOrEqual(8);
      expect(reading.values.length).toBeLessThanOrEqual(12);
      for (const { act } of reading.acts) expect(ACTS).toContain(act);
      for (const { slot, value } of reading.values) expect(SLOT_VALUES[slot]).toContain(value);
      for (const list of [reading.acts, reading.values]) expect(descending(list)).toBe(true);
      const { danger } = reading;
      expect(redFlag).toEqual({ flagged: danger !== null, kind: danger?.kind ?? null, tier: danger?.tier ?? null });
      if (danger === null) return;
      expect(DANGER_KINDS).toContain(danger.kind);
      expect(danger.words.length).toBeLessThanOrEqual(120);
    }),
    { numRuns: 500 },
  );
});

test("what was read before changes nothing", () => {
  const before = understand("quero marcar pra minha filha", { lang: "pt", now: 0, timeZone: "UTC" });
  for (let index = 0; index < 7_000; index++)
    understand(`palavra${index} nova${index}`, { lang: "pt", now: 0, timeZone: "UTC" });
  expect(understand("quero marcar pra minha filha", { lang: "pt", now: 0, timeZone: "UTC" })).toEqual(before);
});

test("the same text at the same time is understood the same", () => {
  fc.assert(
    fc.property(text, lang, now, (said, lang, now) => {
      const options = { lang, now, timeZone: "America/Sao_Paulo" } as const;
      expect(understand(said, options)).toEqual(understand(said, options));
    }),
    { numRuns: 200 },
  );
});

test("no two values are read from the same characters", () => {
  fc.assert(
    fc.property(text, lang, now, (said, lang, now) => {
      const { entities } = understand(said, { lang, now, timeZone: "UTC" });
      for (const [index, { start }] of entities.entries())
        expect(start).toBeGreaterThanOrEqual(index === 0 ? 0 : entities[index - 1]!.end);
    }),
    { numRuns: 300 },
  );
});

// A pattern that backtracks without bound takes minutes for these; a busy machine does not.
test.each([
  "1",
  "1.",
  "12 ",
  "a@",
  "a.",
  " ",
  "mil e ",
  "vinte ",
  "sou a ",
  "quero ",
  "nao ",
  "dia 1 ou ",
  "R$1.000",
  "oi, ",
  "às ",
  "(1) ",
  "me ",
  "5/",
  "quero me matar ",
  "não consigo respirar, ",
])("a long run of %j is read in time", (unit) => {
  const long = unit.repeat(100_000 / unit.length);
  const start = performance.now();
  for (const lang of LANGUAGES) understand(long, { lang, now: 0, timeZone: "UTC" });
  expect(performance.now() - start).toBeLessThan(5_000);
});
