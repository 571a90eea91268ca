import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Db } from "../connection.ts";
import { partsMatch, wordsMatch } from "../search.ts";

export interface ConversationFilter {
  /** Words of a name, a part of a number, or words of a message that the bot did not write. */
  readonly search?: string | undefined;
  readonly channel?: string | undefined;
  readonly mode?: "bot" | "human" | "paused" | undefined;
  readonly step?: string | undefined;
  readonly parked?: boolean | undefined;
  /** A person has it, or is waited for. */
  readonly open?: boolean | undefined;
  /** The patient waits for a person. */
  readonly waiting?: boolean | undefined;
  /** The patient's last words have no answer, from bot or staff. */
  readonly unanswered?: boolean | undefined;
  /** Of `viewerId`. */
  readonly unread?: boolean | undefined;
  /** A user's id, or `none`. */
  readonly assignee?: string | undefined;
  /** Of a call for a person that is open. */
  readonly team?: string | undefined;
  /** What the latest session is about. */
  readonly service?: string | undefined;
  /** Of the last message; the end is not included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly optedOut?: boolean | undefined;
  readonly blocked?: boolean | undefined;
  /** Whose marks tell what was read. */
  readonly viewerId?: string | undefined;
}

/**
 * Words that are in no more messages than this are looked up in the index of words; more frequent ones are found sooner by
 * going through the conversations in the order of the list.
 */
const HITS_MAX = 2_000;
/** The index knows three letters in a row. */
const INDEXED_LENGTH_MIN = 3;

/** Where messages that hold the words are: conversations by number, or too many to name. */
type Hits = readonly number[] | "frequent";

const saidMatch = (text: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`m.author <> 'bot' and ${sql.join(wordsMatch(sql`fold(m.text)`, text), sql` and `)}`;

export async function hitsOf(db: Db, search: string | undefined): Promise<Hits> {
  if (!search?.split(/\s+/).some(({ length }) => length >= INDEXED_LENGTH_MIN)) return [];
  const { rows } = await sql<{ hits: number; found: number[] }>`
    with hits as materialized (
      select m.channel, m.contact_key from read.messages m where ${saidMatch(search)} limit ${HITS_MAX + 1}
    )
    select (select count(*) from hits) as hits, array(
      select distinct c.first_turn_seq from hits join read.conversations c using (channel, contact_key)) as found
  `.execute(db);
  const { hits, found } = rows[0]!;
  return hits > HITS_MAX ? "frequent" : found.map(Number);
}

/** Said once, for rows and for what is counted beside them: what a conversation `c` has to be. */
export function conditionsOf(filter: ConversationFilter, hits: Hits): Expression<SqlBool>[] {
  const conditions: Expression<SqlBool>[] = [];
  const add = (condition: Expression<SqlBool>) => void conditions.push(condition);
  const is = (wanted: boolean | undefined, condition: RawBuilder<SqlBool>) => {
    if (wanted !== undefined) add(wanted ? condition : sql<SqlBool>`not (${condition})`);
  };
  const { search, viewerId } = filter;
  if (search) add(searched(search, hits));
  if (filter.channel) add(sql<SqlBool>`c.channel = ${filter.channel}`);
  if (filter.mode) add(sql<SqlBool>`c.mode = ${filter.mode}`);
  if (filter.step) add(sql<SqlBool>`c.step = ${filter.step}`);
  if (filter.from) add(sql<SqlBool>`c.last_message_at >= ${filter.from}`);
  if (filter.to) add(sql<SqlBool>`c.last_message_at < ${filter.to}`);
  is(filter.parked, sql`c.parked_since is not null`);
  is(filter.open, sql`(c.mode <> 'bot' or c.waiting_since is not null)`);
  is(filter.waiting, sql`c.waiting_since is not null`);
  is(filter.unanswered, sql`c.unanswered_since is not null`);
  is(filter.optedOut, sql`c.opted_out`);
  is(filter.blocked, isBlocked);
  if (viewerId !== undefined) is(filter.unread, sql`coalesce(c.last_patient_at > ${readTo(viewerId)}, false)`);
  if (filter.assignee) add(assignedTo(filter.assignee));
  if (filter.team)
    add(sql<SqlBool>`exists (select from read.handoffs h where h.channel = c.channel
      and h.contact_key = c.contact_key and h.resolved_at is null and h.team = ${filter.team})`);
  if (filter.service)
    add(sql<SqlBool>`exists (select from read.sessions s
      where s.session_seq = c.session_seq and s.service = ${filter.service} and s.service <> '')`);
  return conditions;
}

function searched(search: string, hits: Hits): RawBuilder<SqlBool> {
  const known = sql.join(partsMatch(search, "c.searchName", "c.contactKey"), sql` and `);
  // As a value, which is asked for each conversation in its turn; as a condition it might be worked out for all at once.
  const said =
    hits === "frequent"
      ? sql`coalesce((select true from read.messages m
          where m.channel = c.channel and m.contact_key = c.contact_key and ${saidMatch(search)} limit 1), false)`
      : sql`c.first_turn_seq = any(${hits}::bigint[])`;
  return sql<SqlBool>`((${known}) or ${said})`;
}

export const isBlocked = sql<boolean>`exists (select from blocks b where b.channel = c.channel
  and b.contact_key = c.contact_key and b.lifted_at is null and (b.until is null or b.until > now()))`;

const assigned = sql`select from conversation_assignments a
  where a.channel = c.channel and a.contact_key = c.contact_key`;
const assignedTo = (assignee: string): RawBuilder<SqlBool> =>
  assignee === "none" ? sql`not exists (${assigned})` : sql`exists (${assigned} and a.user_id = ${assignee})`;

/** Up to when this user has read `c`; what was written before they had an account is not theirs to read. */
export const readTo = (viewerId: string): RawBuilder<string> => sql<string>`coalesce(
  (select r.read_to from conversation_reads r
    where r.user_id = ${viewerId} and r.channel = c.channel and r.contact_key = c.contact_key),
  (select u.created_at from users u where u.id = ${viewerId}))`;
