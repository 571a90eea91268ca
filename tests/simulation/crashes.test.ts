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
  const stages = new Set<string>();
  for (const effect of EFFECTS)
    for (const when of ["before", "after"] as const) {
      const crash: Fault = { kind: "crash", slot: "sender-0", effect, when };
      const { violation, trace } = await runPlan({ ...plan, faults: [...plan.faults, crash] });
      expect(violation?.message, `${when} effect ${effect}`).toBe(undefined);
      if (trace.some((line) => line.includes("crash at effect"))) crashes++;
      stages.add(reached(trace));
    }
  expect(crashes).toBe(2 * EFFECTS.length);
  expect([...stages], "the effects are those of the take-back").toEqual(["nothing", "noted", "taken out", "recorded"]);
});
