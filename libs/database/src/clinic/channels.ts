import type { Db } from "../connection.ts";

export function listChannels(db: Db) {
  return db.selectFrom("channels").selectAll().orderBy("id").execute();
}

export function findChannel(db: Db, id: string) {
  return db.selectFrom("channels").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Makes rows for the configured numbers that have none. */
export async function ensureChannels(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .insertInto("channels")
    .values(ids.map((id) => ({ id, name: id })))
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export function updateChannel(
  db: Db,
  key: { readonly id: string; readonly version: number },
  patch: { readonly name?: string; readonly botEnabled?: boolean },
) {
  return (
    db
      .updateTable("channels")
      // Naming it lets an empty patch be a change like any other.
      .set({ version: key.version, ...patch })
      .where("id", "=", key.id)
      .where("version", "=", key.version)
      .returningAll()
      .executeTakeFirst()
  );
}
