import type { Attempt, Receipt } from "@acolhe/events";
import { expect, it } from "vitest";
import { evidenceOf, traceIn } from "../src/afterwards/trace.ts";
import { NOW } from "./records.ts";

const of = (kind: Receipt["kind"], more: { contentHash?: string; receivedAt?: number } = {}) =>
  evidenceOf({ kind, receivedAt: NOW, ...more }, { at: NOW, contentHash: "ours" });

it.each<[string, ReturnType<typeof of>, string | null]>([
  ["an echo of its words", of("echoed", { contentHash: "ours" }), "echo"],
  ["also one from before: clocks differ", of("echoed", { contentHash: "ours", receivedAt: NOW - 1 }), "echo"],
  ["no echo of other words, as a person's", of("echoed", { contentHash: "theirs" }), null],
  ["a callback of the queue since the attempt", of("sent"), "callback"],
  ["none from before it: that is of a former message", of("sent", { receivedAt: NOW - 1 }), null],
  ["no mere reading: it may be of any message", of("read"), null],
])("S2: a trace is %s", (_what, evidence, expected) => expect(evidence).toBe(expected));

const ATTEMPT = { turnSeq: 6, index: 1, number: 1, at: NOW, contentHash: "ours" } as Attempt;
const SENT = { kind: "sent", receivedAt: NOW, messageId: "M", zaapId: "Z" } as const;
const echo = (contentHash: string) => ({ kind: "echoed", receivedAt: NOW, messageId: "M", contentHash }) as const;
const GIVEN_UP = { turnSeq: 6, index: 0, settledAs: "given-to-person" } as const;

it.each([
  ["a callback, where nothing else of the contact is outstanding", [SENT], [], "callback"],
  ["none of a message that has its outcome", [SENT], [{ turnSeq: 5, index: 0, messageId: "M" }], null],
  ["none that may be of another that was given up", [SENT], [GIVEN_UP], null],
  ["none whose echo has that one's words, though these came later", [SENT, echo("others")], [GIVEN_UP], null],
  ["one whose echo has the words, whatever was given up", [SENT, echo("ours")], [GIVEN_UP], "callback"],
  ["one of the same command, sent once more", [SENT], [{ ...ATTEMPT, settledAs: "sent-once-more" }], "callback"],
] as const)("S2: of what came since the attempt, a trace is %s", (_what, receipts, outcomes, evidence) => {
  expect(traceIn(receipts, ATTEMPT, outcomes)?.evidence ?? null).toBe(evidence);
});
