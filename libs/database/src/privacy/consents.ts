import { sql } from "kysely";
import type { Db } from "../connection.ts";

/** One act of a contact or towards it, as the log has it. */
export interface Consent {
  readonly channel: string;
  readonly contactKey: string;
  readonly purpose: string;
  readonly act: "informed" | "given" | "withdrawn";
  readonly at: string;
  readonly eventId: string;
  readonly eventSeq: number;
  readonly turnSeq: number;
  readonly rule: string;
  readonly flowVersion: string;
  readonly wording: string | null;
  /** When a later act took this one back; null: it stands. */
  readonly withdrawnAt: string | null;
}

/** What these contacts were told, agreed to and took back, the oldest first. */
export async function consentsOf(db: Db, contactKeys: readonly string[]): Promise<Consent[]> {
  const { rows } = await sql<Consent>`
    select c.*, case when c.act = 'withdrawn' then null else (
        select min(later.at) from read.consents later
        where later.channel = c.channel and later.contact_key = c.contact_key and later.purpose = c.purpose
          and later.act = 'withdrawn' and later.turn_seq > c.turn_seq) end as withdrawn_at
    from read.consents c where contact_key = any(${contactKeys}::text[])
    order by at, turn_seq, purpose`.execute(db);
  return rows;
}
