import {
  AUDIT_DAYS_MIN,
  BUCKETS,
  EVENTS_DAYS_MAX,
  EVENTS_DAYS_MIN,
  IDENTIFIERS_DAYS_MIN,
  INBOUND,
  MEDIA,
  MERGES_DAYS_MIN,
  RETENTION_DAYS_MAX,
  WORDS_DAYS_MIN,
} from "@acolhe/events";
import { expect, test } from "vitest";
import { loadSettings } from "../src/index.ts";

const isTaken = (name: string, days: number) => {
  try {
    loadSettings({ [name]: String(days) });
    return true;
  } catch {
    return false;
  }
};

test.each([
  ["RETENTION_EVENTS_DAYS", EVENTS_DAYS_MIN, EVENTS_DAYS_MAX, false],
  ["RETENTION_WORDS_DAYS", WORDS_DAYS_MIN, RETENTION_DAYS_MAX, true],
  ["RETENTION_IDENTIFIERS_DAYS", IDENTIFIERS_DAYS_MIN, RETENTION_DAYS_MAX, true],
  ["RETENTION_MEDIA_DAYS", 1, RETENTION_DAYS_MAX, true],
  ["RETENTION_AUDIT_DAYS", AUDIT_DAYS_MIN, RETENTION_DAYS_MAX, true],
  ["RETENTION_LOGINS_DAYS", 1, RETENTION_DAYS_MAX, true],
  ["RETENTION_MERGES_DAYS", MERGES_DAYS_MIN, RETENTION_DAYS_MAX, true],
  ["RETENTION_EXPORTS_DAYS", 1, RETENTION_DAYS_MAX, true],
  ["RETENTION_IDEMPOTENCY_DAYS", 1, RETENTION_DAYS_MAX, true],
])("%s is %i to %i days, and nothing between", (name, min, max, mayBeForEver) => {
  expect([min, max].map((days) => isTaken(name, days))).toEqual([true, true]);
  expect([min - 1, max + 1, min + 0.5, -1].filter((days) => days !== 0 && isTaken(name, days))).toEqual([]);
  expect(isTaken(name, 0)).toBe(mayBeForEver);
});

test("words outlast the events they came from, and the defaults are those of the streams", () => {
  expect(WORDS_DAYS_MIN).toBeGreaterThan(EVENTS_DAYS_MAX);
  const { RETENTION_EVENTS_DAYS, RETENTION_MEDIA_DAYS, RETENTION_IDENTIFIERS_DAYS } = loadSettings({});
  const days = [RETENTION_EVENTS_DAYS, RETENTION_MEDIA_DAYS, RETENTION_IDENTIFIERS_DAYS];
  expect(days.map((each) => each * 24 * 3600_000)).toEqual([
    INBOUND.maxAgeMs,
    MEDIA.maxAgeMs,
    BUCKETS.secrets.maxAgeMs,
  ]);
});
