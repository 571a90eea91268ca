import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  attemptSubject,
  ChannelId,
  ContactKey,
  type ConversationRef,
  contentHash,
  controlSubject,
  eventSubject,
  orderSubject,
  outcomeSubject,
  PARTITION_COUNT,
  parseStoredInbound,
  receiptSubject,
  redactSubject,
  SENDING_LANES,
  stableId,
  storedAttemptSubject,
  storedControlSubject,
  storedEventSubject,
  storedOrderSubject,
  timerSubject,
  turnSubject,
} from "../src/index.ts";

const ana: ConversationRef = { channel: ChannelId.parse("main"), contact: ContactKey.parse("5511990000001") };
const carla: ConversationRef = { ...ana, contact: ContactKey.parse("lid-126104500000003") };

/** What the broker does to a published subject: the partition goes in after the first token. */
const stored = (subject: string, partition: number) => subject.replace(/^inbound\./, `inbound.${partition}.`);

describe("parseStoredInbound", () => {
  test.each([
    ["event", eventSubject, storedEventSubject],
    ["control", controlSubject, storedControlSubject],
    ["attempt", attemptSubject, storedAttemptSubject],
    ["order", orderSubject, storedOrderSubject],
  ] as const)("reads back what was published as %s", (kind, subject, storedSubject) => {
    for (const ref of [ana, carla]) {
      for (const partition of [0, 38, PARTITION_COUNT - 1]) {
        expect(storedSubject(ref, partition)).toBe(stored(subject(ref), partition));
        expect(parseStoredInbound(storedSubject(ref, partition))).toEqual({ ...ref, partition, kind });
      }
    }
  });

  test.each([
    "",
    "inbound",
    "inbound.38",
    "inbound.38.main.5511990000001",
    "inbound.38.main.5511990000001.other",
    "inbound.38.main.5511990000001.gate.other",
    "inbound.main.5511990000001.event",
    "inbound.x.main.5511990000001.event",
    "inbound..main.5511990000001.event",
    "inbound.-1.main.5511990000001.event",
    "timer.main.5511990000001.idle",
    "turn.main.5511990000001.reply",
  ])("%j is not a stored subject of the log", (subject) => {
    expect(parseStoredInbound(subject)).toBeNull();
  });
});

describe("redactSubject", () => {
  test("leaves no phone and no LID in any subject", () => {
    const subjects = (ref: ConversationRef) => [
      stored(eventSubject(ref), 38),
      stored(controlSubject(ref), 38),
      stored(attemptSubject(ref), 38),
      timerSubject(ref, "idle"),
      ...SENDING_LANES.map((lane) => turnSubject(ref, lane)),
      outcomeSubject(ref),
      receiptSubject(ref),
    ];
    fc.assert(
      fc.property(fc.stringMatching(/^(?:lid-)?[1-9]\d{4,19}$/), (key) => {
        for (const subject of subjects({ ...ana, contact: ContactKey.parse(key) })) {
          expect(redactSubject(subject)).not.toMatch(/\d{5}|lid/);
        }
      }),
    );
  });

  test("keeps what tells the subject's kind", () => {
    expect(redactSubject(stored(controlSubject(carla), 38))).toBe("inbound.38.main.*.gate.control");
    expect(redactSubject("error at turn.main.5511990000001.reply and timer.main.lid-12345.idle")).toBe(
      "error at turn.main.*.reply and timer.main.*.idle",
    );
  });
});

describe("ids", () => {
  test("are 22 characters that a subject or a header can carry", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))), (parts) => {
        expect(stableId(...parts)).toMatch(/^[\w-]{22}$/);
      }),
    );
  });

  test("depend on where one part ends and the next begins", () => {
    expect(stableId("ab", "c")).not.toBe(stableId("a", "bc"));
    expect(stableId("a")).not.toBe(stableId("a", ""));
    expect(stableId("1")).not.toBe(stableId(1));
  });

  test("of words do not depend on white space, but do on everything else", () => {
    expect(contentHash("  Olá\n\nAna ")).toBe(contentHash("Olá Ana"));
    expect(contentHash("Olá Ana")).not.toBe(contentHash("olá Ana"));
    expect(contentHash("OláAna")).not.toBe(contentHash("Olá Ana"));
  });
});
