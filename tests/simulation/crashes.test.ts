import { expect, test } from "vitest";
import { keptPlan } from "./kept.ts";
import { runPlan } from "./run.ts";
import type { Fault } from "./world/plan.ts";

/** From the takeover until its message has been taken out of the gateway's queue and is recorded as such, with some more. */
const EFFECTS = Array.from({ length: 11 }, (_, place) => 11 + place);

test("C1: a sender that dies between any two effects of a take-back leaves no message that counts as sent and was taken out", async () => {
  const plan = keptPlan("taken-back-while-others-wait.json");
  const whole = await runPlan(plan);
  expect(
    whole.trace.filter((line) => line.includes(" lost ")),
    "the message is taken out",
  ).toHaveLength(1);
  let crashes = 0;
  for (const effect of EFFECTS)
    for (const when of ["before", "after"] as const) {
      const crash: Fault = { kind: "crash", slot: "sender-0", effect, when };
      const { violation, trace } = await runPlan({ ...plan, faults: [...plan.faults, crash] });
      expect(violation?.message, `${when} effect ${effect}`).toBe(undefined);
      if (trace.some((line) => line.includes("crash at effect"))) crashes++;
    }
  expect(crashes).toBe(2 * EFFECTS.length);
});
