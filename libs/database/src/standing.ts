import { sql } from "kysely";
import type { Db } from "./connection.ts";

/** Conversations under way or standing still, by who speaks in them and where they are. */
export interface StandingGroup {
  readonly mode: string;
  /** State of the flow; null: between sessions. */
  readonly step: string | null;
  readonly sessions: number;
  readonly parked: number;
  readonly parkedSince: string | null;
}

/** Read as a whole, a few times a minute: what is under way or parked is a small part, and of a few thousand rows. */
export async function standingConversations(db: Db): Promise<StandingGroup[]> {
  const { rows } = await sql<StandingGroup>`
    select mode, step, count(session_seq) as sessions, count(parked_since) as parked, min(parked_since) as parked_since
    from read.conversations where session_seq is not null or parked_since is not null group by 1, 2 order by 1, 2`.execute(
    db,
  );
  return rows;
}

export interface WaitingForPeople {
  readonly waiting: number;
  readonly waitingSince: string | null;
  /** Of the conversation that waits the longest: its hours count. */
  readonly flowVersion: string | null;
  /** Those among them whose call for a person names a danger. */
  readonly dangers: number;
  readonly dangerSince: string | null;
}

/** Who waits for a person, and since when the longest. */
export async function waitingForPeople(db: Db): Promise<WaitingForPeople> {
  const { rows } = await sql<WaitingForPeople>`
    select count(*) as waiting, min(c.waiting_since) as waiting_since,
      (array_agg(c.flow_version order by c.waiting_since))[1] as flow_version,
      count(h.asked_at) as dangers, min(h.asked_at) as danger_since
    from read.conversations c left join lateral (select min(asked_at) as asked_at from read.handoffs h
      where h.channel = c.channel and h.contact_key = c.contact_key and h.resolved_at is null
        and h.summary -> 'danger' is not null) h on true
    where c.waiting_since is not null`.execute(db);
  return rows[0]!;
}

/** Each call for a person that names a danger and that no person has answered, by its turn; the oldest first. */
export async function waitingDangers(db: Db): Promise<{ readonly turnSeq: number; readonly askedAt: string }[]> {
  const { rows } = await sql<{ turnSeq: number; askedAt: string }>`
    select h.turn_seq, min(h.asked_at) as asked_at
    from read.conversations c join read.handoffs h on h.channel = c.channel and h.contact_key = c.contact_key
    where c.waiting_since is not null and h.resolved_at is null and h.summary -> 'danger' is not null
    group by 1 order by 2, 1`.execute(db);
  return rows;
}
