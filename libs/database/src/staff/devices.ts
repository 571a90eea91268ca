import { sql } from "kysely";
import type { Db } from "../connection.ts";

/** Whether this browser is known to anyone, and to the user of this e-mail. */
export async function findDevice(
  db: Db,
  hash: Buffer,
  email: string,
): Promise<{ readonly isKnown: boolean; readonly isKnownToUser: boolean }> {
  const rows = await db
    .selectFrom("knownDevices")
    .innerJoin("users", "users.id", "userId")
    .select(({ fn, eb }) => eb(fn<string>("lower", ["email"]), "=", email.toLowerCase()).as("isOfUser"))
    .where("hash", "=", hash)
    .where("expiresAt", ">", sql<string>`now()`)
    .execute();
  return { isKnown: rows.length > 0, isKnownToUser: rows.some(({ isOfUser }) => isOfUser) };
}

export async function rememberDevice(
  db: Db,
  device: { readonly hash: Buffer; readonly userId: string; readonly expiresAt: string },
): Promise<void> {
  await db
    .insertInto("knownDevices")
    .values(device)
    .onConflict((conflict) => conflict.columns(["hash", "userId"]).doUpdateSet({ expiresAt: device.expiresAt }))
    .execute();
}

/** Of a user; all but `except`. */
export async function forgetDevices(db: Db, userId: string, except?: Buffer): Promise<void> {
  let query = db.deleteFrom("knownDevices").where("userId", "=", userId);
  if (except !== undefined) query = query.where("hash", "<>", except);
  await query.execute();
}

export async function forgetOldDevices(db: Db): Promise<void> {
  await db.deleteFrom("knownDevices").where("expiresAt", "<=", sql<string>`now()`).execute();
}
