import type { Transaction } from "kysely";
import { expect } from "vitest";
import * as database from "../src/index.ts";
import type { Clinic } from "./clinic.ts";
import { openHistory } from "./history.ts";

type Trx = Transaction<database.DB>;
const MINE = "0190a000-0000-7000-8000-0000000000a1";
const OTHERS = "0190a000-0000-7000-8000-0000000000a2";
const take = (trx: Trx, holder: string, forMs = 60_000) => database.takeAlertWatch(trx, { holder, forMs });

/** What the alerts' one sender remembers, and what operators ask of it. */
export const ALERT_CASES: Record<string, (trx: Trx, clinic: Clinic) => Promise<void>> = {
  async takeAlertWatch(trx) {
    expect(await take(trx, MINE)).toEqual({});
    expect(await take(trx, OTHERS), "while it is another's").toBeNull();
    expect(await take(trx, MINE), "again").toEqual({});
    await take(trx, MINE, -1_000);
    expect(await take(trx, OTHERS), "once its time is over").toEqual({});
    expect(await take(trx, MINE)).toBeNull();
  },
  async saveAlertWatch(trx) {
    await take(trx, MINE);
    await database.orderOfAlerts(trx, { kind: "test", alertKey: null, orderedBy: "ana" });
    const orders = (await database.listAlertOrders(trx)).map(({ id }) => id);
    expect(await database.saveAlertWatch(trx, { holder: OTHERS, state: { a: 2 }, orders })).toBe(false);
    expect(await database.listAlertOrders(trx), "an order that no process heard stays").toHaveLength(1);
    expect(await database.saveAlertWatch(trx, { holder: MINE, state: { a: 1 }, orders })).toBe(true);
    expect(await take(trx, MINE)).toEqual({ a: 1 });
    expect(await database.listAlertOrders(trx)).toEqual([]);
  },
  async leaveAlertWatch(trx) {
    await take(trx, MINE);
    await database.leaveAlertWatch(trx, OTHERS);
    expect(await take(trx, OTHERS)).toBeNull();
    await database.leaveAlertWatch(trx, MINE);
    expect(await take(trx, OTHERS)).toEqual({});
  },
  async readAlertWatch(trx) {
    expect(await database.readAlertWatch(trx)).toEqual({ state: {}, savedAt: null, savedMsAgo: null });
    await take(trx, MINE);
    await database.saveAlertWatch(trx, { holder: MINE, state: { a: 1 }, orders: [] });
    expect(await database.readAlertWatch(trx)).toEqual({
      ...{ state: { a: 1 }, savedAt: expect.stringMatching(/Z$/) },
      // A transaction's time is that of its beginning, of which the table keeps whole milliseconds.
      savedMsAgo: expect.closeTo(0, -1),
    });
  },
  async orderOfAlerts(trx) {
    await database.orderOfAlerts(trx, { kind: "acknowledge", alertKey: "dead-letters", orderedBy: "ana" });
    await database.orderOfAlerts(trx, { kind: "test", alertKey: null, orderedBy: "ana" });
    expect(await database.listAlertOrders(trx)).toMatchObject([
      { kind: "acknowledge", alertKey: "dead-letters", orderedBy: "ana" },
      { kind: "test", alertKey: null },
    ]);
  },
  async listAlertOrders(trx) {
    expect(await database.listAlertOrders(trx)).toEqual([]);
  },
  async waitingDangers(trx) {
    await openHistory(trx);
    expect(await database.waitingDangers(trx), "a call without a danger").toEqual([]);
    await trx
      .updateTable("read.handoffs")
      .set({ summary: JSON.stringify({ danger: "chest-pain" }) })
      .execute();
    expect(await database.waitingDangers(trx)).toEqual([
      { turnSeq: expect.any(Number), askedAt: expect.stringMatching(/Z$/) },
    ]);
    await trx.updateTable("read.handoffs").set({ resolvedAt: new Date().toISOString() }).execute();
    expect(await database.waitingDangers(trx), "answered").toEqual([]);
  },
};
