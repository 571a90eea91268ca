import { expect, it } from "vitest";
import { isPassed } from "./figures.ts";
import { judge, selfCheck } from "./judge.ts";
import { runChaos } from "./run.ts";

it("the judge finds a lost, a doubled and a swapped text", () => {
  expect(selfCheck(["a", "b", "c", "d", "e", "f"])).toEqual([]);
  expect(judge({ expected: [], heard: ["a stranger's"], resent: 0, excusedFrom: null }).duplicates).toBe(1);
});

it("W1, S1, S2, R1: no text is lost, doubled or out of order while every kind of process is killed, and cut off", {
  timeout: 420_000,
}, async () => {
  const lines: string[] = [];
  const pauseMs = { min: 300, max: 1_000 };
  const figures = await runChaos({
    ...{ seed: 7, minutes: 0.25, contacts: 40, pauseMs },
    kinds: ["worker", "sender", "ingress", "broker", "cache", "cut-wire"],
    say: (line) => lines.push(line),
  });
  expect(isPassed(figures), lines.join("\n")).toBe(true);
  expect(figures.messages).toBeGreaterThan(100);
  expect(Math.min(...Object.values(figures.killsByKind)), "troubles of each kind").toBeGreaterThan(0);
});
