import { type Insertable, sql } from "kysely";
import type { Db } from "../connection.ts";
import { type PageRequest, readPage } from "../page.ts";
import type { Audit } from "../schema.ts";
import type { AuditAction, AuditEntity } from "./audit-words.ts";

/** A statement has 65,535 parameters at most, and a row of the audit takes up to nine. */
const ROWS_AT_ONCE = 1_000;

interface AuditRow extends Insertable<Audit> {
  readonly action: AuditAction;
  readonly entity: AuditEntity;
}

export async function recordAudit(db: Db, rows: readonly AuditRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await db
      .insertInto("audit")
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
}

/**
 * Keeps that a user was refused something, unless so many were kept within the hour; the last one that is kept says so.
 * Several at the same moment may each take the last place: the bound is loose by as many as there are connections.
 */
export async function recordRefusal(db: Db, row: AuditRow, keptMax: number): Promise<void> {
  const { userId, action, entity, entityId, changes, address, requestId, traceId } = row;
  const isTheirs = userId ? sql`user_id = ${userId}` : sql`user_id is null`;
  await sql`
    insert into audit (user_id, action, entity, entity_id, changes, address, request_id, trace_id)
    select (select id from users where id = ${userId ?? null}::uuid), ${action}, ${entity}, ${entityId},
      ${changes}::jsonb || case when kept.count = ${keptMax}::integer - 1 then '{"last": true}' else '{}' end::jsonb,
      ${address}::inet, ${requestId}, ${traceId}
    from (select count(*) from (
      select from audit where action = 'refused' and ${isTheirs} and at > now() - interval '1 hour' limit ${keptMax}
    ) hour) kept where kept.count < ${keptMax}`.execute(db);
}

/** How the audit names a conversation. */
export const conversationName = ({ channel, contact }: { readonly channel: string; readonly contact: string }) =>
  `${channel}:${contact}`;

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
