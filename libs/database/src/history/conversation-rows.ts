import { sql } from "kysely";
import type { Db } from "../connection.ts";
import type { ContactPreference, Custody, GuardianRelation } from "../schema.ts";
import { isBlocked, readTo } from "./conversation-filter.ts";
import type { DeliveryStatus, HandoffPriority, MessageAuthor, MessageKind } from "./kinds.ts";

/** More are not counted: to an attendant, 100 and 101 are the same. */
export const UNREAD_MAX = 100;
const LAST_TEXT_LENGTH_MAX = 200;

/** What is shown of a conversation beside what the log says of it. */
export interface RowDetails {
  /** What was said last; of long texts the beginning. */
  readonly last: {
    readonly id: string;
    readonly at: string;
    readonly author: MessageAuthor;
    readonly kind: MessageKind;
    readonly text: string;
    /** How far it came; null for what patients wrote, and until the sender took it. */
    readonly status: DeliveryStatus | null;
  } | null;
  /** What the patient wrote last; of long texts the beginning. */
  readonly words: { readonly kind: MessageKind; readonly text: string } | null;
  readonly assignee: { readonly id: string; readonly name: string } | null;
  readonly unread: number;
  readonly blocked: boolean;
  /** The gravest call for a person that is open. */
  readonly handoff: {
    readonly reason: string;
    readonly team: string;
    readonly priority: HandoffPriority;
    readonly askedAt: string;
  } | null;
  readonly displayName: string | null;
  /** Who is known to write from there, guardians first. */
  readonly people: readonly { readonly kind: "guardian" | "patient"; readonly id: string; readonly name: string }[];
  /** For whom they may write: themselves, and those they answer for. */
  readonly patients: readonly {
    readonly id: string;
    readonly name: string;
    /** Null for who writes for themselves. */
    readonly guardianId: string | null;
    readonly relation: GuardianRelation | null;
    readonly custody: Custody | null;
    readonly contactPreference: ContactPreference | null;
  }[];
}

export const NOTHING_KNOWN: RowDetails = {
  ...{ last: null, words: null, assignee: null, unread: 0, blocked: false, handoff: null, displayName: null },
  ...{ people: [], patients: [] },
};

interface Found {
  readonly channel: string;
  readonly contactKey: string;
  readonly firstTurnSeq: number;
}

/** As PostgreSQL's JSON would not write it. */
const instant = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

const last = sql`(
  select jsonb_build_object('id', m.id, 'at', ${instant("m.at")}, 'author', m.author, 'kind', m.kind,
    'text', left(m.text, ${LAST_TEXT_LENGTH_MAX}), 'status', d.status)
  from read.messages m left join read.deliveries d on d.turn_seq = m.turn_seq and d.command_index = m.command_index
  where m.channel = c.channel and m.contact_key = c.contact_key order by m.at desc, m.id desc limit 1)`;

const words = sql`(
  select jsonb_build_object('kind', m.kind, 'text', left(m.text, ${LAST_TEXT_LENGTH_MAX})) from read.messages m
  where m.channel = c.channel and m.contact_key = c.contact_key and m.author = 'patient'
    and m.kind not in ('reaction', 'call') order by m.at desc, m.id desc limit 1)`;

const assignee = sql`(
  select jsonb_build_object('id', u.id, 'name', u.name) from conversation_assignments a join users u on u.id = a.user_id
  where a.channel = c.channel and a.contact_key = c.contact_key)`;

const handoff = sql`(
  select jsonb_build_object('reason', reason, 'team', team, 'priority', priority, 'askedAt', ${instant("asked_at")})
  from read.handoffs h
  where h.channel = c.channel and h.contact_key = c.contact_key and h.resolved_at is null
  order by array_position(array['urgent', 'high', 'normal', 'low'], priority), asked_at desc limit 1)`;

/** Behind contact `k`. */
const people = sql`coalesce((
  select jsonb_agg(jsonb_build_object('kind', kind, 'id', id, 'name', name) order by kind, id) from (
    select 'guardian' as kind, g.id, coalesce(g.social_name, g.name) as name
    from contact_people cp join guardians g on g.id = cp.guardian_id
    where cp.contact_id = k.id and cp.guardian_id is not null and g.deleted_at is null
    union all
    select 'patient', p.id, coalesce(p.social_name, p.name)
    from contact_people cp join patients p on p.id = cp.patient_id
    where cp.contact_id = k.id and cp.patient_id is not null and p.deleted_at is null
  ) people), '[]')`;

const patients = sql`coalesce((
  select jsonb_agg(jsonb_build_object('id', p.id, 'name', coalesce(p.social_name, p.name), 'guardianId', f.guardian_id,
    'relation', f.relation, 'custody', f.custody, 'contactPreference', f.contact_preference)
    order by f.guardian_id nulls first, p.search_name, p.id)
  from (
    select cp.patient_id, null::uuid as guardian_id, null::guardian_relation as relation, null::custody as custody,
      null::contact_preference as contact_preference
    from contact_people cp where cp.contact_id = k.id and cp.patient_id is not null
    union all
    select pg.patient_id, pg.guardian_id, pg.relation, pg.custody, pg.contact_preference
    from contact_people cp join guardians g on g.id = cp.guardian_id and g.deleted_at is null
    join patient_guardians pg on pg.guardian_id = g.id where cp.contact_id = k.id and cp.guardian_id is not null
  ) f join patients p on p.id = f.patient_id and p.deleted_at is null), '[]')`;

const unread = (viewerId: string | undefined) =>
  viewerId === undefined
    ? sql`0`
    : sql`(select count(*) from (
        select from read.messages m where m.channel = c.channel and m.contact_key = c.contact_key
          and m.author = 'patient' and m.kind not in ('reaction', 'call') and m.at > ${readTo(viewerId)}
        limit ${UNREAD_MAX}) unread)`;

/** For the rows of a page, one question for all of them. By the number of the conversation. */
export async function rowDetails(
  db: Db,
  found: readonly Found[],
  viewerId: string | undefined,
): Promise<Map<number, RowDetails>> {
  if (found.length === 0) return new Map();
  const list = <K extends keyof Found>(key: K) => found.map((one) => one[key]);
  const { rows } = await sql<RowDetails & { firstTurnSeq: number }>`
    select c.first_turn_seq, ${last} as last, ${words} as words, ${assignee} as assignee, ${unread(viewerId)} as unread,
      ${isBlocked} as blocked, ${handoff} as handoff, k.display_name, ${people} as people, ${patients} as patients
    from unnest(${list("channel")}::text[], ${list("contactKey")}::text[], ${list("firstTurnSeq")}::bigint[])
      as c (channel, contact_key, first_turn_seq)
    left join contacts k on k.channel = c.channel and k.contact_key = c.contact_key and k.deleted_at is null
  `.execute(db);
  return new Map(rows.map(({ firstTurnSeq, ...details }) => [Number(firstTurnSeq), details]));
}
