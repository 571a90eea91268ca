import { type SelectQueryBuilder, sql } from "kysely";
import { ofPatient, patientName } from "../care/patient-name.ts";
import type { Db } from "../connection.ts";
import type { AppointmentState, DB, Language, LeadStatus, Modality } from "../schema.ts";
import { guardianKeys, patientKeys } from "./contact-keys.ts";
import type { PersonKind } from "./person-kind.ts";

/*
 * What is around a person beyond their own rows. Of a guardian: what is around those they answer for, too. Each is one
 * question, however much there is, and tells the newest.
 */

const CONVERSATIONS_MAX = 50;
const UPCOMING_MAX = 50;
const PAST_MAX = 20;
const LEADS_MAX = 20;
const HISTORY_MAX = 50;

export interface ConversationAround {
  readonly channel: string;
  readonly contactKey: string;
  readonly name: string | null;
  readonly mode: "bot" | "human" | "paused";
  readonly humanUntil: string | null;
  readonly language: Language;
  readonly optedOut: boolean;
  readonly lastMessageAt: string;
  readonly waitingSince: string | null;
  readonly unansweredSince: string | null;
  readonly last: { readonly author: string; readonly kind: string; readonly text: string } | null;
  /** Ids of who may write in it: the patient, guardians of theirs, or the guardian whose record this is. */
  readonly writerIds: string[];
}

/** Conversations of a patient and of those who answer for them; of a guardian their own. */
export async function conversationsAround(db: Db, kind: PersonKind, id: string): Promise<ConversationAround[]> {
  const known =
    kind === "patients"
      ? sql`select contact_key, coalesce(guardian_id, patient_id) as id from ${patientKeys} keys where patient_id = ${id}`
      : sql`select contact_key, guardian_id as id from ${guardianKeys} keys where guardian_id = ${id}`;
  const { rows } = await sql<ConversationAround>`
    select talk.channel, talk.contact_key, talk.name, talk.mode, talk.human_until, talk.language, talk.opted_out,
      talk.last_message_at, talk.waiting_since, talk.unanswered_since, last.message as last, known.writer_ids
    from (select contact_key, json_agg(distinct id) as writer_ids from (${known}) k group by contact_key) known
    join read.conversations talk on talk.contact_key = known.contact_key
    left join lateral (
      select jsonb_build_object('author', author, 'kind', kind, 'text', left(text, 200)) as message from read.messages m
      where m.channel = talk.channel and m.contact_key = talk.contact_key order by at desc, m.id desc limit 1
    ) last on true
    order by talk.last_message_at desc, talk.first_turn_seq limit ${CONVERSATIONS_MAX}`.execute(db);
  return rows;
}

export interface AppointmentAround {
  readonly id: string;
  readonly patientId: string;
  readonly patient: string;
  readonly serviceId: string;
  readonly service: string;
  readonly professionalId: string;
  readonly professional: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly state: AppointmentState;
  readonly modality: Modality;
  readonly note: string | null;
  readonly reason: string | null;
  readonly version: number;
}

/** Those that are not over yet, the next first, and those before, the last first. */
export async function appointmentsAround(db: Db, kind: PersonKind, id: string) {
  const upcoming = await patientsAround(db, kind, id)
    .where("endsAt", ">", sql<string>`now()`)
    .orderBy("startsAt")
    .orderBy("appointments.id")
    .limit(UPCOMING_MAX)
    .execute();
  const past = await patientsAround(db, kind, id)
    .where("endsAt", "<=", sql<string>`now()`)
    .orderBy("startsAt", "desc")
    .orderBy("appointments.id", "desc")
    .limit(PAST_MAX)
    .execute();
  return { upcoming, past };
}

function patientsAround(
  db: Db,
  kind: PersonKind,
  id: string,
): SelectQueryBuilder<DB, "appointments", AppointmentAround> {
  const query = db
    .selectFrom("appointments")
    .innerJoin("patients", "patients.id", "appointments.patientId")
    .innerJoin("professionals", "professionals.id", "appointments.professionalId")
    .innerJoin("services", "services.id", "appointments.serviceId")
    .select(["appointments.id", "patientId", "serviceId", "professionalId", "startsAt", "endsAt", "state"])
    .select([
      "appointments.modality",
      ofPatient<string>("appointments.note").as("note"),
      "reason",
      "appointments.version",
      "professionals.name as professional",
    ])
    .select(patientName.as("patient"))
    .select(sql<string>`services.texts #>> '{pt,name}'`.as("service"));
  return (
    kind === "patients"
      ? query.where("patientId", "=", id)
      : query.where(
          "patientId",
          "in",
          db.selectFrom("patientGuardians").select("patientId").where("guardianId", "=", id),
        )
  ) as never;
}

export interface LeadAround {
  readonly id: string;
  readonly channel: string;
  readonly contactKey: string;
  readonly capturedAt: string;
  readonly name: string | null;
  readonly service: string | null;
  readonly kind: string | null;
  readonly reason: string | null;
  readonly status: LeadStatus | "new";
  readonly assignee: string | null;
  readonly version: number;
}

/** What the bot captured in their conversations, and what became this record. */
export async function leadsAround(db: Db, kind: PersonKind, id: string): Promise<LeadAround[]> {
  const [keys, person] =
    kind === "patients" ? [patientKeys, sql.ref("patientId")] : [guardianKeys, sql.ref("guardianId")];
  const { rows } = await sql<LeadAround>`
    select leads.id, channel, contact_key, captured_at, leads.name, service, kind, reason,
      coalesce(handling.status::text, 'new') as status, users.name as assignee, coalesce(handling.version, 0) as version
    from read.leads leads
      left join lead_handling handling on handling.lead_id = leads.id
      left join users on users.id = handling.assignee_id
    where leads.id in (
      select one.id from ${keys} keys join read.leads one on one.contact_key = keys.contact_key where keys.${person} = ${id}
      union
      select lead_id from lead_handling where ${person} = ${id}
    )
    order by captured_at desc, leads.id limit ${LEADS_MAX}`.execute(db);
  return rows;
}

export interface HistoryEntry {
  readonly at: string;
  readonly by: string | null;
  readonly entity: string;
  readonly entityId: string;
  readonly action: string;
  readonly changes: unknown;
}

/**
 * What was done to a record, newest first, as the audit has it: to the person, to records that went into theirs, to their
 * appointments, and the lead it came from. Who only read is left out.
 */
export async function historyAround(db: Db, kind: PersonKind, id: string): Promise<HistoryEntry[]> {
  const one = kind === "patients" ? "patient" : "guardian";
  const person = sql.ref(kind === "patients" ? "patientId" : "guardianId");
  const others =
    kind === "patients"
      ? sql`union all select 'appointment', id::text from appointments where patient_id = ${id}`
      : sql``;
  const { rows } = await sql<HistoryEntry>`
    with things (entity, entity_id) as (
      select ${one}, ${id}
      union all select ${one}, absorbed_id::text from merges where survivor_id = ${id}
        and not exists (select from merge_undos where merge_id = merges.id)
      union all select 'lead', lead_id::text from lead_handling where ${person} = ${id}
      ${others})
    select at, users.name as by, audit.entity, audit.entity_id, action, changes
    from things join audit on audit.entity = things.entity and audit.entity_id = things.entity_id
      left join users on users.id = audit.user_id
    where action !~ '^(read|list|open|export|search|refused)'
    order by audit.id desc limit ${HISTORY_MAX}`.execute(db);
  return rows;
}

/** How people are called, by their ids; of those who were deleted nothing is told. */
export async function namesOfPeople(db: Db, kind: PersonKind, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom(kind as "patients")
    .select(["id", sql<string>`coalesce(social_name, name)`.as("name")])
    .where("id", "in", ids)
    .where("deletedAt", "is", null)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
