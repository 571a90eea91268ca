import type { Transaction } from "kysely";
import { expect } from "vitest";
import * as database from "../src/index.ts";
import { CONTACT, hour } from "./clinic.ts";
import { openHistory } from "./history.ts";

type Trx = Transaction<database.DB>;
const PAGE = { limit: 10, descending: false };
const MONTH = { from: "2026-12-01", to: "2026-12-31", timeZone: "America/Sao_Paulo" };
const ALL = { ...MONTH, channel: "main", service: "psicologia" };

/** Cases of the functions that read what the projector wrote. */
export const HISTORY_CASES: Record<string, (trx: Trx) => Promise<void>> = {
  async listConversations(trx) {
    await openHistory(trx);
    const { items } = await database.listConversations(trx, {}, "lastMessageAt", { ...PAGE, descending: true });
    expect(items).toMatchObject([{ name: "Marília", last: { author: "bot", text: "Olá!" } }]);
    const filter = { channel: "main", mode: "human", step: "menu", parked: false } as const;
    const waiting = await database.listConversations(trx, { ...filter, search: "maril" }, "waitingSince", PAGE);
    expect(waiting.items).toMatchObject([{ waitingSince: hour(1) }]);
    const found = async (search: string) =>
      (await database.listConversations(trx, { search }, "lastMessageAt", PAGE)).items.length;
    expect([await found("98765"), await found("00000")], "part of a phone").toEqual([1, 0]);
  },
  async findConversation(trx) {
    await openHistory(trx);
    expect(await database.findConversation(trx, CONTACT.channel, CONTACT.contactKey)).toMatchObject({ step: "menu" });
  },
  async readTimeline(trx) {
    await openHistory(trx);
    const page = { ...CONTACT, limit: 10 };
    const { items, next } = await database.readTimeline(trx, page);
    expect(next).toBeNull();
    expect(items.map(({ type }) => type)).toEqual(["handoff", "message", "turn", "message"]);
    expect(items[1]).toMatchObject({ text: "Olá!", rule: "menu:1", status: "read" });
    const newest = await database.readTimeline(trx, { ...page, limit: 2 });
    expect(newest, "instants stay whole").toMatchObject({ items: [{}, {}, {}], next: hour(1) });
    const rest = await database.readTimeline(trx, { ...page, limit: 2, before: hour(1) });
    expect(rest).toMatchObject({ items: [{ text: "oi" }], next: null });
  },
  async readHeard(trx) {
    await openHistory(trx);
    expect(await database.readHeard(trx)).toEqual({ inbound: 0, turns: 7, delivery: 0 });
  },
  async changesBetween(trx) {
    await openHistory(trx);
    const [none, all] = [
      { inbound: 0, turns: 0, delivery: 0 },
      { inbound: 5, turns: 7, delivery: 9 },
    ];
    expect(await database.changesBetween(trx, none, all)).toEqual([CONTACT]);
    expect(await database.changesBetween(trx, none, { inbound: 4, turns: 6, delivery: 8 })).toEqual([]);
    expect(await database.changesBetween(trx, all, all)).toEqual([]);
  },
  async readDays(trx) {
    await openHistory(trx);
    const days = (await database.readDays(trx, MONTH)).map(({ day, count }) => [day, count]);
    // 02:00 UTC on the first is still November in São Paulo, 03:00 is midnight.
    expect(days).toEqual([
      ["2026-12-01", 2],
      ["2026-12-31", 4],
    ]);
    expect(await database.readDays(trx, { ...ALL, channel: "other" })).toEqual([]);
  },
  async readPeakHours(trx) {
    await openHistory(trx);
    expect(await database.readPeakHours(trx, ALL)).toEqual([]);
  },
  async readServices(trx) {
    await openHistory(trx);
    expect(await database.readServices(trx, ALL)).toEqual([{ service: "psicologia", sessions: 6, leads: 0 }]);
  },
  async readStates(trx) {
    await openHistory(trx);
    expect(await database.readStates(trx, ALL)).toEqual([]);
  },
  async readLabels(trx) {
    await openHistory(trx);
    expect(await database.readLabels(trx, ALL, ["handoff"])).toEqual([]);
  },
};
