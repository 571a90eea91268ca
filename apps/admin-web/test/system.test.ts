import { expect, it } from "vitest";
import { named } from "../src/lib/home/named.ts";
import { isObserving, type Log, queueOf, queuesOf } from "../src/lib/system/queues.ts";
import { tilesOf } from "../src/lib/system/tiles.ts";

const AT = "2026-11-30T12:00:00.000Z";
const consumer = (name: string, toCome: number, oldestAt: string | null = null) => ({
  ...{ name, toCome, inFlight: 0, oldestAt },
});

it.each([
  ["worker", { kind: "worker" }],
  ["sender-rua-augusta-reply", { kind: "sender-reply", channel: "rua-augusta" }],
  ["take-back-main", { kind: "take-back", channel: "main" }],
  ["orders-main", { kind: "orders", channel: "main" }],
  ["failures-failures-2", { kind: "failures", channel: "failures-2" }],
  ["mirror-turns", { kind: "mirror-turns" }],
  ["something-newer", null],
])("knows what the consumer %s does", (name, queue) => {
  expect(queueOf(name)).toEqual(queue);
});

const LOG: Log = {
  ...{ streams: [], consumers: [], numbers: [], processes: [], verdicts: [] },
  ...{ unknown: { count: 0, since: null }, deadLetters: 0, unknownSpools: 0 },
};

it("puts what wants a look first, then the longest queue, and says how long the oldest has waited", () => {
  const log: Log = {
    ...LOG,
    consumers: [consumer("media", 0), consumer("worker", 9, AT), consumer("lookups", 1, "2026-11-30T11:58:00.000Z")],
    verdicts: [{ about: "consumer", name: "lookups", ok: false, code: "old", value: 120_000 }],
  };
  expect(queuesOf(log, AT).map(({ name, count, waitsMs, isBad }) => [name, count, waitsMs, isBad])).toEqual([
    ["lookups", 1, 120_000, true],
    ["worker", 9, 0, false],
    ["media", 0, 0, false],
  ]);
});

it.each([
  ["only observes", [{ about: "bot", name: "bot", ok: false, code: "observes", value: null }], true],
  ["speaks", [{ about: "number", name: "number main", ok: false, code: "paused", value: null }], false],
] as const)("tells a bot that %s", (_, verdicts, isObserved) => {
  expect(isObserving({ verdicts: [...verdicts] })).toBe(isObserved);
});

const PEOPLE = { dangers: 0, waiting: 2, parked: 1, sessions: [{ mode: "bot", count: 3 }] };

it.each([
  [
    "the broker is away",
    null,
    PEOPLE,
    "dangers 0, waiting 2, parked 1!, unknown ?, deadLetters ?, unknownSpools ?, sessions 3",
  ],
  [
    "a spool cannot be opened",
    { ...LOG, unknownSpools: 1 },
    null,
    "dangers ?, waiting ?, parked ?, unknown 0, deadLetters 0, unknownSpools 1!, sessions ?",
  ],
])("shows on tiles what wants a look when %s", (_, log, people, shown) => {
  const tiles = tilesOf(log, people).map(({ about, value, isBad }) => `${about} ${value ?? "?"}${isBad ? "!" : ""}`);
  expect(tiles.join(", ")).toBe(shown);
});

it.each([
  ["has its name", [{ id: "main", name: "Recepção" }], ["Recepção"]],
  [
    "is the clinic's, where it is the only one and was given none",
    [{ id: "main", name: "main" }],
    ["Número da clínica"],
  ],
  [
    "is told from others by its id, where it was given none",
    [
      { id: "main", name: "main" },
      { id: "rua-augusta", name: "rua-augusta" },
      { id: "centro", name: "Centro" },
    ],
    ["Número main", "Número rua-augusta", "Centro"],
  ],
])("a number of the clinic %s", (_, channels, names) => {
  expect(named(channels).map(({ name }) => name)).toEqual(names);
});
