import { sql } from "kysely";
import { expect, test } from "vitest";
import * as database from "../src/index.ts";
import { CONTACT } from "./clinic.ts";
import { openDesk } from "./desk.ts";

const NOBODY = "00000000-0000-7000-8000-000000000000";

/**
 * Small tables are always scanned, so scans are priced out of the market: what is scanned all the same has no index that
 * serves it.
 */
test("no list, timeline or figure scans a table", async () => {
  const asked: { sql: string; parameters: readonly unknown[] }[] = [];
  await using desk = await openDesk({
    log: ({ level, query }) => level === "query" && asked.push({ sql: query.sql, parameters: query.parameters }),
  });
  const { db } = desk;
  const page = { limit: 50, descending: true };
  const period = { from: "2026-09-01", to: "2026-11-30", timeZone: "America/Sao_Paulo", channel: "main" };
  asked.length = 0;
  await database.listConversations(db, {}, "lastMessageAt", page);
  await database.listConversations(db, { mode: "human" }, "lastMessageAt", page);
  await database.listConversations(db, {}, "waitingSince", page);
  await database.listConversations(db, { search: "98765" }, "lastMessageAt", page);
  await database.listConversations(db, {}, "unansweredSince", page);
  const filters: database.ConversationFilter[] = [
    { waiting: true },
    { unanswered: true },
    { assignee: NOBODY },
    { assignee: "none" },
    { team: "reception" },
    { service: "psicologia" },
    { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" },
    { search: "receita" },
  ];
  for (const filter of filters) await database.countConversations(db, filter, NOBODY);
  await database.findConversation(db, CONTACT.channel, CONTACT.contactKey, NOBODY);
  await database.findByGatewayIds(db, CONTACT, ["A", "B"]);
  await database.findMessage(db, CONTACT, "e");
  await database.openLeadsOf(db, CONTACT);
  await database.nextAppointmentsOf(db, [NOBODY]);
  await database.otherConversationsOf(db, CONTACT);
  for (const sort of ["name", "created", "updated"] as const) await database.listContacts(db, {}, sort, page);
  for (const search of ["zelia", "98765"]) await database.listContacts(db, { search }, "name", page);
  await database.listContacts(db, { deleted: true }, "name", page);
  for (const kind of ["patients", "guardians"] as const) {
    await database.listPeople(db, kind, { deleted: true }, "name", page);
    await database.conversationsAround(db, kind, NOBODY);
    await database.appointmentsAround(db, kind, NOBODY);
    await database.leadsAround(db, kind, NOBODY);
    await database.historyAround(db, kind, NOBODY);
  }
  await database.listPatients(db, { contactKey: CONTACT.contactKey }, "name", page);
  await database.listGuardians(db, { contactKey: CONTACT.contactKey }, "name", page);
  for (const filter of [{ search: "manha" }, { authorId: NOBODY }, { patientId: NOBODY }, { deleted: true }])
    await database.listNotes(db, filter, page);
  const days = { from: "2026-11-01T03:00:00Z", to: "2026-12-01T03:00:00Z" };
  for (const filter of [{}, { professionalIds: [NOBODY] }, { serviceIds: [NOBODY], states: ["confirmed"] as const }])
    await database.appointmentsBetween(db, { ...days, ...filter }, 50);
  await database.busyBetween(db, { ...days, professionalIds: [NOBODY] });
  await database.clashesOf(db, { ...days, patientId: NOBODY, professionalId: NOBODY }, 5);
  await database.recipientsOf(db, NOBODY, 5);
  for (const status of ["new", "assigned"] as const) await database.listLeads(db, { status }, page);
  await database.readTimeline(db, { ...CONTACT, limit: 50 });
  const heard = { inbound: 1, turns: 1, delivery: 1, desk: 1 };
  await database.changesBetween(db, heard, { inbound: 9, turns: 9, delivery: 9, desk: 1 });
  await database.countHome(db);
  await database.hasPatientWritten(db);
  await database.longestWaiting(db, 8);
  await database.newestLeads(db, 8);
  const today = await database.dayAt(db, "2026-11-29T12:00:00Z", period.timeZone);
  await database.countAppointments(db, today);
  await database.nextAppointments(db, today, today.from, 8);
  await database.readLeadOutcomes(db, period);
  await database.readDays(db, period);
  await database.readDays(db, { ...period, channel: undefined });
  await database.readPeakHours(db, period);
  await database.readServices(db, period);
  await database.readStates(db, period);
  await database.readLabels(db, period, ["delivery", "first-reply"]);
  const questions = [...asked, await lookupOf(db)];
  expect(questions.length).toBeGreaterThan(10);
  await db.connection().execute(async (one) => {
    await sql`set enable_seqscan = off`.execute(one);
    for (const { sql: text, parameters } of questions) {
      const { rows } = await one.executeQuery<Record<string, string>>({
        sql: `explain ${text}`,
        parameters,
        query: { kind: "RawNode", sqlFragments: [], parameters: [] },
        queryId: { queryId: "explain" },
      });
      const plan = rows.map((row) => Object.values(row)[0]).join("\n");
      expect(plan).toMatch(/cost=/);
      expect(plan, text).not.toMatch(/Seq Scan on/);
    }
  });
});

/** The body of the patient lookup, which the planner does not look into where it is called. */
async function lookupOf(db: database.Database): Promise<{ sql: string; parameters: readonly unknown[] }> {
  const { rows } = await sql<{ body: string }>`
    select prosrc as body from pg_proc where proname = 'patient_card'`.execute(db);
  const text = rows[0]!.body.replaceAll(/= contact\b/g, "= $1");
  expect(text.match(/\$1/g)).toHaveLength(4);
  return { sql: text, parameters: [CONTACT.contactKey] };
}
