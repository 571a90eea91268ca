import type { Outcome } from "@acolhe/events";
import { describe, expect, it } from "vitest";
import { mayRetry } from "../src/afterwards/orders.ts";

describe("tried once more may be", () => {
  const START = { turnSeq: 0, next: 0, done: true, tries: 0 };
  const say = {
    type: "send-text",
    to: "5511990000001",
    author: "bot",
    repeatable: false,
    validUntil: 1,
    text: "x",
  } as const;
  const may = (
    status: Outcome["status"],
    cursor: Partial<Outcome["cursors"]["reply"]>,
    held: Outcome["held"] = null,
  ) => {
    const reply = { ...START, turnSeq: 7, ...cursor };
    const cursors = { reply, proactive: START, bulk: START };
    const last: Outcome = { turnSeq: 7, index: 0, lane: "reply", status, at: 1, attempt: 1, cursors, held };
    return mayRetry({ lane: "reply", commands: [say, say] }, last, { held, cursors });
  };
  const unknown = { turnSeq: 7, index: 0, lane: "reply", attemptSeq: 1 } as const;
  it.each([
    ["what failed, with the next not yet sent", may("failed", { next: 1, done: false }), true],
    ["what expired, likewise", may("expired", { next: 1, done: false }), true],
    ["nothing with a later one of its turn behind it", may("failed", { next: 2, done: true }), false],
    ["nothing with a later turn behind it", may("failed", { turnSeq: 8, next: 0, done: false }), false],
    ["nothing that was accepted", may("accepted", { next: 1, done: false }), false],
    ["nothing while an outcome is unknown", may("failed", { next: 1, done: false }, unknown), false],
  ])("%s", (_what, found, expected) => expect(found).toBe(expected));
});
