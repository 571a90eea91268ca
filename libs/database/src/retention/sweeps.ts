import { sql } from "kysely";
import type { Db } from "../connection.ts";

/** How far a rule has come. */
export interface Sweep {
  readonly rule: string;
  /** What is older is gone, or about to go. */
  readonly cutoff: string;
  /** When it was last carried out to its end; the epoch: never. */
  readonly endedAt: string;
  /** How much that deleted. */
  readonly deleted: number;
}

// What is gone stays gone when a setting is raised.
const NEVER_BACK = sql<string>`greatest(retention_sweeps.cutoff, excluded.cutoff)`;

/** Notes that from here on nothing can count on what lies before the cutoff. */
export async function beginSweep(db: Db, { rule, cutoff }: Pick<Sweep, "rule" | "cutoff">): Promise<void> {
  await db
    .insertInto("retentionSweeps")
    .values({ rule, cutoff, endedAt: new Date(0).toISOString(), deleted: 0 })
    .onConflict((conflict) => conflict.column("rule").doUpdateSet({ cutoff: NEVER_BACK }))
    .execute();
}

/** Notes that a rule was carried out to its end. */
export async function endSweep(db: Db, sweep: Sweep): Promise<void> {
  const { endedAt, deleted } = sweep;
  await db
    .insertInto("retentionSweeps")
    .values({ ...sweep })
    .onConflict((conflict) => conflict.column("rule").doUpdateSet({ cutoff: NEVER_BACK, endedAt, deleted }))
    .execute();
}

/** The last sweep of each rule. */
export const sweeps = (db: Db): Promise<Sweep[]> =>
  db.selectFrom("retentionSweeps").select(["rule", "cutoff", "endedAt", "deleted"]).orderBy("rule").execute();
