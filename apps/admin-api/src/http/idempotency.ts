import { answerKey, claimKey, type Database, type Db, holdKey, releaseKey } from "@acolhe/database";
import type { FastifyRequest } from "fastify";
import { Problem } from "./problem.ts";
import { fingerprintOf } from "./request-context.ts";

interface Claimed {
  readonly userId: string;
  readonly key: string;
  readonly name: string;
  readonly status: number;
  readonly request: FastifyRequest;
}

/** What the transaction that does the work does about its key, first and last. */
export interface Hold<T> {
  begin(trx: Db): Promise<void>;
  settle(trx: Db, answer: T): Promise<void>;
}

/**
 * Does the work once for a key of a user; a repeat gets the first one's answer. The work settles its key in its own
 * transaction, so a process that dies leaves either both or neither.
 */
export async function claimed<T>(db: Database, claim: Claimed, work: (hold: Hold<T>) => Promise<T>): Promise<T> {
  const { userId, key, request } = claim;
  const held = await claimKey(db, { userId, key, route: claim.name, bodyHash: fingerprintOf(request) });
  if (held.outcome === "other") throw new Problem("idempotency-mismatch");
  if (held.outcome === "under-way") throw new Problem("request-under-way", { retryAfterSeconds: 1 });
  if (held.outcome === "answered") return held.answer as T;
  const ours = { userId, key, claimedAt: held.claimedAt };
  try {
    return await work({
      async begin(trx) {
        // A request that waited too long between claim and work finds that another one has taken the key over.
        if (!(await holdKey(trx, ours))) throw new Problem("request-under-way", { retryAfterSeconds: 1 });
      },
      settle: (trx, answer) => answerKey(trx, ours, { status: claim.status, answer: answer ?? null }),
    });
  } catch (error) {
    // A key that cannot be freed frees itself after a minute; why the work failed would be lost for good.
    await releaseKey(db, ours).catch(() => undefined);
    throw error;
  }
}
