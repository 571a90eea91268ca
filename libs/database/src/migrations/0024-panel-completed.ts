import { type Kysely, sql } from "kysely";

/** What a service takes of plans, and records that are told of when they change, as conversations are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Which plans a service takes, and what a patient pays by each. Null: staff have said nothing, and the flow's own
    -- table counts; an empty list: none.
    alter table services
      add column insurances jsonb
        check (insurances is null or (jsonb_typeof(insurances) = 'array' and jsonb_array_length(insurances) <= 40));
  `.execute(db);
  for (const [table, column] of TOLD)
    await sql`
      create trigger ${sql.id(`tell_${column}`)} after insert or update or delete on ${sql.table(table)}
        for each row execute function tell_change('record', ${sql.lit(column)})`.execute(db);
}

/** Whose record another row belongs to. */
const TOLD = [
  ["patients", "id"],
  ["guardians", "id"],
  ["patient_guardians", "patient_id"],
  ["patient_guardians", "guardian_id"],
  ["patient_tags", "patient_id"],
  ["notes", "patient_id"],
] as const;
