import type { Receipt } from "@acolhe/events";
import { expect, it } from "vitest";
import { evidenceOf } from "../src/afterwards/trace.ts";
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
