import { sql } from "kysely";

/*
 * A person with this phone in their record writes from it, linked by hand or not: the same as in `lookup.patient_card`.
 * A condition on the person goes into each part, so that each is one look into one index.
 */

/** Contacts of patients and of those who answer for them: (patient_id, guardian_id or null, contact_key). */
export const patientKeys = sql`(
  select id as patient_id, null::uuid as guardian_id, phone_digits as contact_key from patients
    where phone_digits is not null
  union all
  select people.patient_id, null, contacts.contact_key from contact_people people
    join contacts on contacts.id = people.contact_id and contacts.deleted_at is null
    where people.patient_id is not null
  union all
  select link.patient_id, link.guardian_id, guardians.phone_digits from patient_guardians link
    join guardians on guardians.id = link.guardian_id and guardians.deleted_at is null
    where guardians.phone_digits is not null
  union all
  select link.patient_id, link.guardian_id, contacts.contact_key from patient_guardians link
    join guardians on guardians.id = link.guardian_id and guardians.deleted_at is null
    join contact_people people on people.guardian_id = link.guardian_id
    join contacts on contacts.id = people.contact_id and contacts.deleted_at is null)`;

/** Contacts of guardians: (guardian_id, contact_key). */
export const guardianKeys = sql`(
  select id as guardian_id, phone_digits as contact_key from guardians where phone_digits is not null
  union all
  select people.guardian_id, contacts.contact_key from contact_people people
    join contacts on contacts.id = people.contact_id and contacts.deleted_at is null
    where people.guardian_id is not null)`;

/** States of an appointment that is still to come. */
export const TO_COME = sql`('requested', 'scheduled', 'confirmed', 'arrived')`;
