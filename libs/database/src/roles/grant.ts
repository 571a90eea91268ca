import { type Kysely, sql } from "kysely";
import { LIVE } from "../read/side.ts";
import { rightsStatements } from "./rights.ts";
import { OWNER } from "./users.ts";

/** Gives the users of a database their rights in it. One that was never handed to its owner keeps the rights it has. */
export async function grantRights(db: Kysely<unknown>): Promise<void> {
  if (!(await isHandedOver(db))) return;
  await db.transaction().execute(async (trx) => {
    // Several processes may be starting.
    await sql`select pg_advisory_xact_lock(hashtext('rights'))`.execute(trx);
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class where relnamespace = ${LIVE}::regnamespace and relkind = 'r'`.execute(trx);
    for (const statement of rightsStatements(rows.map(({ name }) => name))) await sql.raw(statement).execute(trx);
  });
}

/** Whether the database belongs to the owner whom `provideUsers` makes. */
export async function isHandedOver(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql<{ owner: string }>`
    select pg_get_userbyid(datdba) as owner from pg_database where datname = current_database()`.execute(db);
  return rows[0]?.owner === OWNER;
}
