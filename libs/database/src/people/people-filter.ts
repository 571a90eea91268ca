import { type Expression, type SqlBool, sql } from "kysely";
import { wordsMatch } from "../search.ts";
import { guardianKeys, patientKeys, TO_COME } from "./contact-keys.ts";
import type { PersonKind } from "./person-kind.ts";

export type MissingOfPatient = "cpf" | "birthDate" | "phone" | "guardian" | "insurance";
export type MissingOfGuardian = "cpf" | "birthDate" | "phone" | "patient";

/** Filters of the other kind find no one. */
export interface PeopleFilter {
  readonly search?: string | undefined;
  readonly bornFrom?: string | undefined;
  readonly bornTo?: string | undefined;
  readonly contactKey?: string | undefined;
  /** Those that were deleted and can be restored, instead of those that are there. */
  readonly deleted?: boolean | undefined;
  /** An instant: who wrote or was written to since is left out, who never did is not. */
  readonly noContactSince?: string | undefined;
  readonly missing?: MissingOfPatient | MissingOfGuardian | undefined;
  readonly tagId?: string | undefined;
  /** Words of the insurance's name. */
  readonly insurance?: string | undefined;
  readonly guardianId?: string | undefined;
  readonly nextAppointment?: boolean | undefined;
}

/** What a filter asks for beyond the words that are searched for. */
export function peopleConditions(kind: PersonKind, filter: PeopleFilter): Expression<SqlBool>[] {
  const conditions: Expression<SqlBool>[] = [];
  const column = (name: string) => sql.ref(`${kind}.${name}`);
  conditions.push(sql`${column("deletedAt")} is ${sql.raw(filter.deleted === true ? "not null" : "null")}`);
  if (filter.deleted === true) conditions.push(sql`${column("mergedInto")} is null`);
  if (filter.bornFrom) conditions.push(sql`${column("birthDate")} >= ${filter.bornFrom}::date`);
  if (filter.bornTo) conditions.push(sql`${column("birthDate")} <= ${filter.bornTo}::date`);
  if (filter.contactKey) conditions.push(writesBehind(kind, filter.contactKey));
  if (filter.noContactSince) conditions.push(noContactSince(kind, filter.noContactSince));
  if (filter.missing) conditions.push(MISSING[kind][filter.missing] ?? sql`false`);
  if (kind === "patients") conditions.push(...patientConditions(filter));
  return conditions;
}

function patientConditions(filter: PeopleFilter): Expression<SqlBool>[] {
  const conditions: Expression<SqlBool>[] = [];
  if (filter.tagId)
    conditions.push(sql`patients.id in (select patient_id from patient_tags where tag_id = ${filter.tagId})`);
  if (filter.insurance) conditions.push(...wordsMatch(sql`fold(patients.insurance)`, filter.insurance));
  if (filter.guardianId)
    conditions.push(
      sql`patients.id in (select patient_id from patient_guardians where guardian_id = ${filter.guardianId})`,
    );
  if (filter.nextAppointment !== undefined) {
    const toCome = sql<SqlBool>`exists (select from appointments where appointments.patient_id = patients.id
      and appointments.state in ${TO_COME} and appointments.ends_at > now())`;
    conditions.push(filter.nextAppointment ? toCome : sql`not ${toCome}`);
  }
  return conditions;
}

/** What is missing, each with an index of its own where it is a column. */
const MISSING: Readonly<Record<PersonKind, Readonly<Record<string, Expression<SqlBool>>>>> = {
  patients: {
    cpf: sql`patients.cpf_digits is null`,
    birthDate: sql`patients.birth_date is null`,
    phone: sql`patients.phone_digits is null`,
    insurance: sql`patients.insurance is null`,
    guardian: sql`not exists (select from patient_guardians link
      join guardians on guardians.id = link.guardian_id and guardians.deleted_at is null
      where link.patient_id = patients.id)`,
  },
  guardians: {
    cpf: sql`guardians.cpf_digits is null`,
    birthDate: sql`guardians.birth_date is null`,
    phone: sql`guardians.phone_digits is null`,
    patient: sql`not exists (select from patient_guardians link
      join patients on patients.id = link.patient_id and patients.deleted_at is null
      where link.guardian_id = guardians.id)`,
  },
};

function writesBehind(kind: PersonKind, contactKey: string): Expression<SqlBool> {
  const id = sql.ref(kind === "patients" ? "people.patientId" : "people.guardianId");
  return sql`${sql.ref(`${kind}.id`)} in (select ${id} from contact_people people
    join contacts on contacts.id = people.contact_id
    where contacts.contact_key = ${contactKey} and contacts.deleted_at is null)`;
}

function noContactSince(kind: PersonKind, since: string): Expression<SqlBool> {
  const [keys, id] =
    kind === "patients"
      ? [patientKeys, sql`keys.patient_id = patients.id`]
      : [guardianKeys, sql`keys.guardian_id = guardians.id`];
  return sql`not exists (select from ${keys} keys
    join read.conversations talk on talk.contact_key = keys.contact_key
    where ${id} and talk.last_message_at >= ${since}::timestamptz)`;
}
