import { createHash } from "node:crypto";
import { type Database, type Db, forgiveAccount, type GuessCount, giveGuessBack, takeGuess } from "@acolhe/database";
import { Problem } from "../http/problem.ts";
import {
  ACCOUNT_FAILURES_MAX,
  ACCOUNT_WINDOW_MS,
  ADDRESS_FAILURES_MAX,
  DEVICE_FAILURES_MAX,
  LOCKOUT_WINDOW_MS,
  PAIR_FAILURES_MAX,
  REFRESH_FAILURES_MAX,
} from "../limits.ts";
import { networkOf } from "./network.ts";

/*
 * Wrong guesses at what lets people in. A guess is taken from PostgreSQL before it is looked at, so that no number of
 * guesses at once gets more than there are, and a cache that is flushed or away changes nothing.
 *
 * Passwords are counted for an account from one address, so that others cannot lock a person out; for the address,
 * whatever the accounts; and, slower, for the account, whatever the addresses. A browser in which the user logged in
 * before has a count of its own instead. Guesses are counted whether the account exists or not, so the answer does not
 * give that away.
 */

export type Guess =
  | {
      readonly at: "password";
      readonly email: string;
      readonly address: string;
      /** A device that this user is known to use. */
      readonly device: Buffer | undefined;
    }
  | { readonly at: "link" | "refresh"; readonly address: string };

export interface Lockout {
  /**
   * Takes a guess, looks at it, and gives it back where it was right: undefined says that it was wrong.
   *
   * @throws Problem too-many-failures
   */
  guess<T>(guess: Guess, check: () => Promise<T | undefined>): Promise<T | undefined>;
  /** Forgets all guesses at this account. */
  forgive(db: Db, email: string): Promise<void>;
}

const keyOf = (...parts: string[]) => createHash("sha256").update(JSON.stringify(parts)).digest();
const accountOf = (email: string) => keyOf("account", email.toLowerCase());

/** In an order that is the same for everyone, the narrowest first. */
export function countsOf(guess: Guess): readonly GuessCount[] {
  const network = networkOf(guess.address);
  if (guess.at !== "password") {
    const max = guess.at === "link" ? ADDRESS_FAILURES_MAX : REFRESH_FAILURES_MAX;
    return [{ key: keyOf(guess.at, network), max, windowMs: LOCKOUT_WINDOW_MS }];
  }
  const account = accountOf(guess.email);
  const email = guess.email.toLowerCase();
  const own = { windowMs: LOCKOUT_WINDOW_MS, startsOver: true, account };
  if (guess.device)
    return [{ key: keyOf("device", guess.device.toString("hex"), email), max: DEVICE_FAILURES_MAX, ...own }];
  const address = keyOf("address", network);
  return [
    { key: keyOf("pair", email, network), max: PAIR_FAILURES_MAX, address, ...own },
    { key: address, max: ADDRESS_FAILURES_MAX, windowMs: LOCKOUT_WINDOW_MS },
    { key: account, max: ACCOUNT_FAILURES_MAX, windowMs: ACCOUNT_WINDOW_MS, account },
  ];
}

export function createLockout(db: Database): Lockout {
  async function take(counts: readonly GuessCount[]): Promise<void> {
    await db.transaction().execute(async (trx) => {
      const waitMs = await takeGuess(trx, counts);
      if (waitMs !== null) throw new Problem("too-many-failures", { retryAfterSeconds: Math.ceil(waitMs / 1000) });
    });
  }

  return {
    async guess(guess, check) {
      const counts = countsOf(guess);
      await take(counts);
      const found = await check().catch(async (error: unknown) => {
        await giveGuessBack(db, counts, "not-checked");
        throw error;
      });
      if (found !== undefined) await giveGuessBack(db, counts, "right");
      return found;
    },
    forgive: (trx, email) => forgiveAccount(trx, accountOf(email)),
  };
}
