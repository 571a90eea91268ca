import { sql } from "kysely";
import type { Db } from "../connection.ts";
import type { Person } from "./person.ts";

type Rows = Record<string, unknown>[];

/**
 * Everything in the tables about a person, by subject. Of third people, ids and relations only: what they told is
 * theirs, and their names are masked by who writes the file.
 */
export async function accessRows(db: Db, person: Person): Promise<Record<string, Rows>> {
  const { patients, guardians, contacts } = person;
  const people = sql`(patient_id = any(${patients}::uuid[]) or guardian_id = any(${guardians}::uuid[]))`;
  const theirs = sql`contact_key = any(${contacts}::text[])`;
  const ids = [...patients, ...guardians];
  const all = async (query: ReturnType<typeof sql>): Promise<Rows> => (await query.execute(db)).rows as Rows;
  return {
    records: await all(sql`
      select 'patient' as kind, id, name, social_name, birth_date, cpf, phone, email, language, insurance, created_at,
        updated_at, deleted_at from patients where id = any(${patients}::uuid[])
      union all
      select 'guardian', id, name, social_name, birth_date, cpf, phone, email, language, null, created_at, updated_at,
        deleted_at from guardians where id = any(${guardians}::uuid[])`),
    relations: await all(sql`
      select case when patient_id = any(${patients}::uuid[]) then 'guardian' else 'patient' end as other,
        case when patient_id = any(${patients}::uuid[]) then g.name else p.name end as other_name,
        relation, custody, contact_preference
      from patient_guardians join guardians g on g.id = guardian_id join patients p on p.id = patient_id
      where ${people}`),
    contacts: await all(sql`
      select channel, contact_key, display_name, created_at from contacts where ${theirs}
      order by channel, contact_key`),
    appointments: await all(sql`
      select a.id, starts_at, ends_at, state, a.modality, note, reason, services.texts #>> '{pt,name}' as service,
        professionals.name as professional,
        (select jsonb_agg(jsonb_build_object('at', h.at, 'state', h.state, 'startsAt', h.starts_at, 'reason', h.reason)
          order by h.id) from appointment_history h where h.appointment_id = a.id) as history
      from appointments a join services on services.id = service_id join professionals on professionals.id = professional_id
      where patient_id = any(${patients}::uuid[]) order by starts_at`),
    notes: await all(sql`
      select created_at, text from notes where patient_id = any(${patients}::uuid[]) order by created_at`),
    tags: await all(sql`
      select tags.name from patient_tags join tags on tags.id = tag_id where patient_id = any(${patients}::uuid[])
      order by 1`),
    leads: await all(sql`
      select captured_at, name, service, team, leads.reason, kind, captured, status, discard_reason
      from read.leads leads left join lead_handling on lead_id = leads.id where ${theirs} or ${people}
      order by captured_at`),
    conversations: await all(sql`
      select channel, contact_key, name, mode, language, opted_out, last_message_at, collected
      from read.conversations where ${theirs} order by channel, contact_key`),
    messages: await all(sql`
      select channel, contact_key, at, author, kind, text, media, edited_at, revoked_at from read.messages
      where ${theirs} order by channel, contact_key, at, id`),
    handoffs: await all(sql`
      select asked_at, reason, team, priority, summary, first_human_at, resolved_at from read.handoffs where ${theirs}
      order by asked_at`),
    conversationNotes: await all(sql`
      select created_at, text from conversation_notes where ${theirs} order by created_at`),
    blocks: await all(sql`
      select channel, reason, blocked_at, until, lifted_at from blocks where ${theirs} order by blocked_at`),
    readings: await all(sql`
      select at, action, entity from audit where entity_id = any(${ids}::text[])
        or entity_id in (select channel || ':' || contact_key from read.conversations where ${theirs})
      order by id`),
  };
}
