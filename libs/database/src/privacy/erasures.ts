import { type Selectable, sql } from "kysely";
import type { Db } from "../connection.ts";
import type { PageRequest } from "../page.ts";
import { readPage } from "../page.ts";
import type { Erasures } from "../schema.ts";
import type { SubjectKind } from "./person.ts";

export type ErasureRow = Selectable<Erasures>;

export interface NewErasure {
  readonly kind: SubjectKind;
  readonly subject: string;
  readonly reason: string;
  /** Absent on the command line. */
  readonly requestedBy: string | null;
}

/** Undefined: one of this person is under way. */
export function requestErasure(db: Db, { kind, subject, reason, requestedBy }: NewErasure) {
  return db
    .insertInto("erasures")
    .values({ subjectKind: kind, subject, reason, requestedBy })
    .onConflict((conflict) =>
      conflict
        .columns(["subjectKind", "subject"])
        .where("state", "in", ["requested", "approved", "running"])
        .doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
}

export const findErasure = (db: Db, id: string) =>
  db.selectFrom("erasures").selectAll().where("id", "=", id).executeTakeFirst();

export function listErasures(db: Db, filter: { readonly state?: string | undefined }, page: PageRequest) {
  let query = db.selectFrom("erasures").selectAll();
  if (filter.state) query = query.where("state", "=", filter.state);
  return readPage(db, query, { by: "createdAt", id: "id" }, page);
}

/** Undefined: it is no longer a request, or it is the requester who decides. */
export function decideErasure(
  db: Db,
  { id, version, by, approve }: { id: string; version: number; by: string | null; approve: boolean },
) {
  return db
    .updateTable("erasures")
    .set({ decidedBy: by, decidedAt: sql<string>`now()` })
    .set(approve ? { state: "approved" } : { state: "refused", subject: null, plan: null, endedAt: sql<string>`now()` })
    .where("id", "=", id)
    .where("version", "=", version)
    .where("state", "=", "requested")
    .where((where) => where.or([where("requestedBy", "is", null), where("requestedBy", "is distinct from", by)]))
    .returningAll()
    .executeTakeFirst();
}

/** Approved ones, and those that were broken off: the oldest first. */
export async function erasuresToRun(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("erasures")
    .select("id")
    .where("state", "in", ["approved", "running"])
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}

/** The step that is about to be made: what a crash inside it leaves is named. */
export async function beginStep(db: Db, id: string, step: string): Promise<void> {
  await db
    .updateTable("erasures")
    .set({ state: "running", step, problem: null })
    .where("id", "=", id)
    .where("state", "in", ["approved", "running"])
    .execute();
}

/** Why a step failed: a name or a code, never what was being erased. */
export async function noteProblem(db: Db, id: string, problem: string): Promise<void> {
  await db.updateTable("erasures").set({ problem }).where("id", "=", id).where("state", "=", "running").execute();
}

export async function keepPlan(db: Db, id: string, plan: object): Promise<void> {
  await db
    .updateTable("erasures")
    .set({ plan: JSON.stringify(plan) })
    .where("id", "=", id)
    .execute();
}

/** Adds to what was counted before, so that a step that is repeated keeps what its first try has removed. */
export async function addCounts(db: Db, id: string, counts: Readonly<Record<string, number>>): Promise<void> {
  for (const [store, count] of Object.entries(counts))
    await sql`
      update erasures set counts = jsonb_set(counts, array[${store}],
        to_jsonb(coalesce((counts ->> ${store})::integer, 0) + ${count}::integer)) where id = ${id}`.execute(db);
}

/** There is no person to erase, or more than one: what was approved cannot be done. */
export async function abandonErasure(db: Db, id: string, problem: string): Promise<void> {
  await db
    .updateTable("erasures")
    .set({ state: "refused", subject: null, plan: null, step: null, problem, endedAt: sql<string>`now()` })
    .where("id", "=", id)
    .where("state", "=", "running")
    .execute();
}

/** The end: nothing that names the person stays in the request. */
export async function endErasure(
  db: Db,
  id: string,
  { certificate, reason }: { certificate: object; reason: string },
): Promise<void> {
  await db
    .updateTable("erasures")
    .set({
      state: "done",
      certificate: JSON.stringify(certificate),
      reason,
      subject: null,
      plan: null,
      step: null,
      problem: null,
      endedAt: sql<string>`now()`,
    })
    .where("id", "=", id)
    .where("state", "=", "running")
    .execute();
}
