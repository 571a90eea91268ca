import { sql } from "kysely";
import type { Db } from "../connection.ts";
import type { Language } from "../schema.ts";

/** A conversation in which a patient's family is told something, and who writes there. */
export interface Recipient {
  readonly kind: "patient" | "guardian";
  readonly id: string;
  readonly name: string;
  /** As their record says it. */
  readonly recordLanguage: Language;
  readonly channel: string;
  readonly contactKey: string;
  readonly conversationLanguage: string;
  readonly optedOut: boolean;
}

/**
 * The conversations in which one may be told about a patient, the first choice first: the preferred guardian, the
 * patient, then whom else the family lets us write to. Like for the bot, nothing is for a guardian without custody, and
 * a person is known by a contact that was linked to them or by the phone in their record. One who never wrote has no
 * conversation: a number that was only noted down may be mistyped, and is a stranger's then.
 */
export async function recipientsOf(db: Db, patientId: string, limit: number): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    with person as (
      select 'patient' as kind, id, coalesce(social_name, name) as name, language, phone_digits, 1 as rank
      from patients where id = ${patientId} and deleted_at is null
      union all
      select 'guardian', g.id, coalesce(g.social_name, g.name), g.language, g.phone_digits,
        case contact_preference when 'preferred' then 0 else 2 end
      from patient_guardians pg join guardians g on g.id = pg.guardian_id
      where pg.patient_id = ${patientId} and g.deleted_at is null
        and contact_preference in ('preferred', 'allowed') and custody <> 'none'
    ),
    -- One way each: one index each.
    linked as (
      select person.*, link.contact_id from person join contact_people link on link.patient_id = person.id
      union all
      select person.*, link.contact_id from person join contact_people link on link.guardian_id = person.id
    ),
    reached as (
      select kind, person.id, person.name, person.language, rank, talk.channel, talk.contact_key,
        talk.language as talk_language, opted_out, last_message_at
      from person join read.conversations talk on talk.contact_key = person.phone_digits
      where talk.merged_into is null
      union
      select kind, linked.id, linked.name, linked.language, rank, talk.channel, talk.contact_key,
        talk.language, opted_out, last_message_at
      from linked
        join contacts on contacts.id = linked.contact_id and contacts.deleted_at is null
        join read.conversations talk on talk.channel = contacts.channel and talk.contact_key = contacts.contact_key
      where talk.merged_into is null
    )
    select kind, id, name, language as "recordLanguage", channel, contact_key as "contactKey",
      talk_language as "conversationLanguage", opted_out as "optedOut"
    from reached order by rank, last_message_at desc, id, channel, contact_key limit ${limit}`.execute(db);
  return rows;
}
