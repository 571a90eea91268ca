import { connectDatabase, type Database, migrate } from "@acolhe/database";
import {
  AGED,
  beginSweep,
  countAged,
  deleteAged,
  endSweep,
  ROW_RULES,
  type RowRule,
  sweeps,
} from "@acolhe/database/retention";
import { AUDIT_DAYS_MIN, MERGES_DAYS_MIN } from "@acolhe/events";
import { temporaryDatabase } from "@acolhe/testing";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";

const template = { name: "migrated", fill: async (url: string) => void (await migrate(url)) };
const CUTOFF = "2024-01-01T00:00:00.000Z";
const OLD = "2023-12-31T23:59:59.999Z";
const USER = "00000000-0000-7000-8000-000000000001";
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

async function openDatabase() {
  const database = await temporaryDatabase(template);
  const db = connectDatabase({ url: database.url, name: "tests" });
  return {
    db,
    async [Symbol.asyncDispose]() {
      await db.destroy();
      await database[Symbol.asyncDispose]();
    },
  };
}

const INSERTS: readonly string[] = [
  "insert into users (id, email, name, role, password_hash) values ($user, 'a@b.c', 'A', 'admin', 'x')",
  "insert into audit (at, action, entity) values ($at, 'read', 'patient')",
  "insert into refresh_families (user_id, expires_at) values ($user, $at)",
  "insert into password_links (hash, user_id, created_by, expires_at) values (sha256($at::text::bytea), $user, $user, $at)",
  "insert into merges (id, kind, survivor_id, absorbed_id, absorbed, merged_by, merged_at) values ($id, 'patient', $id, $other, '{}', $user, $at)",
  "insert into merge_undos (merge_id, undone_by, undone_at) values ($id, $user, $at)",
  "insert into exports (user_id, entity, format, total, started_at) values ($user, 'patient', 'csv', 1, $at)",
  "insert into imports (id, user_id, total, started_at) values ($id, $user, 1, $at)",
  "insert into idempotency_keys (user_id, key, route, body_hash, created_at) values ($user, $at::text, 'r', '\\x00', $at)",
  "insert into conversation_notes (channel, contact_key, author_id, text, created_at) values ('main', '5511900000001', $user, 'n', $at)",
  "insert into conversation_reads (user_id, channel, contact_key, read_to) values ($user, 'main', $contact, $at)",
  "insert into conversation_assignments (channel, contact_key, user_id, assigned_by, assigned_at) values ('main', $contact, $user, $user, $at)",
  "insert into lead_handling (lead_id, status, assignee_id, updated_by, updated_at) values ($id, 'assigned', $user, $user, $at)",
  "insert into read.messages (channel, contact_key, id, author, at, kind, text, inbound_seq) values ('main', '5511900000001', $at::text, 'patient', $at, 'text', 'oi', 1)",
  "insert into read.turns (turn_seq, channel, contact_key, decided_at, lane, outcome, rule, engine_version, flow_version, event_id, event_type, event_seq, previous_turn_seq, mode, command_count) values ($n, 'main', '5511900000001', $at, 'quiet', 'advanced', 'r', '1', '1', 'e', 't', 1, 0, 'bot', 0)",
  "insert into read.deliveries (turn_seq, command_index, channel, contact_key, lane, status, rank, attempts, first_at, changed_seq) values ($n, 0, 'main', '5511900000001', 'reply', 'accepted', 1, 1, $at, 1)",
  "insert into read.early_receipts (channel, message_id, kind, rank, read_at, seq) values ('main', $at::text, 'read', 1, $at, 1)",
  "insert into read.handoffs (turn_seq, command_index, channel, contact_key, asked_at, reason, team, priority, summary, resolved_at) values ($n, 0, 'main', '5511900000001', $at, 'asked', 't', 'normal', '{}', $at)",
  "insert into read.sessions (session_seq, channel, contact_key, started_at, service, steps) values ($n, 'main', '5511900000001', $at, '', '{}')",
  "insert into read.leads (id, channel, contact_key, turn_seq, captured_at, captured) values ($id, 'main', '5511900000001', $n, $at, '{}')",
  "insert into read.consents (turn_seq, purpose, act, channel, contact_key, at, event_id, event_seq, rule, flow_version, wording) values ($n, 'privacy', 'informed', 'main', '5511900000001', $at, 'e', 1, 'r', '1', 'Tudo fica com a equipe.')",
  "insert into read.set_aside (stream, seq, reason, stored_at) values ('TURNS', $n, 'r', $at)",
];

/** One row of everything at an instant; `n` keeps them apart. */
async function fill(db: Database, at: string, n: number): Promise<void> {
  const values: Record<string, string> = {
    $user: `'${USER}'`,
    $at: `'${at}'::timestamptz`,
    $id: `'${id(n * 10 + 3)}'`,
    $other: `'${id(n * 10 + 4)}'`,
    $contact: `'55119000000${String(n).padStart(2, "0")}'`,
    $n: String(n),
  };
  for (const insert of INSERTS.slice(n === 1 ? 0 : 1))
    await sql.raw(insert.replace(/\$[a-z]+/g, (name) => values[name]!)).execute(db);
}

async function tableCounts(db: Database): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { table, schema } of Object.values(AGED).flat()) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.id(schema ?? "read", table)}`.execute(db);
    counts[table] = rows[0]!.n;
  }
  return counts;
}

async function deleteAll(db: Database, rule: RowRule, rowsMax = 100): Promise<number[]> {
  const steps: number[] = [];
  for (;;) {
    const deleted = await deleteAged(db, rule, CUTOFF, rowsMax);
    if (deleted === 0) return steps;
    steps.push(deleted);
  }
}

describe("what is older than the cutoff, in every table", () => {
  let left: Record<string, number> = {};
  const found: Partial<Record<RowRule, readonly { table: string; count: number; oldest: string | null }[]>> = {};
  beforeAll(async () => {
    await using database = await openDatabase();
    const { db } = database;
    await fill(db, OLD, 1);
    await fill(db, CUTOFF, 2);
    for (const rule of ROW_RULES) {
      found[rule] = await countAged(db, rule, CUTOFF);
      await deleteAll(db, rule);
    }
    left = await tableCounts(db);
  });

  const tables = ROW_RULES.flatMap((rule) => AGED[rule].map(({ table }) => ({ rule, table })));
  test.each(tables)(
    "$table is told beforehand and deleted by $rule, and what is not older stays",
    ({ rule, table }) => {
      const said = found[rule]!.find((one) => one.table === table)!;
      // Handling and merges wait for what refers to them.
      const waits = ["lead_handling", "merges"].includes(table);
      expect(said).toEqual({ table, count: waits ? 0 : 1, oldest: waits ? null : OLD });
      // A consent stays, without the words.
      expect(left[table]).toBe(table === "consents" ? 2 : 1);
    },
  );
});

test("what a person waits with stays in the lists, and a current session with its conversation", async () => {
  await using database = await openDatabase();
  const { db } = database;
  await fill(db, OLD, 1);
  await sql`
    insert into read.conversations
      (channel, contact_key, first_turn_seq, turn_seq, turn_count, mode, language, opted_out, last_message_at, waiting_since, session_seq)
    values ('main', '5511900000001', 1, 1, 1, 'bot', 'pt', false, ${OLD}, ${OLD}, 1)`.execute(db);
  await sql`update read.handoffs set resolved_at = null`.execute(db);
  await deleteAll(db, "words");
  const waiting = { messages: 1, turns: 1, deliveries: 1, handoffs: 1, sessions: 1 };
  expect(await tableCounts(db)).toMatchObject({ ...waiting, conversation_assignments: 1, leads: 0, early_receipts: 0 });
  await sql`update read.conversations set waiting_since = null`.execute(db);
  await deleteAll(db, "words");
  expect(await tableCounts(db)).toMatchObject({ messages: 0, turns: 0, deliveries: 0, handoffs: 1, sessions: 1 });
});

test("rows go in batches, and a batch that was not begun is found by the next sweep", async () => {
  await using database = await openDatabase();
  const { db } = database;
  await fill(db, OLD, 1);
  for (const second of [1, 2, 3, 4])
    await sql`insert into audit (at, action, entity) values (${`2020-01-01T00:00:0${second}Z`}, 'read', 'patient')`.execute(
      db,
    );
  expect(await deleteAged(db, "audit", CUTOFF, 2)).toBe(2);
  expect(await deleteAll(db, "audit", 2)).toEqual([2, 1]);
});

describe("what is only ever added to", () => {
  test.each([
    ["audit", "at", AUDIT_DAYS_MIN, "insert into audit (at, action, entity) values ($at, 'read', 'patient')"],
    [
      "merges",
      "merged_at",
      MERGES_DAYS_MIN,
      `insert into merges (kind, survivor_id, absorbed_id, absorbed, merged_by, merged_at)
       values ('patient', '${id(1)}', '${id(2)}', '{}', '${USER}', $at)`,
    ],
  ])(
    "%s cannot be changed at any age, nor deleted until it is as old as a setting may say",
    async (table, at, days, insert) => {
      await using database = await openDatabase();
      const { db } = database;
      await sql.raw(INSERTS[0]!.replaceAll("$user", `'${USER}'`)).execute(db);
      const add = (hours: number) =>
        sql.raw(insert.replace("$at", `now() - interval '${days} days' - interval '${hours} hours'`)).execute(db);
      const remove = sql`delete from ${sql.id(table)}`;
      await add(-1);
      await expect(remove.execute(db)).rejects.toThrow("only ever added to");
      await expect(sql`update ${sql.id(table)} set ${sql.id(at)} = now()`.execute(db)).rejects.toThrow(
        "only ever added to",
      );
      await sql`alter table ${sql.id(table)} disable trigger user`.execute(db);
      await remove.execute(db);
      await sql`alter table ${sql.id(table)} enable trigger user`.execute(db);
      await add(1);
      await expect(sql`update ${sql.id(table)} set ${sql.id(at)} = now()`.execute(db)).rejects.toThrow(
        "only ever added to",
      );
      await remove.execute(db);
    },
  );
});

test("a cutoff never goes back, because what is gone stays gone", async () => {
  await using database = await openDatabase();
  const { db } = database;
  const epoch = new Date(0).toISOString();
  await beginSweep(db, { rule: "words", cutoff: CUTOFF });
  expect(await sweeps(db)).toEqual([{ rule: "words", cutoff: CUTOFF, endedAt: epoch, deleted: 0 }]);
  await endSweep(db, { rule: "words", cutoff: CUTOFF, endedAt: CUTOFF, deleted: 5 });
  await beginSweep(db, { rule: "words", cutoff: OLD });
  expect(await sweeps(db)).toEqual([{ rule: "words", cutoff: CUTOFF, endedAt: CUTOFF, deleted: 5 }]);
  await endSweep(db, { rule: "words", cutoff: OLD, endedAt: CUTOFF, deleted: 1 });
  expect(await sweeps(db)).toEqual([{ rule: "words", cutoff: CUTOFF, endedAt: CUTOFF, deleted: 1 }]);
});
