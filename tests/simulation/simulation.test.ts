import { publish } from "@acolhe/bus";
import { Outcome } from "@acolhe/events";
import { expect, test } from "vitest";
import { SimulatedConnection } from "./broker/connection.ts";
import { SimulatedBroker } from "./broker/simulated-broker.ts";
import { keptNames, keptPlan } from "./kept.ts";
import { SimulatedProcess } from "./process/simulated-process.ts";
import { runPlan, shrink } from "./run.ts";
import { START, Timeline } from "./timeline.ts";
import { asNow, formerRecord } from "./world/former.ts";
import { makePlan } from "./world/make-plan.ts";
import type { Fault } from "./world/plan.ts";

/** A second or two: the long form is `npm run simulate`. */
const SHORT_RUNS = 6;

test("I1, I2, O1, W1, W2, W3, S1, S2, S3, M2, R1: the services keep them through crashes, lost answers, upgrades and restarts of the broker", async () => {
  const faults = new Map<string, number>();
  let events = 0;
  for (let seed = 1; seed <= SHORT_RUNS; seed++) {
    const plan = makePlan(seed);
    for (const { kind } of plan.faults) faults.set(kind, (faults.get(kind) ?? 0) + 1);
    const { violation, figures } = await runPlan(plan);
    expect(violation?.message, `npm run simulate -- --seed ${seed} --runs 1`).toBe(undefined);
    events += figures.events;
  }
  const kinds: Fault["kind"][] = [
    ...(["crash", "stop", "freeze", "cut", "stall", "restart"] as const),
    ...(["broker", "cache", "clock", "disk", "gateway", "desk", "former"] as const),
    ...(["full", "slow", "deaf"] as const),
  ];
  expect(kinds.filter((kind) => !faults.has(kind))).toEqual([]);
  expect(events).toBeGreaterThan(SHORT_RUNS * 200);
});

test.each(keptNames())("S1, S2: what was found once stays mended: %s", async (file) => {
  const plan = keptPlan(file);
  expect((await runPlan(plan)).violation?.message).toBe(undefined);
});

test("a former version writes neither fields that came later nor that a number out of order used up a try", () => {
  const start = { turnSeq: 0, next: 0, done: true, tries: 0 };
  const refused: Outcome = {
    ...{ turnSeq: 3, index: 0, lane: "reply", at: 1, status: "refused", attempt: 2, code: "credentials-rejected" },
    cursors: {
      reply: { turnSeq: 3, next: 0, done: false, tries: 2, outOfOrder: 1 },
      ...{ proactive: start, bulk: start },
    },
    held: null,
  };
  const former = Outcome.parse(JSON.parse(formerRecord("delivery.main.1.outcome", JSON.stringify(refused))));
  expect([former.attempt, former.cursors.reply.tries, former.cursors.reply.outOfOrder]).toEqual([1, 1, undefined]);
  expect(asNow(former).attempt).toBe(2);
  const mirrored = { turnSeq: 7, told: [], heard: [{ messageId: "m", deskMessageId: 1 }] };
  expect(JSON.parse(formerRecord("$KV.mirror.main.1", JSON.stringify(mirrored)))).toEqual({
    turnSeq: 7,
    heard: mirrored.heard,
  });
});

test("the same seed gives the same trace, byte for byte, and another seed another", async () => {
  const [one, again, other] = [await runPlan(makePlan(5)), await runPlan(makePlan(5)), await runPlan(makePlan(6))];
  expect(again.trace.join("\n")).toBe(one.trace.join("\n"));
  expect(one.trace.length).toBeGreaterThan(200);
  expect(other.trace.join("\n")).not.toBe(one.trace.join("\n"));
});

test("a schedule that fails is shrunk to what it needs", async () => {
  const plan = makePlan(10);
  const needed = [plan.faults[1], plan.actions[3], plan.actions[10]];
  const smallest = await shrink(plan, async ({ faults, actions }) =>
    needed.every((one) => one && [...faults, ...actions].includes(one)),
  );
  expect([...smallest.faults, ...smallest.actions]).toEqual(needed);
});

test.each([
  { losesTail: true, seqs: [1] },
  { losesTail: false, seqs: [1, 2] },
])(
  "a record that was not answered when the machine died is lost with it or not (%o), and stored once in the end",
  async ({ losesTail, seqs }) => {
    const timeline = new Timeline();
    const broker = new SimulatedBroker(timeline, () => 1);
    broker.addStream({ name: "TURNS", subjects: ["turn.>"], maxAgeMs: 0, duplicateWindowMs: 60_000 });
    const stored: number[] = [];
    broker.onStored = (_stream, { seq }) => stored.push(seq);
    const process = new SimulatedProcess("writer", { timeline, random: () => 0.5 });
    const connection = new SimulatedConnection(broker, process, () => 1);
    let done: { seq: number; duplicate: boolean } | undefined;
    timeline.after(0, async () => {
      await publish(connection.bus, "turn.a", 0);
      done = await publish(connection.bus, "turn.a", 1, { id: "one" });
    });
    // The first is answered at 3 ms; the second arrives at 4 and would be on disk at 5.
    timeline.after(4.5, () => {
      broker.crash({ losesTail, consumersLoseMs: 0 });
      connection.broke();
      timeline.after(100, () => broker.start());
    });
    while (!done && (await timeline.step()))
      if (timeline.now - START > 4.4 && timeline.now - START < 5) expect(stored).toEqual(seqs);
    expect(done).toEqual({ seq: 2, duplicate: !losesTail });
    expect(stored).toEqual([1, 2]);
  },
);
