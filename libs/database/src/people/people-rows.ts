import { sql } from "kysely";
import type { Db } from "../connection.ts";
import type { Page, PageRequest } from "../page.ts";
import type { AppointmentState, ContactPreference, Custody, GuardianRelation } from "../schema.ts";
import { guardianKeys, patientKeys, TO_COME } from "./contact-keys.ts";
import { listPeople, type PeopleSort, type PersonListed } from "./people.ts";
import type { PeopleFilter } from "./people-filter.ts";

export interface Relative {
  readonly id: string;
  readonly name: string;
  readonly relation: GuardianRelation;
  readonly custody: Custody;
  readonly contactPreference: ContactPreference;
}

export interface PatientListed extends PersonListed {
  readonly insurance: string | null;
  readonly tags: { readonly id: string; readonly name: string; readonly color: string }[];
  /** The preferred one first. */
  readonly guardians: Relative[];
  /** When something was last said in a conversation of theirs or of a guardian's. */
  readonly lastContactAt: string | null;
  readonly nextAppointment: {
    readonly id: string;
    readonly startsAt: string;
    readonly state: AppointmentState;
    readonly service: string;
    readonly professional: string;
  } | null;
}

export interface GuardianListed extends PersonListed {
  readonly patients: (Relative & { readonly birthDate: string | null })[];
  readonly lastContactAt: string | null;
}

/** Patients with the related records that a row shows: one query for the page, and one for all of its rows. */
export async function listPatients(db: Db, filter: PeopleFilter, sort: PeopleSort, page: PageRequest) {
  return joined(await listPeople(db, "patients", filter, sort, page), (ids) => aroundPatients(db, ids));
}

export async function listGuardians(db: Db, filter: PeopleFilter, sort: PeopleSort, page: PageRequest) {
  return joined(await listPeople(db, "guardians", filter, sort, page), (ids) => aroundGuardians(db, ids));
}

async function joined<A extends { readonly id: string }>(
  page: Page<PersonListed>,
  around: (ids: readonly string[]) => Promise<readonly A[]>,
): Promise<Page<PersonListed & A>> {
  const found = page.items.length === 0 ? [] : await around(page.items.map(({ id }) => id));
  const byId = new Map(found.map((row) => [row.id, row]));
  return {
    ...page,
    items: page.items.flatMap((person) => {
      const row = byId.get(person.id);
      return row ? [{ ...person, ...row }] : [];
    }),
  };
}

type AroundPatient = Omit<PatientListed, Exclude<keyof PersonListed, "id">>;
type AroundGuardian = Omit<GuardianListed, Exclude<keyof PersonListed, "id">>;

interface NextAppointment {
  readonly nextId: string | null;
  readonly startsAt: string;
  readonly state: AppointmentState;
  readonly service: string;
  readonly professional: string;
}

async function aroundPatients(db: Db, ids: readonly string[]): Promise<AroundPatient[]> {
  const { rows } = await sql<Omit<AroundPatient, "nextAppointment"> & NextAppointment>`
    select patients.id, insurance,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', tags.id, 'name', tags.name, 'color', tags.color) order by tags.name)
        from patient_tags tagged join tags on tags.id = tagged.tag_id where tagged.patient_id = patients.id
      ), '[]') as tags,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', guardians.id, 'name', coalesce(guardians.social_name, guardians.name),
            'relation', relation, 'custody', custody, 'contactPreference', contact_preference)
          order by contact_preference, guardians.search_name, guardians.id)
        from patient_guardians link join guardians on guardians.id = link.guardian_id
        where link.patient_id = patients.id and guardians.deleted_at is null
      ), '[]') as guardians,
      (
        select max(talk.last_message_at) from ${patientKeys} keys
        join read.conversations talk on talk.contact_key = keys.contact_key where keys.patient_id = patients.id
      ) as last_contact_at,
      next.*
    from patients left join lateral (
      select appointments.id as next_id, starts_at, state, services.texts #>> '{pt,name}' as service,
        professionals.name as professional
      from appointments join services on services.id = appointments.service_id
        join professionals on professionals.id = appointments.professional_id
      -- None is longer than twelve hours: so much of the index is looked at.
      where appointments.patient_id = patients.id and state in ${TO_COME}
        and starts_at > now() - interval '12 hours' and ends_at > now()
      order by starts_at, appointments.id limit 1
    ) next on true
    where patients.id = any(${ids}::uuid[])`.execute(db);
  return rows.map(({ nextId, startsAt, state, service, professional, ...row }) => ({
    ...row,
    nextAppointment: nextId === null ? null : { id: nextId, startsAt, state, service, professional },
  }));
}

async function aroundGuardians(db: Db, ids: readonly string[]): Promise<AroundGuardian[]> {
  const { rows } = await sql<AroundGuardian>`
    select guardians.id,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', patients.id, 'name', coalesce(patients.social_name, patients.name),
            'birthDate', birth_date, 'relation', relation, 'custody', custody, 'contactPreference', contact_preference)
          order by patients.search_name, patients.id)
        from patient_guardians link join patients on patients.id = link.patient_id
        where link.guardian_id = guardians.id and patients.deleted_at is null
      ), '[]') as patients,
      (
        select max(talk.last_message_at) from ${guardianKeys} keys
        join read.conversations talk on talk.contact_key = keys.contact_key where keys.guardian_id = guardians.id
      ) as last_contact_at
    from guardians where guardians.id = any(${ids}::uuid[])`.execute(db);
  return rows;
}
