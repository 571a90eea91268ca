import { type Kysely, sql } from "kysely";

/** What else patients call a service, so that the bot knows one that was made in the panel by more than its name. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table services
      add column synonyms text[] not null default '{}' check (cardinality(synonyms) <= 20)`.execute(db);
}
