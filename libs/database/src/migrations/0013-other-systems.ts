import { type Kysely, sql } from "kysely";

/** What other systems send from the clinic's number is a conversation's message, too. That of before comes with a rebuild. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table read.messages
      drop constraint messages_author_check,
      add constraint messages_author_check
        check (author in ('patient', 'bot', 'attendant', 'phone', 'system', 'other-system'))
  `.execute(db);
}
