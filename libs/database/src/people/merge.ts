import { sql } from "kysely";
import type { Db } from "../connection.ts";
import type { PersonKind } from "./people.ts";

const FILLED = ["socialName", "birthDate", "cpf", "phone", "email"] as const;

export interface MergeRequest {
  readonly survivorId: string;
  readonly survivorVersion: number;
  readonly absorbedId: string;
  readonly mergedBy: string;
}

/**
 * Makes two rows of one person one: the survivor keeps what it says and takes over what it lacks; whatever pointed to
 * the absorbed row points to the survivor; the absorbed row stays as it was in `merges` and, deleted, in its table. To be called in a transaction.
 *
 * @returns the survivor, or undefined when it has another version or one of the two is not there
 */
export async function mergePeople(trx: Db, kind: PersonKind, request: MergeRequest) {
  const { survivorId, absorbedId } = request;
  const table = kind as "patients";
  const rows = await trx
    .selectFrom(table)
    .selectAll()
    .where("id", "in", [survivorId, absorbedId])
    .where("deletedAt", "is", null)
    .orderBy("id")
    .forUpdate()
    .execute();
  const survivor = rows.find(({ id }) => id === survivorId);
  const absorbed = rows.find(({ id }) => id === absorbedId);
  if (!survivor || !absorbed || survivor.version !== request.survivorVersion) return undefined;
  await trx
    .insertInto("merges")
    .values({
      kind: kind === "patients" ? "patient" : "guardian",
      survivorId,
      absorbedId,
      absorbed: JSON.stringify(absorbed),
      mergedBy: request.mergedBy,
    })
    .execute();
  // First, so that the survivor may take the CPF over.
  await trx
    .updateTable(table)
    .set({ deletedAt: sql`now()`, mergedInto: survivorId })
    .where("id", "=", absorbedId)
    .execute();
  await moveRelations(trx, kind, survivorId, absorbedId);
  const missing = Object.fromEntries(
    FILLED.filter((name) => survivor[name] === null).map((name) => [name, absorbed[name]]),
  );
  return trx
    .updateTable(table)
    .set({ ...missing, name: survivor.name })
    .where("id", "=", survivorId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Rows that would repeat one the survivor has stay with the absorbed. */
async function moveRelations(trx: Db, kind: PersonKind, to: string, from: string): Promise<void> {
  const column = sql.ref(kind === "patients" ? "patient_id" : "guardian_id");
  const other = sql.ref(kind === "patients" ? "guardian_id" : "patient_id");
  await sql`
    update patient_guardians as moved set ${column} = ${to},
      contact_preference = case when contact_preference = 'preferred' then 'allowed' else contact_preference end
    where ${column} = ${from} and not exists
      (select from patient_guardians kept where kept.${column} = ${to} and kept.${other} = moved.${other})`.execute(
    trx,
  );
  await sql`
    update contact_people as moved set ${column} = ${to}
    where ${column} = ${from} and not exists
      (select from contact_people kept where kept.${column} = ${to} and kept.contact_id = moved.contact_id)`.execute(
    trx,
  );
  await sql`update lead_handling set ${column} = ${to} where ${column} = ${from}`.execute(trx);
  if (kind === "guardians") return;
  await sql`
    insert into patient_tags (patient_id, tag_id) select ${to}, tag_id from patient_tags where patient_id = ${from}
    on conflict do nothing`.execute(trx);
  await sql`update notes set patient_id = ${to} where patient_id = ${from}`.execute(trx);
  await sql`update appointments set patient_id = ${to} where patient_id = ${from}`.execute(trx);
}
