import type { Transaction } from "kysely";
import { expect } from "vitest";
import * as database from "../src/index.ts";
import { LIVE, writeRows } from "../src/projection.ts";
import { bookAt, type Clinic, CONTACT, hour, LEAD_ID } from "./clinic.ts";
import { openHistory } from "./history.ts";

type Trx = Transaction<database.DB>;
const VIEW = { page: "conversas", name: "Minhas", query: "assignee=me&sort=waitingSince", position: 1 };
const SOME_ID = "0190a000-0000-7000-8000-00000000ffff";

/** What a person at the panel keeps, and whom the panel names. */
export const PANEL_CASES: Record<string, (trx: Trx, clinic: Clinic) => Promise<void>> = {
  async readPreferences(trx, { user }) {
    expect(await database.readPreferences(trx, user.id)).toBeUndefined();
  },
  async writePreferences(trx, { user }) {
    const preferences = {
      language: "es",
      theme: "dark",
      sound: true,
      notifications: false,
      choices: { a_b: 1 },
    } as const;
    await database.writePreferences(trx, user.id, { ...preferences, language: "pt" });
    await database.writePreferences(trx, user.id, preferences);
    expect(await database.readPreferences(trx, user.id)).toEqual(preferences);
  },
  async listViews(trx, { user }) {
    await database.addView(trx, user.id, { ...VIEW, name: "Depois", position: 2 });
    await database.addView(trx, user.id, VIEW);
    expect((await database.listViews(trx, user.id)).map(({ name }) => name)).toEqual(["Minhas", "Depois"]);
  },
  async lockViews(trx, { user }) {
    await database.lockViews(trx, user.id);
  },
  async addView(trx, { user }) {
    expect(await database.addView(trx, user.id, VIEW)).toMatchObject({ ...VIEW, version: 1 });
  },
  async findView(trx, { user }) {
    const { id } = await database.addView(trx, user.id, VIEW);
    expect(await database.findView(trx, { id, userId: user.id })).toMatchObject(VIEW);
    expect(await database.findView(trx, { id, userId: SOME_ID }), "of another user").toBeUndefined();
  },
  async updateView(trx, { user }) {
    const { id } = await database.addView(trx, user.id, VIEW);
    const key = { id, userId: user.id, version: 1 };
    expect(await database.updateView(trx, { ...key, userId: SOME_ID }, { name: "Delas" })).toBeUndefined();
    expect(await database.updateView(trx, key, { name: "Nossas" })).toMatchObject({ name: "Nossas", version: 2 });
    expect(await database.updateView(trx, key, {}), "an old version").toBeUndefined();
  },
  async deleteView(trx, { user }) {
    const { id } = await database.addView(trx, user.id, VIEW);
    const key = { id, userId: user.id, version: 1 };
    expect(await database.deleteView(trx, { ...key, userId: SOME_ID })).toBe(false);
    expect(await database.deleteView(trx, key)).toBe(true);
    expect(await database.listViews(trx, user.id)).toEqual([]);
  },
  async countHome(trx) {
    expect(await database.countHome(trx)).toEqual({ waiting: 0, unanswered: 0, newLeads: 0 });
    await openHistory(trx);
    expect(await database.countHome(trx)).toEqual({ waiting: 1, unanswered: 0, newLeads: 0 });
  },
  async standingConversations(trx) {
    expect(await database.standingConversations(trx)).toEqual([]);
    await openHistory(trx);
    expect(await database.standingConversations(trx), "neither under way nor parked").toEqual([]);
    await trx
      .updateTable("read.conversations")
      .set({ sessionSeq: 7, parkedSince: hour(2) })
      .execute();
    expect(await database.standingConversations(trx)).toEqual([
      { mode: "human", step: "menu", sessions: 1, parked: 1, parkedSince: hour(2) },
    ]);
  },
  async waitingForPeople(trx) {
    const nobody = { waiting: 0, waitingSince: null, flowVersion: null, dangers: 0, dangerSince: null };
    expect(await database.waitingForPeople(trx)).toEqual(nobody);
    await openHistory(trx);
    const one = { waiting: 1, waitingSince: hour(1), flowVersion: null };
    expect(await database.waitingForPeople(trx)).toEqual({ ...one, dangers: 0, dangerSince: null });
    await trx
      .updateTable("read.handoffs")
      .set({ summary: JSON.stringify({ danger: "chest-pain" }) })
      .execute();
    expect(await database.waitingForPeople(trx)).toEqual({ ...one, dangers: 1, dangerSince: hour(1) });
    await trx
      .updateTable("read.handoffs")
      .set({ resolvedAt: hour(3) })
      .execute();
    expect(await database.waitingForPeople(trx), "answered").toEqual({ ...one, dangers: 0, dangerSince: null });
  },
  async longestWaiting(trx) {
    await openHistory(trx);
    expect(await database.longestWaiting(trx, 8)).toEqual([
      {
        ...CONTACT,
        name: "Marília",
        waitingSince: hour(1),
        reason: "asked",
        team: "t",
        words: { kind: "text", text: "oi" },
      },
    ]);
    expect(await database.longestWaiting(trx, 0)).toEqual([]);
  },
  async newestLeads(trx, { user }) {
    const lead = { ...CONTACT, service: null, team: null, reason: "asked", captured: {}, kind: null };
    const captured = (last: number, at: number) => ({
      ...{
        ...lead,
        id: `${LEAD_ID.slice(0, -1)}${last}`,
        language: null,
        turnSeq: last,
        name: `Lead ${last}`,
        capturedAt: hour(at),
      },
    });
    await writeRows({ db: trx, schema: LIVE }, "leads", [captured(1, 1), captured(2, 3), captured(3, 2)]);
    const names = async (limit = 8) => (await database.newestLeads(trx, limit)).map(({ name }) => name);
    expect(await names()).toEqual(["Lead 2", "Lead 3", "Lead 1"]);
    expect(await names(1)).toEqual(["Lead 2"]);
    const handling = { status: "discarded", discardReason: "engano", updatedBy: user.id } as const;
    await database.handleLead(trx, 0, { leadId: captured(2, 3).id, ...handling });
    expect(await names()).toEqual(["Lead 3", "Lead 1"]);
    expect(await database.countHome(trx)).toMatchObject({ newLeads: 2 });
  },
  async hasPatientWritten(trx) {
    expect(await database.hasPatientWritten(trx)).toBe(false);
    await openHistory(trx);
    expect(await database.hasPatientWritten(trx)).toBe(true);
  },
  async dayAt(trx) {
    const [day, zone] = ["2026-12-01", "America/Sao_Paulo"];
    expect(await database.dayAt(trx, hour(0), zone)).toEqual({ day, from: hour(0), to: hour(24) });
    expect(await database.dayAt(trx, hour(23.5), zone)).toMatchObject({ day });
    // The clocks go forward: this day of New York has 23 hours.
    const short = await database.dayAt(trx, "2026-03-08T12:00:00Z", "America/New_York");
    expect(short).toEqual({ day: "2026-03-08", from: "2026-03-08T05:00:00.000Z", to: "2026-03-09T04:00:00.000Z" });
  },
  async countAppointments(trx, clinic) {
    const day = { day: "2026-12-01", from: hour(0), to: hour(24) };
    await bookAt(trx, clinic, 9);
    await bookAt(trx, clinic, 24);
    const { id } = await bookAt(trx, clinic, 11);
    expect(await database.countAppointments(trx, day)).toBe(2);
    await database.updateRow(trx, "appointments", { id, version: 1 }, { state: "cancelled" });
    expect(await database.countAppointments(trx, day)).toBe(1);
  },
  async nextAppointments(trx, clinic) {
    const day = { day: "2026-12-01", from: hour(0), to: hour(24) };
    for (const at of [11, 9, 24]) await bookAt(trx, clinic, at);
    const starts = async (after: string, limit = 8) =>
      (await database.nextAppointments(trx, day, after, limit)).map(({ startsAt }) => startsAt);
    expect(await starts(hour(0))).toEqual([hour(9), hour(11)]);
    expect(await starts(hour(9.5)), "one is under way").toEqual([hour(9), hour(11)]);
    expect(await starts(hour(10)), "it ends").toEqual([hour(11)]);
    expect(await starts(hour(0), 1)).toEqual([hour(9)]);
    expect(await database.nextAppointments(trx, day, hour(0), 1)).toMatchObject([
      { patient: clinic.patient.name, professional: clinic.professional.name, service: "Psicologia" },
    ]);
  },
  async listTeam(trx, { user }) {
    const team = await database.listTeam(trx);
    expect(team.map(({ name }) => name)).toEqual(["Ana Admin", "Bia"]);
    await database.updateRow(trx, "users", { id: user.id, version: 1 }, { active: false });
    expect(await database.listTeam(trx), "without who was switched off").toEqual(team.slice(1));
  },
};
