import { expect, test } from "vitest";
import { keptPlan } from "./kept.ts";
import { runPlan } from "./run.ts";
import type { Fault } from "./world/plan.ts";

/** How far a take-back had come when the process died: its note, the gateway's taking out, its outcome. */
function reached(trace: readonly string[]): string {
  const lived = trace.slice(
    0,
    trace.findIndex((line) => line.includes("crash at effect")),
  );
  const begun = lived.findIndex((line) => line.endsWith(".taking-back"));
  if (begun < 0) return "nothing";
  if (!lived.some((line) => line.includes(" lost "))) return "noted";
  return lived.slice(begun).some((line) => line.endsWith(".outcome")) ? "recorded" : "taken out";
}

/** More than the sender has in this plan. */
const EFFECTS_MAX = 60;

test("C1: a sender that dies between any two effects of a take-back leaves no message that counts as sent and was taken out", async () => {
  const plan = keptPlan("taken-back-while-others-wait.json");
  const whole = await runPlan(plan);
  expect(
    whole.trace.filter((line) => line.includes(" lost ")),
    "the message is taken out",
  ).toHaveLength(1);
  const stages = new Set<string>();
  // The first is its beginning.
  let effect = 1;
  for (let died = true; died; effect++) {
    died = false;
    for (const when of ["before", "after"] as const) {
      const crash: Fault = { kind: "crash", slot: "sender-0", effect, when };
      const { violation, trace } = await runPlan({ ...plan, faults: [...plan.faults, crash] });
      expect(violation?.message, `${when} effect ${effect}`).toBe(undefined);
      const hasDied = trace.some((line) => line.includes("crash at effect"));
      if (hasDied) stages.add(reached(trace));
      died ||= hasDied;
    }
    expect(effect, "the plan comes to an end").toBeLessThan(EFFECTS_MAX);
  }
  expect([...stages], "the effects are those of the take-back").toEqual(["nothing", "noted", "taken out", "recorded"]);
});
