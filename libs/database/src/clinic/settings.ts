import { sql } from "kysely";
import type { Db } from "../connection.ts";

export function readSettings(db: Db) {
  return db.selectFrom("settings").select(["key", "value", "updatedAt", "version"]).orderBy("key").execute();
}

export function readSetting(db: Db, key: string) {
  return db.selectFrom("settings").select(["key", "value", "version"]).where("key", "=", key).executeTakeFirst();
}

/**
 * Writes a setting whose last version is known; 0 for one never written.
 *
 * @returns undefined when somebody else was first
 */
export async function writeSetting(
  db: Db,
  setting: { readonly key: string; readonly value: unknown; readonly version: number; readonly updatedBy: string },
) {
  const value = JSON.stringify(setting.value);
  const { key, version, updatedBy } = setting;
  if (version === 0)
    return db
      .insertInto("settings")
      .values({ key, value, updatedBy })
      .onConflict((oc) => oc.column("key").doNothing())
      .returning(["key", "value", "version"])
      .executeTakeFirst();
  return db
    .updateTable("settings")
    .set({ value, updatedBy })
    .where("key", "=", key)
    .where("version", "=", version)
    .returning(["key", "value", "version"])
    .executeTakeFirst();
}

/** Held until the transaction ends: whoever publishes what is set sees all that was committed before. */
export async function lockClinicFacts(trx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('clinic-facts'))`.execute(trx);
}

export function listHolidays(db: Db, from: string, to: string) {
  return db.selectFrom("holidays").selectAll().where("day", ">=", from).where("day", "<=", to).orderBy("day").execute();
}

/**
 * Writes a holiday whose last version is known; 0 for a day that is none yet.
 *
 * @returns undefined when somebody else was first
 */
export async function putHoliday(
  db: Db,
  holiday: {
    readonly day: string;
    readonly name: string;
    readonly opens: string | null;
    readonly closes: string | null;
  },
  version: number,
) {
  const { day, ...rest } = holiday;
  if (version === 0)
    return db
      .insertInto("holidays")
      .values(holiday)
      .onConflict((oc) => oc.column("day").doNothing())
      .returningAll()
      .executeTakeFirst();
  return db
    .updateTable("holidays")
    .set(rest)
    .where("day", "=", day)
    .where("version", "=", version)
    .returningAll()
    .executeTakeFirst();
}

/** False: it has another version, or the day is none. */
export async function deleteHoliday(db: Db, { day, version }: { day: string; version: number }): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("holidays")
    .where("day", "=", day)
    .where("version", "=", version)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
