import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runPlan } from "./run.ts";
import { type Fault, makePlan, type Plan } from "./world/plan.ts";

/** A second or two: the long form is `npm run simulate`. */
const SHORT_RUNS = 12;

test("W1, W2, W3, S1, S2, S3, R1: worker and sender keep them through crashes, lost answers and restarts of the broker", async () => {
  const faults = new Map<string, number>();
  let events = 0;
  for (let seed = 1; seed <= SHORT_RUNS; seed++) {
    const plan = makePlan(seed);
    for (const { kind } of plan.faults) faults.set(kind, (faults.get(kind) ?? 0) + 1);
    const { violation, figures } = await runPlan(plan);
    expect(violation?.message, `npm run simulate -- --seed ${seed} --runs 1`).toBe(undefined);
    events += figures.events;
  }
  const kinds: Fault["kind"][] = ["crash", "stop", "freeze", "cut", "stall", "restart", "broker", "cache", "gateway"];
  expect(kinds.filter((kind) => !faults.has(kind))).toEqual([]);
  expect(events).toBeGreaterThan(SHORT_RUNS * 100);
});

const regressions = readdirSync(join(import.meta.dirname, "regressions"));
test.each(regressions)("S1, S2: what was found once stays mended: %s", async (file) => {
  const plan: Plan = JSON.parse(readFileSync(join(import.meta.dirname, "regressions", file), "utf8"));
  expect((await runPlan(plan)).violation?.message).toBe(undefined);
});

test("the same seed gives the same trace, byte for byte, and another seed another", async () => {
  const [one, again, other] = [await runPlan(makePlan(5)), await runPlan(makePlan(5)), await runPlan(makePlan(6))];
  expect(again.trace.join("\n")).toBe(one.trace.join("\n"));
  expect(one.trace.length).toBeGreaterThan(200);
  expect(other.trace.join("\n")).not.toBe(one.trace.join("\n"));
});
