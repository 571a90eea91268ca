import type { Attempt, Turn } from "@acolhe/events";
import { expect, it } from "vitest";
import { runRaces } from "./races.ts";
import { judge } from "./races-judge.ts";

it("the judge sees an attempt behind a takeover, and none before it", () => {
  const turn = { event: { seq: 10 }, commands: [{ type: "send-text", author: "bot" }] } as unknown as Turn;
  const attempt = { turnSeq: 1, index: 0 } as Attempt;
  const told = (attemptSeq: number) =>
    judge(
      new Map([["c", { controls: [20], attempts: [{ seq: attemptSeq, attempt }] }]]),
      new Map([[1, turn]]),
      new Set(),
    );
  expect(told(21)).toMatchObject({ attemptsAfterTakeover: 1, handedOverBefore: 0 });
  expect(told(15)).toMatchObject({ attemptsAfterTakeover: 0, handedOverBefore: 1 });
});

it("the judge tells words the fence refused from those no sender began with", () => {
  const commands = [1, 2, 3].map(() => ({ type: "send-text", author: "bot" }));
  const turn = { event: { seq: 10 }, commands } as unknown as Turn;
  const attempts = [{ seq: 15, attempt: { turnSeq: 1, index: 0 } as Attempt }];
  const told = judge(new Map([["c", { controls: [20], attempts }]]), new Map([[1, turn]]), new Set(["1/1"]));
  expect(told).toMatchObject({ heldBack: 2, refusedByFence: 1, notBegun: 1 });
});

it("S3: of takeovers by phone, desk, panel and stop word racing with turns, none is followed by words of the bot", {
  timeout: 480_000,
}, async () => {
  const figures = await runRaces({ seed: 3, races: 120 });
  expect(figures.attemptsAfterTakeover).toBe(0);
  expect(figures).toMatchObject({ takeovers: 120, takeoversLost: 0, takeoversNotAccepted: 0 });
  // The bot did get to speak: a silence for another reason would prove nothing.
  expect(figures.handedOverBefore).toBeGreaterThan(0);
});
