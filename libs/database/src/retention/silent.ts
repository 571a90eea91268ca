import { sql } from "kysely";
import type { Database, Db } from "../connection.ts";
import { LIVE, lockCheckpoint } from "../read/side.ts";

/** A conversation in which nothing was said since an instant. */
export interface SilentConversation {
  readonly channel: string;
  readonly contactKey: string;
  readonly turnSeq: number;
  readonly lastMessageAt: string;
}

/** Some of them, the longest silent first, from behind the last one that was dealt with. */
export async function silentConversations(
  db: Db,
  options: { readonly cutoff: string; readonly after: SilentConversation | null; readonly countMax: number },
): Promise<SilentConversation[]> {
  const { cutoff, after, countMax } = options;
  const behind = after
    ? sql`(last_message_at, channel, contact_key) > (${after.lastMessageAt}::timestamptz, ${after.channel}, ${after.contactKey})`
    : sql`true`;
  const { rows } = await sql<SilentConversation>`
    select channel, contact_key, turn_seq, last_message_at from read.conversations
    where last_message_at < ${cutoff}::timestamptz and ${behind}
    order by last_message_at, channel, contact_key limit ${countMax}`.execute(db);
  return rows;
}

/** Tables with rows of a conversation that outlast their age only for its sake. */
export const CONVERSATION_TABLES = [
  "read.conversations",
  "read.sessions",
  "read.handoffs",
  "conversation_assignments",
  "conversation_reads",
] as const;

/**
 * Removes a conversation whose turns are gone from the log, unless it has gone on meanwhile: the projector waits for
 * this transaction, and a turn it has projected before changes the row.
 */
export async function forgetConversation(
  db: Database,
  stream: string,
  { channel, contactKey, turnSeq }: SilentConversation,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await lockCheckpoint({ db: trx, schema: LIVE }, stream);
    const { rows } = await sql`
      select from read.conversations
      where channel = ${channel} and contact_key = ${contactKey} and turn_seq = ${turnSeq}`.execute(trx);
    if (rows.length === 0) return false;
    for (const table of CONVERSATION_TABLES)
      await sql`
        delete from ${sql.raw(table)} where channel = ${channel} and contact_key = ${contactKey}`.execute(trx);
    return true;
  });
}
