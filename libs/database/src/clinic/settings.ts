import { type Selectable, sql } from "kysely";
import type { Db } from "../connection.ts";
import type { Holidays } from "../schema.ts";

export function readSettings(db: Db) {
  return db.selectFrom("settings").select(["key", "value", "updatedAt", "version"]).orderBy("key").execute();
}

export function readSetting(db: Db, key: string) {
  return db.selectFrom("settings").select(["key", "value", "version"]).where("key", "=", key).executeTakeFirst();
}

/**
 * Writes a setting whose last version is known; 0 for one never written.
 *
 * @returns undefined when another user was first
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

/** Held until the transaction ends, so a publisher sees all that was committed before. */
export async function lockClinicFacts(trx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('clinic-facts'))`.execute(trx);
}

interface OpenHours {
  /** HH:MM by the clinic's clock; a day may close at 24:00. */
  readonly opens: string;
  readonly closes: string;
}
interface Holiday {
  readonly day: string;
  readonly name: string;
  /** In their order; none: closed all day. */
  readonly open: readonly OpenHours[];
}

export async function listHolidays(db: Db, from: string, to: string) {
  const rows = await db
    .selectFrom("holidays")
    .selectAll()
    .where("day", ">=", from)
    .where("day", "<=", to)
    .orderBy("day")
    .execute();
  return rows.map(holidayOf);
}

/**
 * Writes a holiday whose last version is known; 0 for a day that is none yet.
 *
 * @returns undefined when another user was first
 */
export async function putHoliday(db: Db, { day, name, open }: Holiday, version: number) {
  const [first, ...later] = open;
  const opens = first?.opens ?? null;
  const holiday = { name, opens, closes: first?.closes ?? null, laterHours: JSON.stringify(later) };
  const written =
    version === 0
      ? db
          .insertInto("holidays")
          .values({ day, ...holiday })
          .onConflict((oc) => oc.column("day").doNothing())
      : db.updateTable("holidays").set(holiday).where("day", "=", day).where("version", "=", version);
  const row = await written.returningAll().executeTakeFirst();
  return row && holidayOf(row);
}

function holidayOf({ opens, closes, laterHours, ...row }: Selectable<Holidays>) {
  // PostgreSQL writes seconds, too.
  const first = opens && closes && { opens: opens.slice(0, 5), closes: closes.slice(0, 5) };
  return { ...row, open: first ? [first, ...(laterHours as unknown as OpenHours[])] : [] };
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
