import type { LogEvent } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { isInLog, type Ours, type Trace, traceOf, tracesOfOurs } from "../src/gap/judge-chat.ts";
import { whatToDo } from "../src/gap/what-to-do.ts";

const AT = 1_767_268_800_000;
const MINUTE_MS = 60_000;
const unread = { lastActiveAt: AT, unread: 1 };
const read = { lastActiveAt: AT, unread: 0 };

describe("a chat that moved", () => {
  const event = (body: object): LogEvent =>
    ({ id: "e", channel: "main", contact: "5511990000001", at: AT + 400, receivedAt: AT, ...body }) as LogEvent;
  test.each<[string, object, boolean]>([
    ["its message", { type: "message-received" }, true],
    ["a later message", { type: "message-received", at: AT + MINUTE_MS }, true],
    ["an earlier message only", { type: "message-received", at: AT - 5_000 }, false],
    ["a message that could not be opened", { type: "message-waiting" }, true],
    ["a message that was missed, told already", { type: "message-missed", at: AT }, true],
    ["words of a person on the phone", { type: "takeover-started", source: "phone", messageId: "m" }, true],
    ["a takeover that a comparison wrote, without the event", { type: "takeover-started", source: "phone" }, false],
    ["a takeover that was ordered in the panel", { type: "takeover-started", source: "panel" }, false],
    ["a chat from before the first start", { type: "known-before-start", lastActiveAt: AT, at: AT + MINUTE_MS }, true],
    ["an older one that was read later", { type: "known-before-start", lastActiveAt: AT - MINUTE_MS }, false],
    ["a reaction of that second", { type: "reaction-received" }, true],
    ["a reaction after it, which no list shows as a message", { type: "reaction-received", at: AT + 9_000 }, false],
    ["a timer", { type: "timer-fired" }, false],
  ])("of which the log has %s", (_, body, known) => {
    const trace = traceOf(event(body));
    expect(isInLog(unread, trace ? [trace] : [])).toBe(known);
  });

  const command = { turnSeq: 7, index: 0 };
  const accepted = (at: number) => ({ ...command, attempt: 1, status: "accepted" as const, at, messageId: "m" });
  const attempt = (at: number, number = 1) => ({ ...command, number, at });
  const ours = (of: Partial<Ours>) => tracesOfOurs({ attempts: [], outcomes: [], receipts: [], ...of });
  const sent = (at: number) => ({ kind: "sent" as const, at, messageId: "m" });
  test.each<[string, Trace[], boolean, boolean]>([
    ["left when the chat moved", ours({ outcomes: [accepted(AT - 4_000)], receipts: [sent(AT + 100)] }), true, true],
    ["had left before", ours({ outcomes: [accepted(AT - 8_000)], receipts: [sent(AT - 4_000)] }), false, false],
    ["was just taken, without a callback", ours({ outcomes: [accepted(AT - 4_000)] }), true, true],
    ["was taken a while ago, without a callback", ours({ outcomes: [accepted(AT - 12_000)] }), false, true],
    ["was taken long ago, without a callback", ours({ outcomes: [accepted(AT - 40_000)] }), false, false],
    [
      "has an unknown outcome",
      ours({ outcomes: [{ ...command, attempt: 1, status: "held", at: AT - 1_000 }] }),
      true,
      true,
    ],
    [
      "failed",
      ours({ attempts: [attempt(AT)], outcomes: [{ ...command, attempt: 1, status: "failed", at: AT }] }),
      false,
      false,
    ],
    ["is being handed over", ours({ attempts: [attempt(AT - 1_000)] }), true, true],
    [
      "failed once and is being handed over again",
      ours({
        attempts: [attempt(AT - 9_000), attempt(AT, 2)],
        outcomes: [{ ...command, attempt: 1, status: "refused", at: AT - 8_000 }],
      }),
      true,
      true,
    ],
    ["was read then, having left before", ours({ receipts: [{ ...sent(AT), kind: "read" }] }), false, false],
  ])("where our message %s", (_, traces, whenUnread, whenRead) => {
    expect([isInLog(unread, traces), isInLog(read, traces)]).toEqual([whenUnread, whenRead]);
  });
});

describe("a beat", () => {
  const settings = { waitMs: MINUTE_MS, everyMs: 15 * MINUTE_MS };
  const quiet = { comparedUntil: AT, aliveAt: AT, startedAt: AT - MINUTE_MS, connectedAt: 0, lookedAfter: 0, now: AT };
  const started = { ...quiet, startedAt: AT + 10 * MINUTE_MS, now: AT + 10 * MINUTE_MS };
  const since = AT;
  test.each<[string, Partial<typeof quiet>, object]>([
    ["of an ordinary minute does nothing", quiet, { do: "nothing" }],
    ["long after the last comparison compares a page", { ...quiet, now: AT + 16 * MINUTE_MS }, { thorough: false }],
    ["after an outage looks for people at once", started, { do: "find-people", since, until: AT + 10 * MINUTE_MS }],
    ["does so once", { ...started, lookedAfter: started.startedAt }, { do: "nothing" }],
    [
      "beside another process that was there all the while waits",
      { ...started, aliveAt: started.now },
      { do: "nothing" },
    ],
    [
      "compares everything when webhooks had their time",
      { ...started, now: started.now + MINUTE_MS },
      { do: "compare", since, until: started.startedAt, thorough: true },
    ],
    [
      "does the same when the number is on line again",
      { ...quiet, connectedAt: AT + MINUTE_MS, now: AT + MINUTE_MS },
      { do: "find-people", since, until: AT + MINUTE_MS },
    ],
    ["is done with it", { ...started, comparedUntil: started.startedAt, aliveAt: 0 }, { do: "nothing" }],
  ])("%s", (_, given, step) => {
    expect(whatToDo({ ...quiet, ...given }, settings)).toMatchObject(step);
  });
  test("compares nothing without an outage where that is switched off", () => {
    const given = { ...quiet, now: AT + 900 * MINUTE_MS };
    expect(whatToDo(given, { ...settings, everyMs: 0 })).toEqual({ do: "nothing" });
  });
});
