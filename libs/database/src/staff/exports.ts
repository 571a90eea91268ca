import { sql } from "kysely";
import type { Db } from "../connection.ts";
import type { ExportOutcome } from "../schema.ts";

/** Notes that an export begins. Resolves with its id. */
export async function beginExport(
  db: Db,
  begun: { readonly userId: string; readonly entity: string; readonly format: string; readonly total: number },
): Promise<string> {
  const { id } = await db.insertInto("exports").values(begun).returning("id").executeTakeFirstOrThrow();
  return id;
}

/** How many rows were handed to the file, and, at its end, how it ended. */
export async function noteExport(
  db: Db,
  id: string,
  { written, outcome }: { readonly written: number; readonly outcome?: ExportOutcome },
): Promise<void> {
  const ended = outcome === undefined ? {} : { outcome, endedAt: sql<string>`now()` };
  await db
    .updateTable("exports")
    .set({ written, ...ended })
    .where("id", "=", id)
    .execute();
}

/** An export of this user. */
export function findExport(db: Db, id: string, userId: string) {
  return db
    .selectFrom("exports")
    .select(["id", "entity", "format", "total", "written", "startedAt", "endedAt", "outcome"])
    .where("id", "=", id)
    .where("userId", "=", userId)
    .executeTakeFirst();
}
