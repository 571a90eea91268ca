import { sql, type Transaction } from "kysely";
import type { Db } from "../connection.ts";
import type { DB } from "../schema.ts";
import { forgetDevices } from "./devices.ts";

/*
 * A family is one login on one device. Its refresh tokens follow each other: each is good for one use, which makes the
 * next. A token that comes a second time was stolen, or its thief was first: either way the whole family ends.
 *
 * Except at once: two tabs refresh together, a page is left before the answer comes, an answer is lost. So a token used
 * a moment ago gets a sibling of the next one. As soon as one sibling is used, so are the others: a family goes on in
 * one line, and a thief within the grace is found out like any other.
 */

/** How long a used token still gets one. Longer than a page's reload on a bad line takes. */
export const REFRESH_GRACE_SECONDS = 30;

export interface NewFamily {
  readonly userId: string;
  readonly tokenHash: Buffer;
  readonly expiresAt: string;
  readonly address: string | null;
  readonly userAgent: string | null;
}

export async function openFamily(trx: Transaction<DB>, family: NewFamily): Promise<string> {
  const { tokenHash, ...row } = family;
  const { id } = await trx.insertInto("refreshFamilies").values(row).returning("id").executeTakeFirstOrThrow();
  await trx.insertInto("refreshTokens").values({ hash: tokenHash, familyId: id }).execute();
  return id;
}

export type Rotation =
  | { readonly outcome: "rotated"; readonly userId: string; readonly familyId: string; readonly expiresAt: string }
  | { readonly outcome: "reused"; readonly userId: string; readonly familyId: string }
  | { readonly outcome: "unknown" };

/** The login that a token belongs to, whether it still stands or not. */
export async function familyOfToken(db: Db, hash: Buffer): Promise<string | undefined> {
  const found = await db.selectFrom("refreshTokens").select("familyId").where("hash", "=", hash).executeTakeFirst();
  return found?.familyId;
}

/** Exchanges a token for the next one of its family. */
export async function rotateToken(trx: Transaction<DB>, hash: Buffer, nextHash: Buffer): Promise<Rotation> {
  const familyId = await familyOfToken(trx, hash);
  if (familyId === undefined) return { outcome: "unknown" };
  // One at a time in a family. What is read before it is ours may be old.
  const family = await trx
    .selectFrom("refreshFamilies")
    .select(["userId", "endedAt", "expiresAt", sql<boolean>`expires_at <= now()`.as("isExpired")])
    .where("id", "=", familyId)
    .forUpdate()
    .executeTakeFirst();
  if (!family || family.endedAt !== null || family.isExpired) return { outcome: "unknown" };
  const { userId, expiresAt } = family;
  const { isUsed, isInGrace } = await trx
    .selectFrom("refreshTokens")
    .select(sql<boolean>`used_at is not null`.as("isUsed"))
    .select(
      sql<boolean>`coalesce(used_at > now() - make_interval(secs => ${REFRESH_GRACE_SECONDS}), false)`.as("isInGrace"),
    )
    .where("hash", "=", hash)
    .executeTakeFirstOrThrow();
  if (isUsed && !isInGrace) {
    await endFamily(trx, familyId, "reuse");
    return { outcome: "reused", userId, familyId };
  }
  if (!isUsed)
    await trx
      .updateTable("refreshTokens")
      .set({ usedAt: sql`now()` })
      .where("familyId", "=", familyId)
      .where("usedAt", "is", null)
      .execute();
  await trx.insertInto("refreshTokens").values({ hash: nextHash, familyId }).execute();
  return { outcome: "rotated", userId, familyId, expiresAt };
}

export type EndReason = "logout" | "reuse" | "password" | "administrator";

export async function endFamily(db: Db, familyId: string, because: EndReason): Promise<string | undefined> {
  const ended = await db
    .updateTable("refreshFamilies")
    .set({ endedAt: sql`now()`, endedBecause: because })
    .where("id", "=", familyId)
    .where("endedAt", "is", null)
    .returning("userId")
    .executeTakeFirst();
  return ended?.userId;
}

/** Ends every login of a user, but `except`, and what else lets in: links to a new password, and devices that are known. */
export async function endAccessOf(
  db: Db,
  userId: string,
  because: EndReason,
  except: { readonly familyId?: string; readonly device?: Buffer | undefined } = {},
): Promise<void> {
  let query = db
    .updateTable("refreshFamilies")
    .set({ endedAt: sql`now()`, endedBecause: because })
    .where("userId", "=", userId)
    .where("endedAt", "is", null);
  if (except.familyId !== undefined) query = query.where("id", "<>", except.familyId);
  await query.execute();
  await forgetDevices(db, userId, except.device);
  await endLinks(db, "for", userId);
}

/** Unused links with which a user may set a password, or that this user made for others. */
export async function endLinks(db: Db, which: "for" | "by", userId: string): Promise<void> {
  await db
    .deleteFrom("passwordLinks")
    .where(which === "for" ? "userId" : "createdBy", "=", userId)
    .where("usedAt", "is", null)
    .execute();
}

/** The user of a login that still stands: an access token outlives its login by minutes, so each request asks. */
export function findSession(db: Db, familyId: string) {
  return db
    .selectFrom("refreshFamilies")
    .innerJoin("users", "users.id", "refreshFamilies.userId")
    .select(["users.id as userId", "users.name", "email", "role", "mustChangePassword"])
    .where("refreshFamilies.id", "=", familyId)
    .where("endedAt", "is", null)
    .where("users.active", "=", true)
    .executeTakeFirst();
}

export async function addPasswordLink(
  db: Db,
  link: { readonly hash: Buffer; readonly userId: string; readonly createdBy: string; readonly expiresAt: string },
): Promise<void> {
  // The newest link is the one that counts.
  await endLinks(db, "for", link.userId);
  await db.insertInto("passwordLinks").values(link).execute();
}

/** Whose password a link may set. Undefined: unknown, used or too old. */
export async function findPasswordLink(db: Db, hash: Buffer): Promise<string | undefined> {
  const found = await db
    .selectFrom("passwordLinks")
    .select("userId")
    .where("hash", "=", hash)
    .where("usedAt", "is", null)
    .where("expiresAt", ">", sql<string>`now()`)
    .executeTakeFirst();
  return found?.userId;
}

/** Uses a link up. Undefined: unknown, used or too old. */
export async function takePasswordLink(db: Db, hash: Buffer): Promise<string | undefined> {
  const taken = await db
    .updateTable("passwordLinks")
    .set({ usedAt: sql`now()` })
    .where("hash", "=", hash)
    .where("usedAt", "is", null)
    .where("expiresAt", ">", sql<string>`now()`)
    .returning("userId")
    .executeTakeFirst();
  return taken?.userId;
}
