import { type Compilable, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  listAppointments,
  listAudit,
  listGuardians,
  listPatients,
  listPeople,
  type PeopleFilter,
  seed,
} from "../src/index.ts";
import { type Desk, openDesk } from "./desk.ts";

const PATIENTS = 20_000;
const PAGE = { limit: 25, descending: false };

let desk: Desk;
const asked: { sql: string; parameters: readonly unknown[] }[] = [];
beforeAll(async () => {
  desk = await openDesk({ log: ({ query }) => void asked.push(query) });
  await seed(desk.db, { patients: PATIENTS });
  // Every tenth phone has a conversation, the later ones of this year.
  await sql`
    insert into read.conversations (channel, contact_key, first_turn_seq, turn_seq, turn_count, mode, language, opted_out,
      last_message_at)
    select 'main', phone_digits, n, n, 1, 'bot', 'pt', false, '2020-01-01'::timestamptz + interval '3 hours' * n
    from (select phone_digits, row_number() over (order by id) as n from guardians) g where n % 10 = 0`.execute(
    desk.db,
  );
  // As a live clinic's tables are: what was just written still lies outside of the search index, which makes scans look cheap.
  await sql`vacuum analyze`.execute(desk.db);
});
afterAll(() => desk[Symbol.asyncDispose]());

/** The nodes of the plans of everything a call asks, as PostgreSQL names them with their tables. */
async function plansOf(call: () => Promise<unknown>): Promise<string> {
  asked.length = 0;
  await call();
  const plans: string[] = [];
  for (const { sql: text, parameters } of [...asked]) {
    const query: Compilable = {
      compile: () => ({
        sql: `explain ${text}`,
        parameters,
        query: sql`x`.toOperationNode(),
        queryId: { queryId: "explain" },
      }),
    } as never;
    const { rows } = await desk.db.executeQuery<Record<string, string>>(query);
    plans.push(rows.map((row) => Object.values(row)[0]).join("\n"));
  }
  return plans.join("\n");
}

test("the demo clinic has as many patients as asked, guardians, and CPFs that the database accepts", async () => {
  const { total } = await listPeople(desk.db, "patients", {}, "name", { ...PAGE, countMax: 10 * PATIENTS });
  expect(total).toBe(PATIENTS);
  const links = await desk.db.selectFrom("patientGuardians").select("patientId").execute();
  expect(links.length).toBeGreaterThan(PATIENTS / 2);
});

const people =
  (filter: Parameters<typeof listPeople>[2], sort: "name" | "created" | "updated" = "name") =>
  () =>
    listPeople(desk.db, "patients", filter, sort, PAGE);

test.each([
  ["the first page by name", people({})],
  ["the newest", people({}, "created")],
  ["the last changed", people({}, "updated")],
  ["a frequent name", people({ search: "maria silva" })],
  ["a rare name", people({ search: "uchoa quintela" })],
  ["a part from the middle of a given name", people({ search: "liana" })],
  ["a part from the middle of a rare name", people({ search: "uintel" })],
  ["a part of a phone", people({ search: "00012345" })],
  ["a CPF", people({ search: "60001234500" })],
  ["a day of birth", people({ bornFrom: "1980-05-05", bornTo: "1980-05-05" })],
])("no list scans the table: %s", async (_what, call) => {
  // Counting everybody stops after a thousand rows, wherever they lie; without a filter that needs no index.
  const bounded = /Limit [^\n]*rows=1001 [^\n]*\n[^\n]*Seq Scan on patients [^\n]*\n +Filter: \(deleted_at IS NULL\)/;
  expect((await plansOf(call)).replace(bounded, "")).not.toMatch(/Seq Scan on patients/);
});

test.each<[string, PeopleFilter]>([
  ["a tag no patient has", { tagId: "00000000-0000-7000-8000-000000000000" }],
  ["an insurance", { insurance: "porto" }],
  ["the children of a guardian", { guardianId: "00000000-0000-7000-8000-000000000000" }],
  ["no appointment to come", { nextAppointment: false }],
  ["an appointment to come", { nextAppointment: true }],
  ["no CPF", { missing: "cpf" }],
  ["no day of birth", { missing: "birthDate" }],
  ["no phone", { missing: "phone" }],
  ["no insurance", { missing: "insurance" }],
  ["no guardian", { missing: "guardian" }],
])("no row of the desk is looked for in the whole table: %s", async (_what, filter) => {
  expect(await plansOf(() => listPatients(desk.db, filter, "name", PAGE))).not.toMatch(/Seq Scan on patients/);
});

test("with whom nothing was said is found by one comparison of all with all, not by a question a row", async () => {
  const since = { noContactSince: "2020-06-01T00:00:00Z" };
  for (const list of [listPatients, listGuardians])
    expect(await plansOf(() => list(desk.db, since, "name", PAGE))).toMatch(/Anti Join/);
});

test("a control: what has no index is scanned, and seen", async () => {
  expect(await plansOf(() => desk.db.selectFrom("patients").select("id").where("email", "=", "x").execute())).toMatch(
    /Seq Scan on patients/,
  );
});

test("the schedule and the audit are read along their indexes", async () => {
  await plansOf(() => listAppointments(desk.db, { from: "2026-01-01T00:00:00Z" }, PAGE));
  await sql`
    insert into audit (action, entity, entity_id) select 'read', 'patient', n::text from generate_series(1, 20000) n`.execute(
    desk.db,
  );
  await sql`analyze audit`.execute(desk.db);
  const plans = await plansOf(() =>
    listAudit(desk.db, { entity: "patient", entityId: "17" }, { ...PAGE, descending: true }),
  );
  expect(plans).not.toMatch(/Seq Scan on audit/);
});
