import { LogEvent, Turn } from "@acolhe/events";
import { expect, test } from "vitest";
import { heardIn } from "../src/commit/heard.ts";

const ref = { channel: "main", contact: "5511990000001" };
const envelope = { ...ref, id: "e", at: 900_000, receivedAt: 901_000 };
const content = { kind: "text", text: "oi" };
const said = LogEvent.parse({ type: "message-received", ...envelope, messageId: "m", address: "a", content });
const timer = (name: string) => LogEvent.parse({ type: "timer-fired", ...envelope, name, generation: 1 });
const found = LogEvent.parse({ type: "lookup-answered", ...envelope, requestId: "r", result: "none", values: {} });
const taken = LogEvent.parse({ type: "takeover-started", ...envelope, source: "phone" });

/** A turn that left a patient's words of second 600 without an answer. */
const before = (more: object = {}): Turn =>
  Turn.parse({
    ...{ version: 1, ...ref, lane: "quiet", outcome: "advanced", rule: "r", versions: { engine: "1", flow: "1" } },
    event: { id: "b", type: "message-received", seq: 1, partition: 0, at: 600_000, receivedAt: 600_000 },
    ...{ coveredSeq: 1, previousTurnSeq: 0, predecessorSeq: 0, lanes: { reply: 0, proactive: 0, bulk: 0 } },
    ...{ facts: { now: 898_000 }, state: {}, commands: [], heard: { at: 600_000 }, ...more },
  });
const send = { type: "send-text", to: "5511990000001", author: "bot", repeatable: false, validUntil: 1, text: "Olá" };
const gathering = { state: { pendingInput: { due: 899_500 } } };

const CASES: readonly [what: string, event: LogEvent, before: Turn | null, heard: Turn["heard"]][] = [
  ["a patient's message counts from its own webhook", said, before(), { at: 901_000 }],
  ["the first one, too", said, null, { at: 901_000 }],
  [
    "the end of the window counts from the last words, less the window",
    timer("input"),
    before(gathering),
    { at: 600_000, gatherMs: 1_500 },
  ],
  [
    "a window that was over when it was opened takes nothing off",
    timer("input"),
    before({ state: { pendingInput: { due: 1 } } }),
    { at: 600_000, gatherMs: 0 },
  ],
  ["an answer of slow work counts from the words that asked for it", found, before(), { at: 600_000 }],
  ["so does the end of the wait for it", timer("lookup"), before(), { at: 600_000 }],
  [
    "the window taken off stays off while slow work goes on",
    found,
    before({ heard: { at: 600_000, gatherMs: 1_500 } }),
    { at: 600_000, gatherMs: 1_500 },
  ],
  [
    "a timer that fired too early takes nothing from the window",
    timer("input"),
    before({ ...gathering, facts: { now: 899_400 }, heard: { at: 600_000, gatherMs: 1_500 } }),
    { at: 600_000, gatherMs: 1_500 },
  ],
  [
    "words that were answered are waited for no more",
    timer("input"),
    before({ lane: "reply", commands: [send] }),
    undefined,
  ],
  ["a reminder is no answer", timer("nudge"), before(), undefined],
  ["what a person does answers for the bot no more", taken, before(), undefined],
  ["a turn older than the field says nothing", timer("input"), before({ heard: undefined }), undefined],
  ["a timer without any turn before it says nothing", timer("input"), null, undefined],
];
test.each(CASES)("%s", (_what, event, turn, heard) => {
  expect(heardIn(event, turn)).toEqual(heard);
});
