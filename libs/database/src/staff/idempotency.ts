import { sql } from "kysely";
import type { Db } from "../connection.ts";

export interface IdempotentRequest {
  readonly userId: string;
  readonly key: string;
  readonly route: string;
  readonly bodyHash: Buffer;
}

/** A key that a request has taken; another that took it over has claimed it later. */
export interface ClaimedKey {
  readonly userId: string;
  readonly key: string;
  /** As the database writes it, to the microsecond. */
  readonly claimedAt: string;
}

export type Claim =
  | { readonly outcome: "first"; readonly claimedAt: string }
  | { readonly outcome: "answered"; readonly status: number; readonly answer: unknown }
  | { readonly outcome: "under-way" }
  /** The key was used for another request. */
  | { readonly outcome: "other" };

/**
 * A key without an answer after this, and with no request at work on it, belongs to a process that died: the next
 * request may try.
 */
const UNDER_WAY_SECONDS_MAX = 60;

/** Held while a request that has the key is worked on. */
const lockOf = ({ userId, key }: Pick<IdempotentRequest, "userId" | "key">) =>
  sql`hashtextextended(${`idempotency ${userId} ${key}`}, 0)`;

const claimedAt = sql<string>`idempotency_keys.created_at::text`;
const isClaim = (claim: ClaimedKey) => sql<boolean>`idempotency_keys.created_at = ${claim.claimedAt}::timestamptz`;

/** Takes the key for this request, or says what became of the request that has it. */
export async function claimKey(db: Db, request: IdempotentRequest): Promise<Claim> {
  const { userId, key, route, bodyHash } = request;
  const taken = await db
    .insertInto("idempotencyKeys")
    .values({ userId, key, route, bodyHash })
    .onConflict((oc) =>
      oc
        .columns(["userId", "key"])
        .doUpdateSet({ createdAt: sql`now()` })
        .where("idempotencyKeys.status", "is", null)
        .where("idempotencyKeys.route", "=", route)
        .where("idempotencyKeys.bodyHash", "=", bodyHash)
        .where("idempotencyKeys.createdAt", "<", sql<string>`now() - make_interval(secs => ${UNDER_WAY_SECONDS_MAX})`)
        .where(sql<boolean>`pg_try_advisory_xact_lock(${lockOf(request)})`),
    )
    .returning(claimedAt.as("claimedAt"))
    .executeTakeFirst();
  if (taken) return { outcome: "first", ...taken };
  const row = await db
    .selectFrom("idempotencyKeys")
    .selectAll()
    .where("userId", "=", userId)
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  if (row.route !== route || !bodyHash.equals(row.bodyHash)) return { outcome: "other" };
  if (row.status === null) return { outcome: "under-way" };
  return { outcome: "answered", status: row.status, answer: row.answer };
}

/**
 * Marks the request as worked on until the end of this transaction, however long that takes.
 *
 * @returns false when the key is no longer this claim's: another request has taken it over, or answered it
 */
export async function holdKey(trx: Db, claim: ClaimedKey): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${lockOf(claim)})`.execute(trx);
  const held = await trx
    .selectFrom("idempotencyKeys")
    .select("key")
    .where("userId", "=", claim.userId)
    .where("key", "=", claim.key)
    .where("status", "is", null)
    .where(isClaim(claim))
    .executeTakeFirst();
  return held !== undefined;
}

export async function answerKey(
  db: Db,
  request: Pick<IdempotentRequest, "userId" | "key">,
  answer: { readonly status: number; readonly answer: unknown },
): Promise<void> {
  await db
    .updateTable("idempotencyKeys")
    .set({ status: answer.status, answer: JSON.stringify(answer.answer) })
    .where("userId", "=", request.userId)
    .where("key", "=", request.key)
    .execute();
}

/** After a failure nothing was done, so the same key may try again. */
export async function releaseKey(db: Db, claim: ClaimedKey): Promise<void> {
  await db
    .deleteFrom("idempotencyKeys")
    .where("userId", "=", claim.userId)
    .where("key", "=", claim.key)
    .where("status", "is", null)
    .where(isClaim(claim))
    .execute();
}
