import type { Insertable } from "kysely";
import type { Db } from "../connection.ts";
import type { PatientGuardians } from "../schema.ts";

/** Who answers for a patient, the preferred one first. */
export function guardiansOf(db: Db, patientId: string) {
  return db
    .selectFrom("patientGuardians")
    .innerJoin("guardians", "guardians.id", "patientGuardians.guardianId")
    .select(["guardians.id", "name", "socialName", "phone", "relation", "custody", "contactPreference"])
    .select("patientGuardians.version")
    .where("patientId", "=", patientId)
    .where("guardians.deletedAt", "is", null)
    .orderBy("contactPreference")
    .orderBy("searchName")
    .execute();
}

/** Whom a guardian answers for. */
export function patientsOf(db: Db, guardianId: string) {
  return db
    .selectFrom("patientGuardians")
    .innerJoin("patients", "patients.id", "patientGuardians.patientId")
    .select(["patients.id", "name", "socialName", "birthDate", "relation", "custody", "contactPreference"])
    .select("patientGuardians.version")
    .where("guardianId", "=", guardianId)
    .where("patients.deletedAt", "is", null)
    .orderBy("searchName")
    .execute();
}

export function findGuardianLink(db: Db, patientId: string, guardianId: string) {
  return db
    .selectFrom("patientGuardians")
    .selectAll()
    .where("patientId", "=", patientId)
    .where("guardianId", "=", guardianId)
    .executeTakeFirst();
}

/**
 * Makes the relation, or changes it. The former preferred guardian steps back when this one becomes it. To be called in a
 * transaction that is given up when it did not happen.
 *
 * @param version of the relation as it was seen, 0 for one that is to be made; absent: whichever there is
 * @returns undefined when another user was first
 */
export async function linkGuardian(trx: Db, link: Insertable<PatientGuardians>, version?: number) {
  const { patientId, guardianId, ...kind } = link;
  // Two who make different guardians the preferred one come one after the other.
  await trx.selectFrom("patients").select("id").where("id", "=", patientId).forNoKeyUpdate().execute();
  if (kind.contactPreference === "preferred")
    await trx
      .updateTable("patientGuardians")
      .set({ contactPreference: "allowed" })
      .where("patientId", "=", patientId)
      .where("guardianId", "<>", guardianId)
      .where("contactPreference", "=", "preferred")
      .execute();
  if (version)
    return trx
      .updateTable("patientGuardians")
      .set(kind)
      .where("patientId", "=", patientId)
      .where("guardianId", "=", guardianId)
      .where("version", "=", version)
      .returningAll()
      .executeTakeFirst();
  return trx
    .insertInto("patientGuardians")
    .values(link)
    .onConflict((oc) => {
      const pair = oc.columns(["patientId", "guardianId"]);
      return version === 0 ? pair.doNothing() : pair.doUpdateSet(kind);
    })
    .returningAll()
    .executeTakeFirst();
}

/** False: the relation has another version, or is not there. */
export async function unlinkGuardian(
  db: Db,
  link: { readonly patientId: string; readonly guardianId: string; readonly version: number },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("patientGuardians")
    .where("patientId", "=", link.patientId)
    .where("guardianId", "=", link.guardianId)
    .where("version", "=", link.version)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
