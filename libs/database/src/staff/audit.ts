import type { Insertable } from "kysely";
import type { Db } from "../connection.ts";
import { type PageRequest, readPage } from "../page.ts";
import type { Audit } from "../schema.ts";

/** A statement has 65,535 parameters at most, and a row of the audit takes up to nine. */
const ROWS_AT_ONCE = 1_000;

export async function recordAudit(db: Db, rows: readonly Insertable<Audit>[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await db
      .insertInto("audit")
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
}

export interface AuditFilter {
  readonly userId?: string | undefined;
  readonly action?: string | undefined;
  readonly entity?: string | undefined;
  readonly entityId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export function listAudit(db: Db, filter: AuditFilter, page: PageRequest) {
  let query = db
    .selectFrom("audit")
    .leftJoin("users", "users.id", "audit.userId")
    .select(["audit.id", "at", "userId", "users.name as user", "action", "entity", "entityId", "changes"])
    .select(["address", "requestId", "traceId"]);
  if (filter.from) query = query.where("at", ">=", filter.from);
  if (filter.to) query = query.where("at", "<", filter.to);
  for (const column of ["userId", "action", "entity", "entityId"] as const) {
    const value = filter[column];
    if (value) query = query.where(`audit.${column}`, "=", value);
  }
  return readPage(db, query, { by: "audit.id", id: "audit.id" }, page);
}
