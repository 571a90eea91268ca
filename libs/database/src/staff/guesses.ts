import { sql } from "kysely";
import type { Db } from "../connection.ts";

/*
 * Guesses at secrets are counted here rather than in the cache: what keeps guessers out must not be lost with a flush.
 * A guess is taken before it is looked at, so that many at once never get more than there are.
 */

/** One count that a guess is taken from. */
export interface GuessCount {
  /** What is counted, as a hash of 32 bytes. */
  readonly key: Buffer;
  readonly max: number;
  /** Begins with the first guess and does not slide: going on guessing makes the wait no longer. */
  readonly windowMs: number;
  /** Begins anew after a right guess; else that gives back only what it took. */
  readonly startsOver?: boolean;
  /** Of the account, where this count is one an administrator may give back. */
  readonly account?: Buffer;
  /** The key of the count of the address, which is given back with it. */
  readonly address?: Buffer;
}

/**
 * Takes one guess from each count. All callers use the same order, so none can deadlock.
 *
 * @returns null, or the milliseconds until there is one again; the caller then undoes its transaction, as a guess that is
 *   refused must cost nothing
 */
export async function takeGuess(db: Db, counts: readonly GuessCount[]): Promise<number | null> {
  for (const { key, max, windowMs, account = null, address = null } of counts) {
    const endsAt = sql<string>`now() + make_interval(secs => ${windowMs / 1000})`;
    const taken = await db
      .insertInto("guesses")
      .values({ key, leftOver: max - 1, resetsAt: endsAt, account, address })
      .onConflict((conflict) =>
        conflict
          .column("key")
          .doUpdateSet({
            leftOver: sql`case when guesses.resets_at <= now() then excluded.left_over else guesses.left_over - 1 end`,
            resetsAt: sql`case when guesses.resets_at <= now() then excluded.resets_at else guesses.resets_at end`,
          })
          .where(sql<boolean>`guesses.resets_at <= now() or guesses.left_over > 0`),
      )
      .returning("key")
      .executeTakeFirst();
    if (!taken) return waitFor(db, key);
  }
  return null;
}

async function waitFor(db: Db, key: Buffer): Promise<number> {
  const found = await db
    .selectFrom("guesses")
    .select(sql<number>`(extract(epoch from resets_at - now()) * 1000)::integer`.as("waitMs"))
    .where("key", "=", key)
    .executeTakeFirst();
  return Math.max(1, found?.waitMs ?? 1);
}

/** After a guess that was right, or that could not be looked at. */
export async function giveGuessBack(db: Db, counts: readonly GuessCount[], outcome: "right" | "not-checked") {
  for (const { key, max, startsOver } of counts) {
    if (startsOver && outcome === "right") await db.deleteFrom("guesses").where("key", "=", key).execute();
    else
      await db
        .updateTable("guesses")
        .set({ leftOver: sql`least(left_over + 1, ${max})` })
        .where("key", "=", key)
        .execute();
  }
}

/** All guesses at an account are given back, and those of the addresses from which it was tried. */
export async function forgiveAccount(db: Db, account: Buffer): Promise<void> {
  const tried = db.selectFrom("guesses").select("address").where("account", "=", account);
  await db.deleteFrom("guesses").where("key", "in", tried).execute();
  await db.deleteFrom("guesses").where("account", "=", account).execute();
}

export async function forgetOldGuesses(db: Db): Promise<void> {
  await db.deleteFrom("guesses").where("resetsAt", "<=", sql<string>`now()`).execute();
}
