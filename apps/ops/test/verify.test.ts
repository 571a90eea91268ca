import type { Outcome } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { createFenceCheck } from "../src/verify/check-fence.ts";
import { createOutcomesCheck } from "../src/verify/check-outcomes.ts";
import { createTurnsCheck } from "../src/verify/check-turns.ts";
import { attempt, control, outcome, T0, type TurnGiven, turn } from "./samples.ts";

const KEY = "main.5511990000001";

describe("W1", () => {
  const broken = (...turns: (TurnGiven & { seq: number })[]) => {
    const check = createTurnsCheck();
    for (const { seq, ...given } of turns) check.see(seq, turn(seq, T0, given).turn);
    return check.violations.map(({ seq }) => seq);
  };
  test.each<[string, (TurnGiven & { seq: number })[], number[]]>([
    [
      "one turn an event, in order",
      [
        { seq: 1, eventSeq: 5 },
        { seq: 3, eventSeq: 9, previous: 1 },
      ],
      [],
    ],
    [
      "a second turn of one event",
      [
        { seq: 1, eventSeq: 5 },
        { seq: 2, eventSeq: 5, previous: 1 },
      ],
      [2],
    ],
    [
      "an older event behind a newer one",
      [
        { seq: 1, eventSeq: 5 },
        { seq: 2, eventSeq: 4, previous: 1 },
      ],
      [2],
    ],
    [
      "a turn that did not know the last one",
      [
        { seq: 1, eventSeq: 5 },
        { seq: 2, eventSeq: 6 },
      ],
      [2],
    ],
    [
      "a parked and a deferred event that are resumed",
      [
        { seq: 1, eventSeq: 5, outcome: "parked" },
        { seq: 2, eventSeq: 6, previous: 1, outcome: "deferred" },
        { seq: 3, eventSeq: 7, previous: 2 },
        { seq: 4, eventSeq: 5, previous: 3, outcome: "resumed" },
        { seq: 5, eventSeq: 6, previous: 4, outcome: "resumed" },
      ],
      [],
    ],
    [
      "an event that is resumed twice",
      [
        { seq: 1, eventSeq: 5, outcome: "parked" },
        { seq: 2, eventSeq: 5, previous: 1, outcome: "resumed" },
        { seq: 3, eventSeq: 5, previous: 2, outcome: "resumed" },
      ],
      [3],
    ],
  ])("%s", (_title, turns, seqs) => expect(broken(...turns)).toEqual(seqs));
});

describe("S3", () => {
  const notes = new Map([
    [10, { eventSeq: 5, authors: ["bot"] }],
    [11, { eventSeq: 5, authors: ["attendant"] }],
  ]);
  const broken = (silencedAt: number, turnSeq: number) => {
    const check = createFenceCheck(notes);
    const silencing = control(silencedAt, T0, "takeover-started");
    if (silencing.kind === "control") check.seeControl(KEY, silencedAt, silencing.event);
    const begun = attempt(20, T0, turnSeq);
    if (begun.kind === "attempt") check.seeAttempt(KEY, 20, begun.attempt);
    return check.violations.length > 0;
  };
  test.each([
    ["the bot's words behind a takeover", 7, 10, true],
    ["the bot's words for what came after the takeover", 4, 10, false],
    ["a person's words behind a takeover", 7, 11, false],
    ["words of a turn that is gone", 7, 99, false],
  ])("%s", (_title, silencedAt, turnSeq, isBroken) => expect(broken(silencedAt, turnSeq)).toBe(isBroken));
});

describe("S1, S2", () => {
  type Given = Partial<Outcome> & Pick<Outcome, "turnSeq" | "status">;
  const broken = (...outcomes: Given[]) => {
    const check = createOutcomesCheck();
    for (const [at, given] of outcomes.entries()) {
      const item = outcome(at + 1, T0, given);
      if (item.kind === "outcome") check.see(KEY, item.seq, item.outcome);
    }
    return check.violations.map(({ invariant, seq }) => `${invariant} at ${seq}`);
  };
  test.each<[string, Given[], string[]]>([
    [
      "in order",
      [
        { turnSeq: 1, status: "accepted" },
        { turnSeq: 1, index: 1, status: "accepted" },
        { turnSeq: 2, status: "accepted" },
      ],
      [],
    ],
    [
      "an older command behind a newer one",
      [
        { turnSeq: 2, status: "accepted" },
        { turnSeq: 1, status: "accepted" },
      ],
      ["S1 at 2"],
    ],
    [
      "lanes of their own",
      [
        { turnSeq: 2, status: "accepted" },
        { turnSeq: 1, lane: "bulk", status: "accepted" },
      ],
      [],
    ],
    [
      "what WhatsApp was asked to delete, with newer words behind it",
      [
        { turnSeq: 1, status: "accepted" },
        { turnSeq: 2, status: "accepted" },
        { turnSeq: 1, status: "accepted", code: "revoked", order: 9 },
      ],
      [],
    ],
    [
      "sent twice",
      [
        { turnSeq: 1, status: "accepted" },
        { turnSeq: 1, status: "accepted" },
      ],
      ["S2 at 2"],
    ],
    [
      "refused, then sent",
      [
        { turnSeq: 1, status: "refused" },
        { turnSeq: 1, status: "accepted", attempt: 2 },
      ],
      [],
    ],
    [
      "unknown, then attempted blindly",
      [
        { turnSeq: 1, status: "held" },
        { turnSeq: 1, status: "accepted", attempt: 2 },
      ],
      ["S2 at 2"],
    ],
    [
      "unknown, counted as sent once more",
      [
        { turnSeq: 1, status: "held" },
        { turnSeq: 1, status: "settled", settledAs: "sent-once-more" },
        { turnSeq: 1, status: "accepted", attempt: 2 },
      ],
      [],
    ],
    [
      "unknown, and an attempt whose answer came late",
      [
        { turnSeq: 1, status: "held" },
        { turnSeq: 1, status: "settled", settledAs: "sent" },
      ],
      [],
    ],
  ])("%s", (_title, outcomes, found) => expect(broken(...outcomes)).toEqual(found));
});
