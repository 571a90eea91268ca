import { sql } from "kysely";

/*
 * A visit outlives the record of its patient: the hour was taken, by someone whose name and words are no longer shown.
 * For queries with `patients` and `appointments`.
 */

export const patientName = sql<string>`case when patients.deleted_at is null
  then coalesce(patients.social_name, patients.name) else '(cadastro excluído)' end`;

/** A column that tells something of the patient. */
export const ofPatient = <T>(column: string) =>
  sql<T | null>`case when patients.deleted_at is null then ${sql.ref(column)} end`;
