import { type Kysely, sql } from "kysely";

/**
 * A day with hours of its own may have a break, as any other. The first hours stay where they were, so that a version of
 * before that runs beside this one opens the day with them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table holidays
      -- What follows the first opens and closes, each {opens, closes} as HH:MM; of no account on a day without any.
      add column later_hours jsonb not null default '[]'
        check (jsonb_typeof(later_hours) = 'array' and jsonb_array_length(later_hours) <= 3);
  `.execute(db);
}
