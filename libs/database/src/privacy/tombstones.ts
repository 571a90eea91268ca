import { createHmac } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../connection.ts";

/** What of a conversation is never projected again: records up to these places. */
export interface Places {
  readonly inbound: number;
  readonly turns: number;
  readonly delivery: number;
}

export interface Tombstones {
  /** Whether there are any: nearly always there are none, and nothing has to be looked at. */
  readonly any: boolean;
  /** Whether a record of this conversation, at this place, was erased. */
  covers(ref: { readonly channel: string; readonly contact: string }, seq: number): boolean;
}

const NONE: Tombstones = { any: false, covers: () => false };
const COLUMNS = { INBOUND: "inbound_seq", TURNS: "turns_seq", DELIVERY: "delivery_seq" } as const;

export const tombstoneHash = (salt: Uint8Array, channel: string, contact: string): Buffer =>
  createHmac("sha256", salt).update(`${channel}/${contact}`).digest();

/**
 * Of records behind a place. Read inside the transaction that projects, behind its lock: what an erasure before it wrote is
 * seen. Where nothing is erased that far, which is always but for a rebuild, there is nothing to compare.
 */
export async function createTombstones(db: Db, stream: keyof typeof COLUMNS, after: number): Promise<Tombstones> {
  const { rows } = await sql<{ hash: Buffer; seq: number; salt: Buffer }>`
    select hash, ${sql.id(COLUMNS[stream])} as seq, salt from erasure_tombstones cross join erasure_salt
    where ${sql.id(COLUMNS[stream])} > ${after}`.execute(db);
  if (rows.length === 0) return NONE;
  const { salt } = rows[0]!;
  const seqs = new Map(rows.map(({ hash, seq }) => [hash.toString("base64"), seq]));
  return {
    any: true,
    covers: ({ channel, contact }, seq) =>
      seq <= (seqs.get(tombstoneHash(salt, channel, contact).toString("base64")) ?? 0),
  };
}

export async function writeTombstone(
  db: Db,
  erasureId: string,
  ref: { readonly channel: string; readonly contact: string },
  places: Places,
): Promise<void> {
  const { rows } = await sql<{ salt: Buffer }>`select salt from erasure_salt`.execute(db);
  const hash = tombstoneHash(rows[0]!.salt, ref.channel, ref.contact);
  await sql`
    insert into erasure_tombstones as t (hash, erasure_id, inbound_seq, turns_seq, delivery_seq)
    values (${hash}, ${erasureId}, ${places.inbound}, ${places.turns}, ${places.delivery})
    on conflict (hash) do update set erasure_id = excluded.erasure_id,
      inbound_seq = greatest(t.inbound_seq, excluded.inbound_seq),
      turns_seq = greatest(t.turns_seq, excluded.turns_seq),
      delivery_seq = greatest(t.delivery_seq, excluded.delivery_seq)`.execute(db);
}
