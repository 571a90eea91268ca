import { expect, it } from "vitest";
import { attemptNumber, cursorAfter, outOfOrderTries, type Result } from "../src/decide/result.ts";
import { cursors, say } from "./records.ts";

const place = { turnSeq: 7, index: 0 };
const nudge = { type: "cancel-timer", name: "nudge" } as const;
const commands = [say("one"), nudge, say("two")];
const tried = cursors({ turnSeq: 7, done: false, tries: 2, outOfOrder: 1 }).reply;
const after = (result: Result, { index = 0, wasOutOfOrder = false } = {}) =>
  cursorAfter(tried, { commands }, { turnSeq: 7, index }, { result, wasOutOfOrder });

it.each<[string, ReturnType<typeof after>, object]>([
  [
    "what was accepted lets the next that sends follow",
    after({ status: "accepted", attempt: 3 }),
    { next: 2, done: false, tries: 0 },
  ],
  ["what failed, too", after({ status: "failed", attempt: 3 }), { next: 2, done: false, tries: 0 }],
  [
    "behind the last the turn is done",
    after({ status: "superseded", attempt: 0 }, { index: 2 }),
    { next: 3, done: true, tries: 0 },
  ],
  [
    "a refusal is tried again",
    after({ status: "refused", attempt: 3 }),
    { next: 0, done: false, tries: 3, outOfOrder: 1 },
  ],
  [
    "S2: one of a number out of order is counted as such",
    after({ status: "refused", attempt: 3 }, { wasOutOfOrder: true }),
    { next: 0, done: false, tries: 3, outOfOrder: 2 },
  ],
  [
    "S2: what is unknown is no try yet",
    after({ status: "held", attempt: 3 }),
    { next: 0, done: false, tries: 2, outOfOrder: 1 },
  ],
  [
    "S2: once more is a try that was given up",
    after({ status: "settled", settledAs: "sent-once-more", attempt: 3 }),
    { next: 0, done: false, tries: 3, outOfOrder: 1 },
  ],
  [
    "what a person settles is over",
    after({ status: "settled", settledAs: "given-to-person", attempt: 3 }),
    { next: 2, done: false, tries: 0 },
  ],
])("%s", (_what, cursor, expected) => expect(cursor).toEqual({ turnSeq: 7, ...expected }));

it("tries are of the command that is next, and of no other", () => {
  expect([attemptNumber(tried, place), outOfOrderTries(tried, place)]).toEqual([3, 1]);
  for (const other of [
    { ...place, index: 2 },
    { ...place, turnSeq: 8 },
  ])
    expect([attemptNumber(tried, other), outOfOrderTries(tried, other)]).toEqual([1, 0]);
});
