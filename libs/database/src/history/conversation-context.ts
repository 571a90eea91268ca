import { sql } from "kysely";
import type { Db } from "../connection.ts";
import type { ContactRef } from "../people/contacts.ts";
import type { AppointmentState, LeadStatus, Modality } from "../schema.ts";
import type { ConversationMode } from "./kinds.ts";

/** What stands beside an open conversation is looked at, not read through. */
const SHOWN_MAX = 10;

/** Leads of this contact that are neither converted nor discarded, the newest first. */
export async function openLeadsOf(db: Db, { channel, contactKey }: ContactRef) {
  return db
    .selectFrom("read.leads as l")
    .leftJoin("leadHandling as h", "h.leadId", "l.id")
    .select(["l.id", "l.capturedAt", "l.name", "l.service", "l.reason", "l.kind", "h.assigneeId"])
    .select(sql<LeadStatus | "new">`coalesce(h.status::text, 'new')`.as("status"))
    .where("l.channel", "=", channel)
    .where("l.contactKey", "=", contactKey)
    .where((eb) => eb.or([eb("h.status", "is", null), eb("h.status", "=", "assigned")]))
    .orderBy("l.capturedAt", "desc")
    .limit(SHOWN_MAX)
    .execute();
}

export interface NextAppointment {
  readonly id: string;
  readonly patientId: string;
  readonly patient: string;
  readonly professional: string;
  readonly service: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly state: AppointmentState;
  readonly modality: Modality;
}

/** What these patients come for next; one under way is still the next. */
export async function nextAppointmentsOf(db: Db, patientIds: readonly string[]): Promise<NextAppointment[]> {
  if (patientIds.length === 0) return [];
  return db
    .selectFrom("appointments as a")
    .innerJoin("patients as p", "p.id", "a.patientId")
    .innerJoin("professionals as d", "d.id", "a.professionalId")
    .innerJoin("services as s", "s.id", "a.serviceId")
    .select(["a.id", "a.patientId", "a.startsAt", "a.endsAt", "a.state", "a.modality", "d.name as professional"])
    .select(sql<string>`coalesce(p.social_name, p.name)`.as("patient"))
    .select(sql<string>`s.texts #>> '{pt,name}'`.as("service"))
    .where("a.patientId", "in", patientIds)
    .where("a.endsAt", ">", sql<string>`now()`)
    .where("a.state", "not in", ["cancelled", "no-show", "completed"])
    .orderBy("a.startsAt")
    .limit(SHOWN_MAX)
    .execute();
}

export interface OtherConversation {
  readonly channel: string;
  readonly contactKey: string;
  readonly name: string | null;
  readonly mode: ConversationMode;
  readonly lastMessageAt: string;
}

/** Where else the same people write from, or wrote before two contacts became one; the latest first. */
export async function otherConversationsOf(db: Db, { channel, contactKey }: ContactRef): Promise<OtherConversation[]> {
  const { rows } = await sql<OtherConversation>`
    with contact as (
      select id from contacts where channel = ${channel} and contact_key = ${contactKey} and deleted_at is null
    ), others as (
      select k.channel, k.contact_key from contact
      join contact_people own on own.contact_id = contact.id and own.patient_id is not null
      join contact_people cp on cp.patient_id = own.patient_id and cp.patient_id is not null
      join contacts k on k.id = cp.contact_id
      union
      select k.channel, k.contact_key from contact
      join contact_people own on own.contact_id = contact.id and own.guardian_id is not null
      join contact_people cp on cp.guardian_id = own.guardian_id and cp.guardian_id is not null
      join contacts k on k.id = cp.contact_id
      union
      select channel, merged_into from read.conversations
      where channel = ${channel} and contact_key = ${contactKey} and merged_into is not null
      union
      select channel, contact_key from read.conversations where channel = ${channel} and merged_into = ${contactKey}
    )
    select c.channel, c.contact_key, c.name, c.mode, c.last_message_at
    from others join read.conversations c using (channel, contact_key)
    where (c.channel, c.contact_key) <> (${channel}, ${contactKey})
    order by c.last_message_at desc limit ${SHOWN_MAX}`.execute(db);
  return rows;
}
