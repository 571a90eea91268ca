import { sql } from "kysely";
import type { Db } from "../connection.ts";
import { LIVE, lockCheckpoint, NEXT } from "../read/side.ts";
import { type Places, writeTombstone } from "./tombstones.ts";

export type { Places } from "./tombstones.ts";

interface Ref {
  readonly channel: string;
  readonly contact: string;
}

/** Tables of the read side with a conversation in each row. */
const BY_CONTACT = [
  "consents",
  "conversations",
  "deliveries",
  "handoffs",
  "leads",
  "messages",
  "sessions",
  "turns",
] as const;

/**
 * Takes conversations out of the read side that is served and out of one that is being built. Tombstones come with it in
 * the same transaction, under the locks that every projecting transaction takes first: a batch that was read before the
 * streams were purged either was committed before, and its rows go here, or sees the tombstone.
 *
 * @returns how many rows went, by table
 */
export async function eraseReadSide(
  db: Db,
  erasureId: string,
  conversations: readonly { readonly ref: Ref; readonly places: Places }[],
  named: { readonly refs: readonly Ref[]; readonly patterns: readonly string[] },
): Promise<Record<string, number>> {
  // No caller waits for it, and tables may be large.
  await sql`set local statement_timeout = 0`.execute(db);
  const counts: Record<string, number> = {};
  for (const schema of await builtSides(db)) {
    for (const stream of ["INBOUND", "TURNS", "DELIVERY"]) await lockCheckpoint({ db, schema }, stream);
    for (const { ref } of conversations) {
      counts["read.early_receipts"] = (counts["read.early_receipts"] ?? 0) + (await eraseEarly(db, schema, ref));
      for (const table of BY_CONTACT) {
        const { numAffectedRows = 0n } = await sql`
          delete from ${sql.id(schema, table)} where channel = ${ref.channel} and contact_key = ${ref.contact}
        `.execute(db);
        counts[`read.${table}`] = (counts[`read.${table}`] ?? 0) + Number(numAffectedRows);
      }
    }
    for (const ref of named.refs) await takeOutOf(db, schema, ref, named.patterns, counts);
  }
  for (const { ref, places } of conversations) await writeTombstone(db, erasureId, ref, places);
  return counts;
}

async function builtSides(db: Db): Promise<string[]> {
  const { rows } = await sql<{ there: boolean }>`select to_regnamespace(${NEXT}) is not null as there`.execute(db);
  return rows[0]?.there ? [LIVE, NEXT] : [LIVE];
}

async function eraseEarly(db: Db, schema: string, { channel, contact }: Ref): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from ${sql.id(schema, "early_receipts")} e using ${sql.id(schema, "messages")} m
    where e.channel = ${channel} and m.channel = ${channel} and m.contact_key = ${contact} and m.message_id = e.message_id
  `.execute(db);
  return Number(numAffectedRows);
}

/** Of a conversation that stays: the messages that name the person go, and what was collected of them. */
async function takeOutOf(
  db: Db,
  schema: string,
  { channel, contact }: Ref,
  patterns: readonly string[],
  counts: Record<string, number>,
): Promise<void> {
  const ofThem = sql`channel = ${channel} and contact_key = ${contact}`;
  for (const table of ["messages", "handoffs", "leads", "consents"] as const) {
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.id(schema, table)} x where ${ofThem} and lower(x::text) like any(${patterns}::text[])
    `.execute(db);
    counts[`read.${table}`] = (counts[`read.${table}`] ?? 0) + Number(numAffectedRows);
  }
  await sql`
    update ${sql.id(schema, "conversations")} x
    set collected = '{}', name = case when lower(name) like any(${patterns}::text[]) then null else name end
    where ${ofThem} and lower(x::text) like any(${patterns}::text[])`.execute(db);
}
