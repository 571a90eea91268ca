import { describe, expect, test } from "vitest";
import { dataDirectory } from "../scripts/examples.ts";
import { accuracy, macroF1 } from "../scripts/figures.ts";
import { countEntities, flaggedShare, guessFlags, guessIntents } from "../scripts/measure.ts";
import { entityItems, flagItems, intentItems } from "../scripts/test-items.ts";

const directory = `${dataDirectory}/test`;

/** What the frozen test part has to give at least; docs/nlu.md tells what it does give. */
describe.each([
  { lang: "pt", f1: 0.92, recall: 0.98, falseAlarms: 0.15 },
  { lang: "es", f1: 0.9, recall: 0.95, falseAlarms: 0.2 },
  { lang: "en", f1: 0.89, recall: 0.95, falseAlarms: 0.15 },
] as const)("$lang", ({ lang, f1, recall, falseAlarms }) => {
  test(`macro F1 of intents is at least ${f1}`, () => {
    const guesses = guessIntents(intentItems(directory, lang), lang);
    expect(guesses.length).toBeGreaterThan(200);
    expect(macroF1(guesses)).toBeGreaterThanOrEqual(f1);
    expect(accuracy(guesses)).toBeGreaterThanOrEqual(f1 - 0.02);
  });

  test(`at least ${recall} of dangerous messages are flagged, at most ${falseAlarms} of those that only look so`, () => {
    const guesses = guessFlags(flagItems(directory, lang), lang);
    expect(flaggedShare(guesses, true)).toBeGreaterThanOrEqual(recall);
    expect(flaggedShare(guesses, false)).toBeLessThanOrEqual(falseAlarms);
  });
});

/** The later part is known by now: what was mended by it stays mended. */
test.each(["pt", "es", "en"] as const)("the later part in %s", (lang) => {
  const later = `${dataDirectory}/later`;
  const guesses = guessIntents(intentItems(later, lang), lang);
  expect(guesses.length).toBeGreaterThan(50);
  expect(macroF1(guesses)).toBeGreaterThanOrEqual(0.95);
  expect(flaggedShare(guessFlags(flagItems(later, lang), lang), true)).toBe(1);
  for (const { right, found, expected } of countEntities(entityItems(later, lang), lang).values()) {
    expect(right).toBeGreaterThanOrEqual(expected * 0.95);
    expect(right).toBeGreaterThanOrEqual(found * 0.9);
  }
});

test("values in Portuguese are found, and few that are not there", () => {
  const counts = [...countEntities(entityItems(directory, "pt"), "pt").values()];
  const sum = (of: "right" | "found" | "expected") => counts.reduce((total, count) => total + count[of], 0);
  expect(sum("right") / sum("expected")).toBeGreaterThanOrEqual(0.92);
  expect(sum("right") / sum("found")).toBeGreaterThanOrEqual(0.92);
});
