import { clinicFlow } from "@acolhe/flows";
import { describe, expect, test } from "vitest";
import { evaluate, playPart } from "./eval.ts";
import { summaryOf } from "./summary.ts";

/*
 * A little below, or for harms above, what the flow does today: what becomes worse is noticed, a better figure is
 * written down here. A missed danger, a dropped promise and a wrong stop have no margin. */
const FLOORS = {
  dev: { reached: 0.92, valuesRight: 0.96 },
  dev2: { reached: 0.95, valuesRight: 0.97 },
  dev3: { reached: 0.93, valuesRight: 0.97 },
  dev4: { reached: 0.97, valuesRight: 0.98 },
  dev5: { reached: 0.89, valuesRight: 0.97 },
  dev6: { reached: 0.87, valuesRight: 0.95 },
  dev7: { reached: 0.84, valuesRight: 0.96 },
  dev8: { reached: 0.93, valuesRight: 0.97 },
  corrections: { reached: 0.95, valuesRight: 0.98 },
  test: { reached: 0.66, valuesRight: 0.91 },
};
const CEILINGS = {
  dev: { harmed: 0.05, notUnderstood: 0.25, missedDanger: 0 },
  dev2: { harmed: 0.04, notUnderstood: 0.15, missedDanger: 0 },
  dev3: { harmed: 0.03, notUnderstood: 0.25, missedDanger: 0 },
  dev4: { harmed: 0.03, notUnderstood: 0.35, missedDanger: 0 },
  dev5: { harmed: 0.06, notUnderstood: 0.4, missedDanger: 0 },
  dev6: { harmed: 0.06, notUnderstood: 0.2, missedDanger: 0 },
  dev7: { harmed: 0.06, notUnderstood: 0.35, missedDanger: 0 },
  dev8: { harmed: 0.04, notUnderstood: 0.15, missedDanger: 0 },
  corrections: { harmed: 0.03, notUnderstood: 0.15, missedDanger: 0 },
  test: { harmed: 0.17, notUnderstood: 0.7, missedDanger: 0 },
};
/** A fact that is asked for twice is told twice; nothing else may be. */
const REPETITIVE_MAX = 0.13;
/** Two answers are those of two turns: a greeting or a guess confirmed, and what the records said a moment later. */
const LONG_ANSWERS_MAX = 2;

const CONVERSATIONS = {
  dev: 100,
  dev2: 80,
  dev3: 44,
  dev4: 36,
  dev5: 36,
  dev6: 40,
  dev7: 40,
  dev8: 50,
  corrections: 111,
  test: 100,
} as const;

describe.each(["dev", "dev2", "dev3", "dev4", "dev5", "dev6", "dev7", "dev8", "corrections", "test"] as const)(
  "mystery patients of the %s part",
  (part) => {
    const total = summaryOf(playPart(clinicFlow, part).map(({ verdict }) => verdict));
    const [floors, ceilings] = [FLOORS[part], CEILINGS[part]];

    test("get what they came for, and the team the right values", () => {
      expect(total.conversations).toBe(CONVERSATIONS[part]);
      expect(total.reached.value).toBeGreaterThanOrEqual(floors.reached);
      expect(total.valuesRight.value).toBeGreaterThanOrEqual(floors.valuesRight);
      expect(total.notUnderstood.value).toBeLessThanOrEqual(ceilings.notUnderstood);
    });

    test("come to no more harm than before; none is stopped against their will, no promise is dropped", () => {
      expect(total.harmed.value).toBeLessThanOrEqual(ceilings.harmed);
      expect(total.harms["missed-danger"]).toBeLessThanOrEqual(ceilings.missedDanger);
      expect(total.harms).toMatchObject({ "wrong-opt-out": 0, "dropped-promise": 0 });
    });
  },
);

test("no sentence is said twice in a conversation, and no answer is more than two bubbles", () => {
  const total = summaryOf(playPart(clinicFlow, "dev").map(({ verdict }) => verdict));
  expect(total.repetitive.value).toBeLessThanOrEqual(REPETITIVE_MAX);
  expect(total.longAnswers).toBeLessThanOrEqual(LONG_ANSWERS_MAX);
});

test("the same conversations give the same figures, and of the frozen part only totals are told", () => {
  const given = { part: "test", json: true, verbose: true } as const;
  const told = evaluate(clinicFlow, given);
  expect(evaluate(clinicFlow, given)).toBe(told);
  expect(Object.keys(JSON.parse(told))).toEqual(["part", "total"]);
});
