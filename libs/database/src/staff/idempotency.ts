import { sql } from "kysely";
import type { Db } from "../connection.ts";

export interface IdempotentRequest {
  readonly userId: string;
  readonly key: string;
  readonly route: string;
  readonly bodyHash: Buffer;
}

export type Claim =
  | { readonly outcome: "first" }
  | { readonly outcome: "answered"; readonly status: number; readonly answer: unknown }
  | { readonly outcome: "under-way" }
  /** The key was used for another request. */
  | { readonly outcome: "other" };

/** An answer that did not come within this, and nobody works on, belongs to a process that died: the next request may try. */
const UNDER_WAY_SECONDS_MAX = 60;

/** Held while a request that has the key is worked on. */
const lockOf = ({ userId, key }: Pick<IdempotentRequest, "userId" | "key">) =>
  sql`hashtextextended(${`idempotency ${userId} ${key}`}, 0)`;

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
    .returning("key")
    .executeTakeFirst();
  if (taken) return { outcome: "first" };
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

/** Until the end of this transaction somebody works on the request, however long that takes. */
export async function holdKey(trx: Db, request: Pick<IdempotentRequest, "userId" | "key">): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockOf(request)})`.execute(trx);
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
export async function releaseKey(db: Db, request: Pick<IdempotentRequest, "userId" | "key">): Promise<void> {
  await db
    .deleteFrom("idempotencyKeys")
    .where("userId", "=", request.userId)
    .where("key", "=", request.key)
    .where("status", "is", null)
    .execute();
}

/** Forgets keys older than a day; nobody retries after that. */
export async function forgetOldKeys(db: Db): Promise<void> {
  await db.deleteFrom("idempotencyKeys").where("createdAt", "<", sql<string>`now() - interval '1 day'`).execute();
}
