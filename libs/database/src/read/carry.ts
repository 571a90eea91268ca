import { sql } from "kysely";
import type { Db } from "../connection.ts";
import { deleteAgedOf } from "../retention/aged.ts";
import { LIVE, NEXT } from "./side.ts";

const live = (table: string) => sql.id(LIVE, table);
const next = (table: string) => sql.id(NEXT, table);

/** What of a conversation is counted or kept over all its turns, where the first of them are gone from the log. */
const OVER_ALL_TURNS = ["name", "last_message_at", "last_patient_at", "last_answer_at", "unanswered_since"] as const;

/**
 * The log begins later than it did when the served side was projected: old turns and outcomes are deleted. What they left
 * behind for good is carried over from the served side, and what the log still has beyond its time is left out again.
 * Without a sweep there is nothing to do.
 */
export async function carryWhatLogsLack(trx: Db): Promise<void> {
  const swept = await trx.selectFrom("retentionSweeps").select("cutoff").where("rule", "=", "words").executeTakeFirst();
  if (!swept) return;
  await carrySums(trx, swept.cutoff);
  // An unanswered one stays in the list, however old it is.
  await sql`
    insert into ${next("handoffs")} select * from ${live("handoffs")}
    where asked_at < ${swept.cutoff}::timestamptz and resolved_at is null on conflict do nothing`.execute(trx);
  await carryConsents(trx);
  await carryCounts(trx);
  await deleteAgedOf({ db: trx, schema: NEXT }, swept.cutoff);
}

/**
 * Sums say nothing of a person and are kept for ever. Of the day that begins with the cutoff, too: what began just before it
 * may have ended within that day.
 */
async function carrySums(trx: Db, cutoff: string): Promise<void> {
  for (const [table, span] of [
    ["hourly", sql`hour < ${cutoff}::timestamptz + interval '1 day'`],
    ["daily", sql`day < (${cutoff}::timestamptz at time zone 'UTC')::date + 1`],
  ] as const) {
    await sql`delete from ${next(table)} where ${span}`.execute(trx);
    await sql`insert into ${next(table)} select * from ${live(table)} where ${span}`.execute(trx);
  }
}

/**
 * The proof of a consent outlives the words it came with; only an erasure ends it. Where a conversation's first turns are
 * gone, the new side takes what is left for the beginning, so what the served side knew of that time replaces it.
 */
async function carryConsents(trx: Db): Promise<void> {
  await sql`
    delete from ${next("consents")} c using ${live("conversations")} l, ${next("conversations")} n
    where l.channel = n.channel and l.contact_key = n.contact_key and l.first_turn_seq < n.first_turn_seq
      and c.channel = n.channel and c.contact_key = n.contact_key and c.turn_seq <= l.turn_seq`.execute(trx);
  await sql`
    insert into ${next("consents")} select c.* from ${live("consents")} c
    where not exists (
      select from ${next("conversations")} n join ${live("conversations")} l using (channel, contact_key)
      where n.channel = c.channel and n.contact_key = c.contact_key and l.first_turn_seq >= n.first_turn_seq)
    on conflict do nothing`.execute(trx);
}

/** The new side may be some turns ahead of the served one; what it knows of those is right. */
async function carryCounts(trx: Db): Promise<void> {
  const columns = OVER_ALL_TURNS.map((column) => {
    const id = sql.id(column);
    return sql`${id} = case when n.turn_seq = l.turn_seq then l.${id} else n.${id} end`;
  });
  await sql`
    update ${next("conversations")} n set
      first_turn_seq = l.first_turn_seq,
      turn_count = l.turn_count + (
        select count(*) from ${next("turns")} t
        where t.channel = n.channel and t.contact_key = n.contact_key and t.turn_seq > l.turn_seq),
      ${sql.join(columns)}
    from ${live("conversations")} l
    where l.channel = n.channel and l.contact_key = n.contact_key and l.first_turn_seq < n.first_turn_seq
  `.execute(trx);
}
