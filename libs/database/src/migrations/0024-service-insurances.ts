import { type Kysely, sql } from "kysely";

/**
 * Which plans a service takes, and what a patient pays by each. Null: staff have said nothing, and the flow's own table
 * counts; an empty list: none.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table services
      add column insurances jsonb
        check (insurances is null or (jsonb_typeof(insurances) = 'array' and jsonb_array_length(insurances) <= 40))`.execute(
    db,
  );
}
