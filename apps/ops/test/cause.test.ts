import { expect, test } from "vitest";
import { causeOf, type OffLine } from "../src/explain/cause.ts";
import { incidentAt, incidentWith } from "../src/explain/incident.ts";
import { offLineOf } from "../src/explain/off-line.ts";
import type { LogItem } from "../src/log/log-item.ts";
import { attempt, control, outcome, REF, receipt, T0, timer, turn, wrote } from "./samples.ts";

const S = 1_000;
const answeredWith = (...more: LogItem[]): LogItem[] => [
  wrote(1, T0),
  turn(10, T0 + 40, { eventSeq: 1, says: true }),
  ...more,
];
const OFF: OffLine = { from: T0 + 150, to: T0 + 640 * S };

const CASES: [title: string, items: LogItem[], offLine: OffLine[], cause: object][] = [
  ["nothing of the contact is in the log", [], [], { kind: "nothing-came", logBegins: null }],
  ["a message has no decision yet", [wrote(1, T0)], [], { kind: "undecided", since: T0 }],
  [
    "words wait for more words",
    [wrote(1, T0), turn(10, T0 + 40, { eventSeq: 1, rule: "gathering", state: { pendingInput: { due: T0 + 1200 } } })],
    [],
    { kind: "gathering", due: T0 + 1200 },
  ],
  [
    "a person has the conversation",
    [
      control(1, T0 - 60 * S, "takeover-started"),
      turn(9, T0 - 59 * S, { eventSeq: 1, state: { mode: "human" } }),
      wrote(2, T0),
      turn(10, T0 + 40, { eventSeq: 2, previous: 9, state: { mode: "human" } }),
    ],
    [],
    { kind: "silent", because: "human", since: T0 - 60 * S, by: "phone" },
  ],
  [
    "the clinic switched the bot off",
    [wrote(1, T0), turn(10, T0 + 40, { eventSeq: 1, facts: { botOff: { tell: false } as never } })],
    [],
    { kind: "silent", because: "bot-off" },
  ],
  [
    "the patient wants no messages",
    [wrote(1, T0), turn(10, T0 + 40, { eventSeq: 1, state: { optedOut: true } })],
    [],
    { kind: "silent", because: "opted-out" },
  ],
  [
    "the conversation is parked",
    [wrote(1, T0), turn(10, T0 + 40, { eventSeq: 1, outcome: "parked" })],
    [],
    { kind: "silent", because: "parked" },
  ],
  [
    "the rule has nothing to say",
    [wrote(1, T0), turn(10, T0 + 40, { eventSeq: 1, rule: "recorded:reaction-received" })],
    [],
    { kind: "no-answer-needed", rule: "recorded:reaction-received" },
  ],
  [
    "a takeover overtook the answer",
    answeredWith(
      control(2, T0 + 90, "takeover-started"),
      outcome(20, T0 + 120, { turnSeq: 10, status: "superseded", attempt: 0 }),
    ),
    [],
    { kind: "taken-over", by: "takeover-started", at: T0 + 90, source: "phone" },
  ],
  [
    "the answer expired while the number was off line",
    answeredWith(outcome(20, T0 + 600 * S, { turnSeq: 10, status: "expired", attempt: 0 })),
    [OFF],
    { kind: "expired", waitedMs: 600 * S, offLine: OFF },
  ],
  [
    "the answer waits while the number is off line",
    answeredWith(),
    [{ from: T0 + 20, to: null }],
    { kind: "not-sent-yet", since: T0 + 40, offLine: { from: T0 + 20, to: null } },
  ],
  [
    "the gateway will never take it",
    answeredWith(
      attempt(2, T0 + 60, 10),
      outcome(20, T0 + 100, { turnSeq: 10, status: "failed", code: "not-on-whatsapp" }),
    ),
    [],
    { kind: "failed", code: "not-on-whatsapp" },
  ],
  [
    "the gateway refused it and it is tried again",
    answeredWith(outcome(20, T0 + 100, { turnSeq: 10, status: "refused", code: "rate-limited", attempt: 2 })),
    [],
    { kind: "retrying", code: "rate-limited", tries: 2 },
  ],
  [
    "its outcome is unknown",
    answeredWith(outcome(20, T0 + 100, { turnSeq: 10, status: "held" })),
    [],
    { kind: "unknown", since: T0 + 100 },
  ],
  [
    "an unknown outcome went to a person",
    answeredWith(outcome(20, T0 + 100, { turnSeq: 10, status: "settled", settledAs: "given-to-person" })),
    [],
    { kind: "given-to-person" },
  ],
  [
    "it was answered and read",
    answeredWith(
      outcome(20, T0 + 100, { turnSeq: 10, status: "accepted", messageId: "OUT" }),
      receipt(21, T0 + 2 * S, "received", "OUT"),
      receipt(22, T0 + 9 * S, "read", "OUT"),
    ),
    [],
    { kind: "answered", afterMs: 100, onceMore: false, receipt: "read" },
  ],
  [
    "it was answered late, because the words waited for the broker",
    [
      { ...wrote(1, T0), storedAtMs: T0 + 400 * S },
      turn(10, T0 + 401 * S, { eventSeq: 1, says: true }),
      outcome(20, T0 + 402 * S, { turnSeq: 10, status: "accepted", messageId: "OUT" }),
    ],
    [],
    { kind: "answered", afterMs: 402 * S, spooledMs: 400 * S },
  ],
  [
    "it was taken and failed later",
    answeredWith(
      outcome(20, T0 + 100, { turnSeq: 10, status: "accepted", messageId: "OUT" }),
      receipt(21, T0 + 2 * S, "failed", "OUT"),
    ),
    [],
    { kind: "failed", code: null },
  ],
];

test.each(CASES)("%s", (_title, items, offLine, cause) => {
  expect(causeOf(incidentAt(items, T0 + 3600 * S), items, offLine)).toMatchObject(cause);
});

test("words that were gathered are explained with the answer a later turn gave, from either end", () => {
  const items = [
    wrote(1, T0),
    turn(10, T0 + 40, { eventSeq: 1, rule: "gathering", state: { pendingInput: { due: T0 + 1200 } } }),
    timer(2, T0 + 1200),
    turn(11, T0 + 1240, { eventSeq: 2, previous: 10, says: true }),
    outcome(20, T0 + 1300, { turnSeq: 11, status: "accepted", messageId: "OUT" }),
  ];
  const fromMessage = incidentWith(items, "M1");
  expect(fromMessage?.turns.map(({ seq }) => seq)).toEqual([10, 11]);
  expect(incidentWith(items, "OUT")).toEqual(fromMessage);
  expect(incidentAt(items, T0 + 1250)).toEqual(fromMessage);
  expect(causeOf(fromMessage!, items, [])).toMatchObject({ kind: "answered", afterMs: 1300 });
  expect(incidentWith(items, "never-seen")).toBeNull();
});

test("times off line run from the first bad news to the next good one", () => {
  const state = (connected: boolean, receivedAt: number) => ({
    id: "s",
    channel: REF.channel,
    connected,
    at: 0,
    receivedAt,
  });
  expect(offLineOf([state(true, 1), state(false, 5), state(false, 7), state(true, 9), state(false, 20)])).toEqual([
    { from: 5, to: 9 },
    { from: 20, to: null },
  ]);
});
