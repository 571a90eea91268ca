import { type Kysely, sql } from "kysely";

/** What the audit keeps of refusals is bounded by user and hour: that is asked at each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index audit_refusals on audit (user_id, at) where action = 'refused'`.execute(db);
}
