import { SendCommand, Turn } from "@acolhe/events";
import { expect, test } from "vitest";
import { replyTimes } from "../src/decide/reply-times.ts";

const ref = { channel: "main", contact: "5511990000001" };
const send = (author = "bot") =>
  SendCommand.parse({
    ...{ type: "send-text", to: "5511990000001", author, repeatable: false, validUntil: 1, text: "Olá" },
  });
const turn = (more: object = {}): Turn =>
  Turn.parse({
    ...{ version: 1, ...ref, lane: "reply", outcome: "advanced", rule: "r", versions: { engine: "1", flow: "1" } },
    // The timer that ended the window came five minutes after the words.
    event: { id: "t", type: "timer-fired", seq: 9, partition: 0, at: 302_500, receivedAt: 302_500 },
    ...{ coveredSeq: 9, previousTurnSeq: 1, predecessorSeq: 0, lanes: { reply: 0, proactive: 0, bulk: 0 } },
    ...{
      facts: { now: 302_500 },
      state: {},
      commands: [send(), send()],
      heard: { at: 2_000, gatherMs: 2_500 },
      ...more,
    },
  });

test("gathered text that was answered five minutes late counts as five minutes, not from its timer", () => {
  const times = replyTimes(turn(), { index: 0, command: send(), nowMs: 302_600 });
  expect(times).toEqual({ replySeconds: 300.6, handoverSeconds: 298.1 });
});

test("without a window both times are the same, and clocks that differ give no time below nothing", () => {
  const direct = turn({ heard: { at: 302_000 } });
  expect(replyTimes(direct, { index: 0, command: send(), nowMs: 302_600 })).toEqual({
    ...{ replySeconds: 0.6, handoverSeconds: 0.6 },
  });
  expect(replyTimes(direct, { index: 0, command: send(), nowMs: 301_900 })).toEqual({
    ...{ replySeconds: 0, handoverSeconds: 0 },
  });
});

const OTHERS: readonly [what: string, turn: Turn, index: number, command: SendCommand][] = [
  ["the second message of an answer", turn(), 1, send()],
  ["a person's words", turn({ commands: [send("attendant")] }), 0, send("attendant")],
  ["a reminder", turn({ lane: "proactive" }), 0, send()],
  ["an answer to no words", turn({ heard: undefined }), 0, send()],
];
test.each(OTHERS)("%s is no answer that a patient waits for", (_what, one, index, command) => {
  expect(replyTimes(one, { index, command, nowMs: 400_000 })).toBeNull();
});
