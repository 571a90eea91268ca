import { type RawBuilder, sql } from "kysely";
import type { Db } from "../connection.ts";
import { LIVE, type ReadSide } from "../read/side.ts";

/** Rules whose rows are told by their age alone. */
export const ROW_RULES = ["words", "audit", "logins", "merges", "exports", "idempotency"] as const;
export type RowRule = (typeof ROW_RULES)[number];

/** A table with rows that a rule deletes, or whose words it takes out. */
interface AgedTable {
  /** Without a schema: of the read side. */
  readonly table: string;
  readonly schema?: "public";
  /** The instant by which a row is old. */
  readonly at: string;
  /** Of those, the rows that go. Tables of the read side are under `read.` here, whichever side is swept. */
  readonly only?: string;
  /** The column with words: it is emptied, and the row stays. */
  readonly emptied?: string;
}

/**
 * Who waits for a person keeps what was said since, and what the session was about; a message is some moments older than
 * the session it begins.
 */
const isOfWaiting = (at: string) => `exists (
  select from read.conversations c left join read.sessions s on s.session_seq = c.session_seq
  where c.channel = t.channel and c.contact_key = t.contact_key and c.waiting_since is not null
    and t.${at} >= least(s.started_at, c.waiting_since) - interval '1 minute')`;
const IS_CURRENT = "exists (select from read.conversations c where c.session_seq = t.session_seq)";
const HAS_CONVERSATION =
  "exists (select from read.conversations c where c.channel = t.channel and c.contact_key = t.contact_key)";

/** What a rule deletes, in this order. */
export const AGED: Readonly<Record<RowRule, readonly AgedTable[]>> = {
  words: [
    { table: "messages", at: "at", only: `not ${isOfWaiting("at")}` },
    { table: "turns", at: "decided_at", only: `not ${isOfWaiting("decided_at")}` },
    { table: "deliveries", at: "first_at", only: `not ${isOfWaiting("first_at")}` },
    { table: "early_receipts", at: "greatest(sent_at, received_at, read_at)" },
    // One that waits for its answer stays in the list of those who wait.
    { table: "handoffs", at: "asked_at", only: "resolved_at is not null" },
    { table: "sessions", at: "started_at", only: `not ${IS_CURRENT}` },
    { table: "leads", at: "captured_at" },
    // What was agreed to, when and by which message, is a proof that stays; what the bot said there may name a person.
    { table: "consents", at: "at", only: "wording is not null", emptied: "wording" },
    { table: "set_aside", at: "stored_at" },
    { table: "conversation_notes", schema: "public", at: "created_at" },
    { table: "conversation_reads", schema: "public", at: "read_to" },
    { table: "conversation_assignments", schema: "public", at: "assigned_at", only: `not ${HAS_CONVERSATION}` },
    {
      table: "lead_handling",
      schema: "public",
      at: "updated_at",
      only: "not exists (select from read.leads l where l.id = t.lead_id)",
    },
  ],
  audit: [{ table: "audit", schema: "public", at: "at" }],
  logins: [
    // Its refresh tokens go with it.
    { table: "refresh_families", schema: "public", at: "coalesce(ended_at, expires_at)" },
    { table: "password_links", schema: "public", at: "expires_at" },
  ],
  merges: [
    { table: "merge_undos", schema: "public", at: "undone_at" },
    {
      table: "merges",
      schema: "public",
      at: "merged_at",
      only: "not exists (select from merge_undos u where u.merge_id = t.id)",
    },
  ],
  exports: [
    { table: "exports", schema: "public", at: "started_at" },
    { table: "imports", schema: "public", at: "started_at" },
  ],
  idempotency: [{ table: "idempotency_keys", schema: "public", at: "created_at" }],
};

const isAged = (side: ReadSide, { at, only }: AgedTable, cutoff: string): RawBuilder<boolean> => {
  const more = only === undefined ? "" : ` and ${only.replaceAll("read.", `"${side.schema}".`)}`;
  return sql`${sql.raw(at)} < ${cutoff}::timestamptz${sql.raw(more)}`;
};
const goneFrom = (id: RawBuilder<unknown>, { emptied }: AgedTable) =>
  emptied === undefined ? sql`delete from ${id} t` : sql`update ${id} t set ${sql.id(emptied)} = null`;
const idOf = (side: ReadSide, { schema, table }: AgedTable) => sql.id(schema ?? side.schema, table);

export interface AgedRows {
  readonly table: string;
  readonly count: number;
  /** The instant of the oldest; null where there is none. */
  readonly oldest: string | null;
}

/** What of the served tables a rule would delete. */
export async function countAged(db: Db, rule: RowRule, cutoff: string): Promise<AgedRows[]> {
  const side: ReadSide = { db, schema: LIVE };
  const found: AgedRows[] = [];
  for (const aged of AGED[rule]) {
    const { rows } = await sql<{ count: number; oldest: string | null }>`
      select count(*) as count, min(${sql.raw(aged.at)}) as oldest
      from ${idOf(side, aged)} t where ${isAged(side, aged, cutoff)}`.execute(db);
    found.push({ table: aged.table, ...rows[0]! });
  }
  return found;
}

/** Deletes so many of them at most; the first table with any is the one. Resolves with how many; 0: none are left. */
export async function deleteAged(db: Db, rule: RowRule, cutoff: string, rowsMax: number): Promise<number> {
  const side: ReadSide = { db, schema: LIVE };
  for (const aged of AGED[rule]) {
    const id = idOf(side, aged);
    const { numAffectedRows = 0n } = await sql`
      ${goneFrom(id, aged)} where t.ctid = any(array(
        select ctid from ${id} t where ${isAged(side, aged, cutoff)} limit ${rowsMax}))`.execute(db);
    if (numAffectedRows > 0n) return Number(numAffectedRows);
  }
  return 0;
}

/** The same for a read side that is not served yet, all at once. Tables of staff are left alone. */
export async function deleteAgedOf(side: ReadSide, cutoff: string): Promise<void> {
  for (const aged of AGED.words)
    if (aged.schema === undefined)
      await sql`${goneFrom(idOf(side, aged), aged)} where ${isAged(side, aged, cutoff)}`.execute(side.db);
}
