import { sql } from "kysely";
import type { Db } from "../connection.ts";

/** The role that may look a contact up and read nothing else. */
export const LOOKUP_ROLE = "acolhe_lookup";

/** The person known to write from a contact: a `PatientCard`, or null. The caller checks its shape. */
export async function patientCard(db: Db, contactKey: string): Promise<unknown> {
  const { rows } = await sql<{ card: unknown }>`select lookup.patient_card(${contactKey}) as card`.execute(db);
  return rows[0]?.card ?? null;
}
