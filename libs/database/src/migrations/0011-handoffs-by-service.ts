import { type Kysely, sql } from "kysely";

/** What a conversation was about when a person was called. Those of before are about nothing until a rebuild fills it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table read.handoffs add column service text not null default ''`.execute(db);
}
