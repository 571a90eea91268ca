import { sql } from "kysely";
import { patientName } from "./care/patient-name.ts";
import type { Db } from "./connection.ts";
import type { MessageKind } from "./history/kinds.ts";
import { TOTAL_EXACT_MAX } from "./page.ts";

/*
 * What the first page of a day shows, each by an index and bounded. Who waits, who has no answer and which leads are new
 * is decided as in their lists, so that a number is that of the list behind it.
 */

/** Counted no further than one more than `TOTAL_EXACT_MAX`. */
export interface HomeCounts {
  readonly waiting: number;
  readonly unanswered: number;
  readonly newLeads: number;
}

export async function countHome(db: Db): Promise<HomeCounts> {
  const most = sql.lit(TOTAL_EXACT_MAX + 1);
  const { rows } = await sql<HomeCounts>`select
    (select count(*) from (select from read.conversations where waiting_since is not null limit ${most}) c) as waiting,
    (select count(*) from (select from read.conversations where unanswered_since is not null limit ${most}) c)
      as unanswered,
    (select count(*) from (select from read.leads l
      where not exists (select from lead_handling h where h.lead_id = l.id) limit ${most}) c) as new_leads`.execute(db);
  return rows[0]!;
}

export interface WaitingContact {
  readonly channel: string;
  readonly contactKey: string;
  readonly name: string | null;
  readonly waitingSince: string;
  /** Of the call for a person that is not answered yet, where there is one. */
  readonly reason: string | null;
  readonly team: string | null;
  /** What they wrote last; of long texts the beginning. */
  readonly words: { readonly kind: MessageKind; readonly text: string } | null;
}

const WORDS_LENGTH_MAX = 200;

/** Who waits for a person, the longest first. */
export async function longestWaiting(db: Db, limit: number): Promise<WaitingContact[]> {
  const { rows } = await sql<WaitingContact>`
    select c.channel, c.contact_key, c.name, c.waiting_since, h.reason, h.team,
      (select jsonb_build_object('kind', m.kind, 'text', left(m.text, ${WORDS_LENGTH_MAX})) from read.messages m
        where m.channel = c.channel and m.contact_key = c.contact_key and m.author = 'patient'
          and m.kind not in ('reaction', 'call') order by m.at desc, m.id desc limit 1) as words
    from read.conversations c left join lateral (select reason, team from read.handoffs h
      where h.channel = c.channel and h.contact_key = c.contact_key and h.resolved_at is null
      order by asked_at desc limit 1) h on true
    where c.waiting_since is not null order by c.waiting_since, c.first_turn_seq limit ${limit}`.execute(db);
  return rows;
}

export interface NewLead {
  readonly id: string;
  readonly name: string | null;
  readonly service: string | null;
  readonly reason: string | null;
  readonly channel: string;
  readonly contactKey: string;
  readonly capturedAt: string;
}

/**
 * Leads that no one has worked on yet, the newest first. Each lead is asked about in the order of time, because the new
 * ones are the last. Joined as a whole, 100,000 leads that are done took half a second.
 */
export async function newestLeads(db: Db, limit: number): Promise<NewLead[]> {
  const { rows } = await sql<NewLead>`
    select l.id, l.name, l.service, l.reason, l.channel, l.contact_key, l.captured_at
    from read.leads l left join lateral (select true as is_handled from lead_handling where lead_id = l.id limit 1) h on true
    where h.is_handled is null order by l.captured_at desc, l.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Whether any patient ever wrote, as far as the streams reach. */
export async function hasPatientWritten(db: Db): Promise<boolean> {
  const first = await db
    .selectFrom("read.messages")
    .select("id")
    .where("inboundSeq", "is not", null)
    .where("author", "=", "patient")
    .limit(1)
    .executeTakeFirst();
  return first !== undefined;
}

/** A day of a time zone, by two instants; the end is not included. */
export interface DayOfZone {
  readonly day: string;
  readonly from: string;
  readonly to: string;
}

/** The day on which an instant lies, however long that day is. */
export async function dayAt(db: Db, at: string, timeZone: string): Promise<DayOfZone> {
  const { rows } = await sql<DayOfZone>`
    select d.day, d.day::timestamp at time zone ${timeZone} as "from", (d.day + 1)::timestamp at time zone ${timeZone} as "to"
    from (select (${at}::timestamptz at time zone ${timeZone})::date as day) d`.execute(db);
  return rows[0]!;
}

/** How many appointments a day has, without the cancelled ones. */
export async function countAppointments(db: Db, { from, to }: DayOfZone): Promise<number> {
  const { count } = await db
    .selectFrom("appointments")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("startsAt", ">=", from)
    .where("startsAt", "<", to)
    .where("state", "<>", "cancelled")
    .executeTakeFirstOrThrow();
  return count;
}

/** Those of a day that are still to come, or under way, after an instant. */
export function nextAppointments(db: Db, { from, to }: DayOfZone, after: string, limit: number) {
  return db
    .selectFrom("appointments as a")
    .innerJoin("patients", "patients.id", "a.patientId")
    .innerJoin("professionals", "professionals.id", "a.professionalId")
    .innerJoin("services", "services.id", "a.serviceId")
    .select(["a.id", "a.startsAt", "a.endsAt", "a.state", "a.patientId"])
    .select(patientName.as("patient"))
    .select("professionals.name as professional")
    .select(sql<string>`services.texts #>> '{pt,name}'`.as("service"))
    .where("a.startsAt", ">=", from)
    .where("a.startsAt", "<", to)
    .where("a.endsAt", ">", after)
    .where("a.state", "in", ["requested", "scheduled", "confirmed", "arrived"])
    .orderBy("a.startsAt")
    .orderBy("a.id")
    .limit(limit)
    .execute();
}
