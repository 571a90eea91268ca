import { connectBus, objectStream } from "@acolhe/bus";
import { connectDatabase, migrate } from "@acolhe/database";
import { sweeps } from "@acolhe/database/retention";
import { INBOUND, MEDIA, TURNS } from "@acolhe/events";
import { startNats, temporaryDatabase, temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import { setUp } from "../../../apps/ops/src/setup.ts";
import { type DailyDeps, sweepWhenDue } from "../src/daily.ts";
import { cutoffOf, cutoffsOf, type Periods } from "../src/periods.ts";

const template = { name: "migrated", fill: async (url: string) => void (await migrate(url)) };
const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
const PERIODS: Periods = { words: 730, audit: 0, logins: 180, merges: 365, exports: 7, idempotency: 1 };

test("the cutoff is the beginning of a day of UTC, and for ever has none", () => {
  const noon = Date.UTC(2026, 4, 10, 12);
  expect(cutoffOf(1, noon)).toBe(Date.UTC(2026, 4, 9));
  expect(cutoffOf(1, Date.UTC(2026, 4, 10))).toBe(Date.UTC(2026, 4, 9));
  expect(cutoffOf(1, Date.UTC(2026, 4, 10) - 1)).toBe(Date.UTC(2026, 4, 8));
  expect(cutoffOf(0, noon)).toBeNull();
  expect(Object.keys(cutoffsOf(PERIODS, noon))).toEqual(["words", "logins", "merges", "exports", "idempotency"]);
});

test("of two processes one sweeps, once in so many hours, and a sweep that was broken off is due again", async () => {
  await using directory = await temporaryDirectory();
  await using nats = await startNats({ dir: directory.path });
  await using database = await temporaryDatabase(template);
  const bus = await connectBus({ url: nats.url, name: "test" });
  const db = connectDatabase({ url: database.url, name: "tests" });
  try {
    const shape = { channels: [], replicas: 1, ackWaitMs: 1_000 };
    const ages = async () =>
      Promise.all(
        [INBOUND.name, TURNS.name, objectStream(MEDIA.name), "KV_secrets"].map(
          async (name) => (await bus.jsm.streams.info(name)).config.max_age / 1e6 / DAY_MS,
        ),
      );
    await setUp(bus, shape);
    expect(await ages()).toEqual([30, 0, 180, 730]);
    await setUp(bus, { ...shape, keptDays: { events: 7, media: 0, identifiers: 31 } });
    expect(await ages(), "the broker deletes by itself what a setting says").toEqual([7, 0, 0, 31]);
    let now = Date.now();
    const done: string[] = [];
    const deps: DailyDeps = {
      bus,
      db,
      url: database.url,
      periods: PERIODS,
      everyHours: 24,
      checkMs: 1,
      clock: () => now,
      onRule: ({ rule }) => done.push(rule),
      onError: () => {},
    };
    const { signal } = new AbortController();
    const both = await Promise.all([sweepWhenDue(deps, signal), sweepWhenDue(deps, signal)]);
    expect(both.filter((swept) => swept)).toEqual([true]);
    expect(done).toEqual(["words", "logins", "merges", "exports", "idempotency"]);
    expect((await sweeps(db)).find(({ rule }) => rule === "exports")?.cutoff).toBe(
      new Date(cutoffOf(7, now)!).toISOString(),
    );

    now += 23 * HOUR_MS;
    expect(await sweepWhenDue(deps, signal), "not yet").toBe(false);
    now += 2 * HOUR_MS;
    expect(await sweepWhenDue(deps, AbortSignal.abort()), "begun, and broken off").toBe(true);
    expect(done).toHaveLength(5);
    expect(await sweepWhenDue(deps, signal), "due again").toBe(true);
    expect(done).toHaveLength(10);
    now += DAY_MS + HOUR_MS;
    expect(await sweepWhenDue({ ...deps, periods: { ...PERIODS, words: 0 } }, signal)).toBe(true);
    expect(done.slice(10)).toEqual(["logins", "merges", "exports", "idempotency"]);
  } finally {
    await db.destroy();
    await bus.close();
  }
});
