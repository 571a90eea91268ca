import { sql } from "kysely";
import type { Database } from "../connection.ts";

/** Another process holds what was asked for. */
export class UnderWay extends Error {
  override readonly name = "UnderWay";
}

/**
 * Does the work while no other process does it. The lock is the connection's: it goes with a process that is killed.
 *
 * @throws UnderWay
 */
export function alone<T>(db: Database, name: string, work: () => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    const taken = await sql<{ ok: boolean }>`select pg_try_advisory_lock(hashtext(${name})) as ok`.execute(connection);
    if (!taken.rows[0]?.ok) throw new UnderWay("another process is at it");
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(hashtext(${name}))`.execute(connection);
    }
  });
}
