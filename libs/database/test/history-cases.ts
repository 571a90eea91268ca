import type { Transaction } from "kysely";
import { expect } from "vitest";
import * as database from "../src/index.ts";
import { bookAt, type Clinic, CONTACT, hour } from "./clinic.ts";
import { openHistory } from "./history.ts";
import { contactOf, openInbox } from "./inbox.ts";

type Trx = Transaction<database.DB>;
const PAGE = { limit: 10, descending: false };
const MONTH = { from: "2026-12-01", to: "2026-12-31", timeZone: "America/Sao_Paulo" };
const ALL = { ...MONTH, channel: "main", service: "psicologia" };

/** Cases of the functions that read what the projector wrote. */
export const HISTORY_CASES: Record<string, (trx: Trx, clinic: Clinic) => Promise<void>> = {
  async listConversations(trx) {
    await openHistory(trx);
    const { items } = await database.listConversations(trx, {}, "lastMessageAt", { ...PAGE, descending: true });
    expect(items).toMatchObject([{ name: "Marília", last: { author: "bot", text: "Olá!" } }]);
    const filter = { channel: "main", mode: "human", step: "menu", parked: false } as const;
    const waiting = await database.listConversations(trx, { ...filter, search: "maril" }, "waitingSince", PAGE);
    expect(waiting.items).toMatchObject([{ waitingSince: hour(1) }]);
    const found = async (filter: database.ConversationFilter) =>
      (await database.listConversations(trx, filter, "lastMessageAt", PAGE)).items.length;
    expect([await found({ search: "98765" }), await found({ search: "00000" })], "part of a phone").toEqual([1, 0]);
  },
  async countConversations(trx, clinic) {
    await openHistory(trx);
    await openInbox(trx, clinic);
    const viewerId = clinic.user.id;
    const tabs = {
      all: {},
      waiting: { waiting: true },
      unanswered: { unanswered: true },
      unread: { unread: true },
      unassigned: { assignee: "none" },
      mine: { assignee: viewerId },
    } satisfies Record<string, database.ConversationFilter>;
    const other = { channel: "main", open: true, optedOut: false, search: "quero" } as const;
    for (const filter of [{}, { search: "receita" }, { search: "o i" }, other, { blocked: true }, { service: "x" }]) {
      const counts: Record<string, number> = await database.countConversations(trx, filter, viewerId);
      for (const [tab, more] of Object.entries(tabs)) {
        const whole = { ...filter, viewerId, ...more };
        const { items } = await database.listConversations(trx, whole, "firstTurnSeq", { ...PAGE, limit: 100 });
        expect(counts[tab], `${tab} of ${JSON.stringify(filter)}`).toBe(items.length);
      }
    }
    expect(await database.countConversations(trx, {}, viewerId)).toEqual({
      ...{ all: 5, waiting: 2, unanswered: 1, unread: 2, unassigned: 3, mine: 1 },
    });
  },
  async findConversation(trx) {
    await openHistory(trx);
    expect(await database.findConversation(trx, CONTACT.channel, CONTACT.contactKey)).toMatchObject({ step: "menu" });
  },
  async openLeadsOf(trx, { patient, user }) {
    const lead = { ...CONTACT, captured: "{}", turnSeq: 7, capturedAt: hour(1) };
    const id = (n: number) => `0190a000-0000-7000-8000-00000000000${n}`;
    await trx
      .insertInto("read.leads")
      .values([1, 2].map((n) => ({ ...lead, id: id(n), turnSeq: n })))
      .execute();
    const converted = { status: "converted", patientId: patient.id, updatedBy: user.id } as const;
    await trx
      .insertInto("leadHandling")
      .values({ leadId: id(1), ...converted })
      .execute();
    expect(await database.openLeadsOf(trx, CONTACT)).toMatchObject([{ id: id(2), status: "new" }]);
  },
  async nextAppointmentsOf(trx, clinic) {
    const { patient } = clinic;
    expect(await database.nextAppointmentsOf(trx, [])).toEqual([]);
    await bookAt(trx, clinic, 24 * 36_500);
    const found = await database.nextAppointmentsOf(trx, [patient.id]);
    expect(found).toMatchObject([{ patient: "João Conceição", professional: "Dra. Íris", service: "Psicologia" }]);
    await trx.updateTable("appointments").set({ state: "cancelled", reason: "chuva" }).execute();
    expect(await database.nextAppointmentsOf(trx, [patient.id])).toEqual([]);
  },
  async otherConversationsOf(trx, clinic) {
    await openHistory(trx);
    await openInbox(trx, clinic);
    for (const ref of [CONTACT, contactOf(1)]) {
      const { id } = await database.ensureContact(trx, ref);
      await database.linkContact(trx, id, "guardians", clinic.guardian.id);
    }
    await trx
      .updateTable("read.conversations")
      .set({ mergedInto: CONTACT.contactKey })
      .where("name", "=", "Breno")
      .execute();
    const others = await database.otherConversationsOf(trx, CONTACT);
    expect(others.map(({ name }) => name).sort()).toEqual(["Alda", "Breno"]);
    expect(await database.otherConversationsOf(trx, contactOf(2))).toMatchObject([{ name: "Marília" }]);
  },
  async readTimeline(trx, { user }) {
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
    const since = await database.readTimeline(trx, { ...page, after: hour(0) });
    expect(since, "newest first, also of what came since").toEqual({ items: items.slice(0, 3), next: null });
    const first = await database.readTimeline(trx, { ...page, limit: 1, after: hour(-1) });
    expect(first, "of what came since the earliest").toMatchObject({ items: [{ text: "oi" }], next: hour(0) });
    const note = { ...CONTACT, authorId: user.id, text: "ligar amanhã", createdAt: hour(2) };
    await trx.insertInto("conversationNotes").values(note).execute();
    const { items: withNote } = await database.readTimeline(trx, { ...page, limit: 1 });
    expect(withNote).toMatchObject([{ type: "note", author: "Ana Admin", text: "ligar amanhã" }]);
  },
  async findByGatewayIds(trx) {
    await openHistory(trx);
    await trx.updateTable("read.messages").set({ messageId: "P1" }).where("id", "=", "e").execute();
    await trx.updateTable("read.deliveries").set({ messageId: "B1" }).execute();
    await trx.updateTable("read.messages").set({ id: "turn-000000000007-000" }).where("turnSeq", "=", 7).execute();
    const found = await database.findByGatewayIds(trx, CONTACT, ["P1", "B1", "nobody's"]);
    expect(found).toEqual([
      { messageId: "P1", id: "e", author: "patient", kind: "text", text: "oi" },
      { messageId: "B1", id: "turn-000000000007-000", author: "bot", kind: "text", text: "Olá!" },
    ]);
    expect(await database.findByGatewayIds(trx, contactOf(1), ["P1", "B1"]), "another's").toEqual([]);
    expect(await database.findByGatewayIds(trx, CONTACT, [])).toEqual([]);
  },
  async findMessage(trx) {
    await openHistory(trx);
    await trx.updateTable("read.deliveries").set({ messageId: "B1" }).execute();
    expect(await database.findMessage(trx, CONTACT, "turn-7-0")).toMatchObject({ text: "Olá!", messageId: "B1" });
    expect(await database.findMessage(trx, CONTACT, "e")).toMatchObject({ text: "oi", messageId: null });
    expect(await database.findMessage(trx, contactOf(1), "e")).toBeUndefined();
  },
  async readHeard(trx) {
    await openHistory(trx);
    const heard = await database.readHeard(trx);
    expect(heard).toMatchObject({ inbound: 0, turns: 7, delivery: 0 });
    expect(heard.desk, "there is a beginning").toBeGreaterThan(0);
  },
  async changesBetween(trx) {
    await openHistory(trx);
    const { desk } = await database.readHeard(trx);
    const [none, all] = [
      { inbound: 0, turns: 0, delivery: 0, desk },
      { inbound: 5, turns: 7, delivery: 9, desk },
    ];
    const nothing = { conversations: [], leads: [], appointments: [], records: [], channels: [], settings: [] };
    expect(await database.changesBetween(trx, none, all)).toEqual({ ...nothing, conversations: [CONTACT] });
    expect(await database.changesBetween(trx, none, { inbound: 4, turns: 6, delivery: 8, desk })).toEqual(nothing);
    expect(await database.changesBetween(trx, all, all)).toEqual(nothing);
    await trx.updateTable("read.conversations").set({ sessionSeq: 5 }).execute();
    const lead = { ...CONTACT, captured: "{}", capturedAt: hour(1) };
    const [old, current] = ["0190a000-0000-7000-8000-000000000001", "0190a000-0000-7000-8000-000000000002"];
    await trx
      .insertInto("read.leads")
      .values([
        { ...lead, id: old, turnSeq: 4 },
        { ...lead, id: current, turnSeq: 6 },
      ])
      .execute();
    expect(await database.changesBetween(trx, none, all)).toMatchObject({ leads: [current] });
    const forgotten = { ...none, desk: desk - 1 };
    expect(await database.changesBetween(trx, forgotten, all), "before the first that is kept").toBeNull();
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
