import { describe, expect, test } from "vitest";
import { withIntent, withoutStrayQuiet } from "../src/reader/wish.ts";

const given = { intent: "cancel_appointment", confidence: 0.99, question: "start", words: "" } as const;

test.each([0.25, 0.57, 0.995])(
  "at an open question an act read with %d is as sure as its intent at least",
  (confidence) => {
    expect(withIntent([{ act: "request:cancel", confidence }], given)).toEqual([
      { act: "request:cancel", confidence: Math.max(confidence, 0.99) },
    ]);
  },
);

test.each([
  ["a wish was read", [{ act: "request:reschedule", confidence: 0.6 }], given],
  ["the question takes the words as its answer", [], { ...given, question: "insurance" }],
  ["the intent is not sure", [], { ...given, confidence: 0.8 }],
  ["it would be a stop", [], { ...given, intent: "opt_out" as const }],
])("not where %s", (_, acts, at) => {
  expect(withIntent(acts, at)).toEqual(acts);
});

test("where and when are one intent, and two questions", () => {
  const at = { ...given, intent: "address_hours_question" } as const;
  expect(withIntent([], { ...at, words: "qual o horario de voces" })).toMatchObject([{ act: "ask:hours" }]);
  expect(withIntent([], { ...at, words: "onde fica" })).toMatchObject([{ act: "ask:address" }]);
});

describe("a wish for quiet hours", () => {
  const acts = [{ act: "request:quiet_hours", confidence: 0.9 }];
  test.each([
    "nao manda mensagem de noite",
    "no me escriban despues de las 20",
    "don t call me at night",
    "durmo de dia",
  ])("%s stays", (words) => expect(withoutStrayQuiet(acts, words)).toEqual(acts));
  test.each([
    "prefiro online e a noite tipo depois das 18h",
    "so depois das 18h",
    "mornings only please",
    "de noche mejor",
  ])("%s is when to come", (words) => expect(withoutStrayQuiet(acts, words)).toEqual([]));
});
