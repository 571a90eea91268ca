import {
  connectDatabase,
  DATABASE_USERS,
  type Database,
  type DatabaseService,
  migrate,
  provideUsers,
} from "@acolhe/database";
import { createNext, NEXT } from "@acolhe/database/projection";
import { temporaryDatabase } from "@acolhe/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DATABASE_PASSWORDS } from "./guarded.ts";

const ends = new AsyncDisposableStack();
let urls: Record<DatabaseService, string>;
let adminUrl: string;
const as = (service: DatabaseService, more = {}): Database => {
  const db = connectDatabase({ url: urls[service], name: "test", connectionsMax: 1, ...more });
  ends.defer(() => db.destroy());
  return db;
};

beforeAll(async () => {
  adminUrl = ends.use(await temporaryDatabase()).url;
  // As one that was made before there were users: all in it is the superuser's.
  await migrate(adminUrl);
  urls = await provideUsers(adminUrl, DATABASE_PASSWORDS);
  await migrate(urls.ops);
});
afterAll(() => ends.disposeAsync());

/** Rolled back: only whether it is allowed is asked. Rows that do not fit were allowed. */
async function mayRun(db: Database, statement: string): Promise<boolean> {
  try {
    await db.transaction().execute(async (trx) => {
      await sql.raw(statement).execute(trx);
      throw new Error("allowed");
    });
    return true;
  } catch (error) {
    return (error as { code?: string }).code !== "42501";
  }
}

const AUDIT = "insert into audit (action, entity) values ('tested', 'test')";
/** What one may do, and whose work it is. The owner may do all of it. */
const STATEMENTS: Readonly<Record<string, readonly DatabaseService[]>> = {
  "select from patients": ["admin-api"],
  "update patients set name = name": ["admin-api"],
  "delete from appointments": ["admin-api"],
  [AUDIT]: ["admin-api"],
  "update audit set action = 'another'": [],
  "delete from audit": ["projector"],
  "truncate audit": [],
  "select erase_from_audit(uuidv7(), array['nobody'], array['nobody'])": ["admin-api"],
  "update flow_versions set note = 'another'": [],
  "update retention_sweeps set deleted = 0": ["projector"],
  "select from read.messages": ["projector", "admin-api"],
  "insert into read.checkpoints values ('another', 1)": ["projector", "admin-api"],
  "alter table read.messages add column another text": ["projector"],
  "alter table patients add column another text": [],
  "create table another (id int)": [],
  "create schema another": ["projector"],
  "select lookup.patient_card('5511987654321')": ["conversation-worker"],
  "insert into desk_changes (kind, what) values ('record', 'x')": ["projector", "admin-api"],
  "set local session_replication_role = replica": [],
  "create role another": [],
  "copy patients to program 'true'": [],
};
/** Only of the owner's, who is no superuser either. */
const NEITHER = ["create role another", "copy patients to program 'true'", "select pg_read_file('PG_VERSION')"];

describe.each(["projector", "admin-api", "conversation-worker"] as const)("%s", (service) => {
  test("does what its work needs, and nothing else", async () => {
    const db = as(service);
    const allowed: string[] = [];
    for (const statement of Object.keys(STATEMENTS)) if (await mayRun(db, statement)) allowed.push(statement);
    expect(allowed).toEqual(Object.keys(STATEMENTS).filter((statement) => STATEMENTS[statement]!.includes(service)));
  });
});

test("a new database is filled by its owner alone", async () => {
  await using database = await temporaryDatabase();
  const { ops } = await provideUsers(database.url, DATABASE_PASSWORDS);
  expect((await migrate(ops)).length).toBeGreaterThan(1);
});

test("the owner changes the schema, and is no superuser", async () => {
  const owner = as("ops");
  expect(await mayRun(owner, "alter table patients add column another text")).toBe(true);
  expect(await mayRun(owner, "alter table read.messages add column another text")).toBe(true);
  // As a restore does.
  expect(await mayRun(owner, "set local session_replication_role = replica")).toBe(true);
  for (const statement of NEITHER) expect(await mayRun(owner, statement), statement).toBe(false);
});

test("nothing of a database that was taken over is left with the superuser", async () => {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind in ('r', 'S') and relnamespace in ('public'::regnamespace, 'read'::regnamespace)
      and pg_get_userbyid(relowner) not in (${sql.join(Object.values(DATABASE_USERS))})
    union all select proname from pg_proc where pronamespace in ('public'::regnamespace, 'lookup'::regnamespace)
      and pg_get_userbyid(proowner) <> ${DATABASE_USERS.ops}
      and not exists (select from pg_depend d where d.objid = pg_proc.oid and d.deptype = 'e')`.execute(as("ops"));
  expect(rows).toEqual([]);
});

test("whichever role rebuilds the read side, it stays the projector's, and the API reads it", async () => {
  const admin = connectDatabase({ url: adminUrl, name: "test" });
  ends.defer(() => admin.destroy());
  for (const db of [as("projector"), admin]) {
    await createNext(db);
    expect(await mayRun(as("projector"), `insert into ${NEXT}.checkpoints values ('another', 1)`)).toBe(true);
    expect(await mayRun(as("admin-api"), `delete from ${NEXT}.messages`)).toBe(true);
  }
});

test("who may not migrate is told that the schema is old, and goes on where it is new", async () => {
  expect(await migrate(urls["admin-api"])).toEqual([]);
  await sql`delete from kysely_migration where name like '0001%'`.execute(as("ops"));
  await expect(migrate(urls["admin-api"])).rejects.toThrow(/older than this version \(0001-foundation\).*db:migrate/);
});
