import { sql } from "kysely";
import type { Db } from "../connection.ts";

/**
 * How far a listener has heard: sequences of the three streams, the same before and after a rebuild, and the last
 * transaction of those that changed something of the desk.
 */
export interface Heard {
  readonly inbound: number;
  readonly turns: number;
  readonly delivery: number;
  readonly desk: number;
}

/** Names of what has something new. The client reads again what it shows. */
export interface Changed {
  readonly conversations: readonly { readonly channel: string; readonly contactKey: string }[];
  readonly leads: readonly string[];
  readonly appointments: readonly string[];
  /** Ids of patients and guardians. */
  readonly records: readonly string[];
  readonly channels: readonly string[];
  /** Keys of settings, such as `bot`. */
  readonly settings: readonly string[];
}

/** Rows of each kind that are named one by one. A client that missed more reads everything again. */
export const CHANGES_MAX = 200;

/** Everything that is there now: where a new listener begins. */
export async function readHeard(db: Db): Promise<Heard> {
  // Below the oldest transaction that is still open nothing more will come.
  const { rows } = await sql<{ stream: string; seq: number }>`
    select stream, seq from read.checkpoints
    union all
    select 'DESK', coalesce(max(tx), 0) from desk_changes
      where tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint`.execute(db);
  const seqOf = (stream: string) => rows.find((row) => row.stream === stream)?.seq ?? 0;
  return { inbound: seqOf("INBOUND"), turns: seqOf("TURNS"), delivery: seqOf("DELIVERY"), desk: seqOf("DESK") };
}

/**
 * What has something new behind `heard` and up to `upTo`, which must be there already.
 *
 * @returns null when there is too much to name, or some of it was forgotten
 */
export async function changesBetween(db: Db, heard: Heard, upTo: Heard): Promise<Changed | null> {
  const messages = await db
    .selectFrom("read.messages")
    .select(["channel", "contactKey"])
    .where("inboundSeq", ">", heard.inbound)
    .where("inboundSeq", "<=", upTo.inbound)
    .orderBy("inboundSeq")
    .limit(CHANGES_MAX + 1)
    .execute();
  const turns = await db
    .selectFrom("read.turns")
    .select(["channel", "contactKey"])
    .where("turnSeq", ">", heard.turns)
    .where("turnSeq", "<=", upTo.turns)
    .orderBy("turnSeq")
    .limit(CHANGES_MAX + 1)
    .execute();
  const deliveries = await db
    .selectFrom("read.deliveries")
    .select(["channel", "contactKey"])
    .where("changedSeq", ">", heard.delivery)
    .where("changedSeq", "<=", upTo.delivery)
    .orderBy("changedSeq")
    .limit(CHANGES_MAX + 1)
    .execute();
  const desk = await deskChanges(db, heard.desk, upTo.desk);
  if (desk === null || [messages, turns, deliveries, desk].some(({ length }) => length > CHANGES_MAX)) return null;
  const of = (kind: string) => desk.flatMap((one) => (one.kind === kind ? [one.what] : []));
  const touched = of("conversation").map((what) => {
    const [channel = "", contactKey = ""] = what.split("/");
    return { channel, contactKey };
  });
  return {
    conversations: distinct([...messages, ...turns, ...deliveries, ...touched]),
    leads: [...new Set([...of("lead"), ...(await leadsOf(db, distinct(turns)))])],
    appointments: [...new Set(of("appointment"))],
    records: [...new Set(of("record"))],
    channels: [...new Set(of("channel"))],
    settings: [...new Set(of("setting"))],
  };
}

type Ref = Changed["conversations"][number];
const distinct = (refs: readonly Ref[]): Ref[] => [
  ...new Map(refs.map((one) => [`${one.channel}/${one.contactKey}`, one])).values(),
];

/** Null: what was there behind `after` may have been forgotten. */
async function deskChanges(db: Db, after: number, upTo: number) {
  if (after === upTo) return [];
  const first = await db
    .selectFrom("deskChanges")
    .select(({ fn }) => fn.min("tx").as("tx"))
    .executeTakeFirst();
  if (after < (first?.tx ?? 0)) return null;
  return db
    .selectFrom("deskChanges")
    .select(["kind", "what"])
    .where("tx", ">", after)
    .where("tx", "<=", upTo)
    .orderBy("tx")
    .limit(CHANGES_MAX + 1)
    .execute();
}

/** What the sessions that are under way have brought so far: each of their turns may have added to it. */
async function leadsOf(db: Db, refs: readonly Ref[]): Promise<string[]> {
  if (refs.length === 0) return [];
  const list = (key: keyof Ref) => refs.map((one) => one[key]);
  const { rows } = await sql<{ id: string }>`
    select l.id from unnest(${list("channel")}::text[], ${list("contactKey")}::text[]) as k (channel, contact_key)
    join read.conversations c using (channel, contact_key)
    join read.leads l on l.channel = c.channel and l.contact_key = c.contact_key and l.turn_seq >= c.session_seq`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** How long a listener may be away and still be told what it missed of the desk. */
const KEPT_HOURS = 24;

/** Forgets old changes, except for the last one, by which the rest is told from a beginning; and who is long gone. */
export async function forgetDeskChanges(db: Db): Promise<void> {
  await sql`
    delete from desk_changes where at < now() - make_interval(hours => ${KEPT_HOURS})
      and tx < (select max(tx) from desk_changes)`.execute(db);
  await sql`delete from conversation_presence where until < now()`.execute(db);
}
