import { expect, test } from "vitest";
import { type Status, type Verdict, verdictsOf } from "../src/index.ts";

const NOW = 1_000_000_000;
const WELL: Status = {
  streams: [],
  consumers: [{ name: "worker", toCome: 99, inFlight: 1, redelivered: 0, oldestAt: NOW - 59_999 }],
  channels: [{ id: "main", connected: true, at: 1, paused: false }],
  unknown: { count: 0, oldest: null },
  observing: false,
  deadLetters: 0,
  unknownSpools: 0,
  processes: [{ name: "ingress", ready: true, missing: null }],
};
const worker = WELL.consumers[0]!;

test("what is well is said to be, once for each thing", () => {
  const verdicts = verdictsOf(WELL, NOW);
  expect(verdicts.map(({ code }) => code)).toEqual(["keeps-up", "on-line", "none", "none", "none", "ready"]);
  expect(verdicts.every(({ ok }) => ok)).toBe(true);
});

test.each<[what: string, change: Partial<Status>, verdict: Partial<Verdict>]>([
  ["a hundred records behind", { consumers: [{ ...worker, toCome: 100 }] }, { code: "behind", value: 100, ok: false }],
  [
    "one record that waits for a minute",
    { consumers: [{ ...worker, toCome: 1, oldestAt: NOW - 60_000 }] },
    { code: "old", value: 60_000, ok: false, says: "a record waits for 1 min: is its process up?" },
  ],
  [
    "a number that is off line",
    { channels: [{ id: "main", connected: false, at: 1, paused: false }] },
    { code: "off-line", ok: false },
  ],
  [
    "a number nothing was heard of",
    { channels: [{ id: "main", connected: null, at: null, paused: false }] },
    { code: "no-news", ok: true },
  ],
  [
    "a number that an operator paused",
    { channels: [{ id: "main", connected: true, at: 1, paused: true }] },
    { code: "paused", ok: false },
  ],
  ["an unknown outcome", { unknown: { count: 2, oldest: 1 } }, { code: "some", value: 2, ok: false }],
  ["a spool that cannot be opened", { unknownSpools: 1 }, { about: "spool", code: "some", value: 1, ok: false }],
  ["a record that cannot be read", { deadLetters: 3 }, { code: "some", value: 3, ok: false }],
  [
    "a service that does not answer",
    { processes: [{ name: "a", ready: null, missing: null }] },
    { code: "no-answer", ok: false },
  ],
  [
    "a service that is not ready",
    { processes: [{ name: "a", ready: false, missing: "The broker is away" }] },
    { code: "not-ready", ok: false, says: "The broker is away" },
  ],
])("%s", (_what, change, verdict) => {
  const others = verdictsOf(WELL, NOW);
  const changed = verdictsOf({ ...WELL, ...change }, NOW).filter((one, at) => one.code !== others[at]!.code);
  expect(changed).toMatchObject([verdict]);
});

test("a bot that only observes after a restore is told of", () => {
  const [told] = verdictsOf({ ...WELL, observing: true }, NOW).filter(({ ok }) => !ok);
  expect(told).toMatchObject({ about: "bot", code: "observes" });
});
