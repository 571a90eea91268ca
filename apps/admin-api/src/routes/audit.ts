import { AUDIT_ACTIONS, AUDIT_ENTITIES, listAudit } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { addRoute } from "../http/route.ts";
import { Id, Instant } from "../schemas/common.ts";
import { listQuery, pageAnswer, pageOf, pageRequest } from "../schemas/page.ts";
import type { Deps } from "./deps.ts";

const Changes = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]))
  .describe("Names of what changed, and values that are not personal data");
const Entry = z
  .object({
    id: z.int(),
    at: z.string(),
    userId: Id.nullable(),
    user: z.string().nullable(),
    action: z.string(),
    entity: z.string(),
    entityId: z.string().nullable(),
    changes: Changes.nullable(),
    address: z.string().nullable(),
    requestId: z.string().nullable(),
    traceId: z.string().nullable(),
  })
  .meta({ id: "AuditEntry" });

export const auditFilters = {
  userId: Id.optional(),
  action: z.enum(AUDIT_ACTIONS).optional(),
  entity: z.enum(AUDIT_ENTITIES).optional(),
  entityId: z
    .string()
    .max(100)
    .regex(/^[\w.:-]+$/)
    .optional(),
  from: Instant.optional(),
  to: Instant.optional().describe("Not included"),
};

export function addAuditRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/audit",
    id: "listAudit",
    summary: "Who read or changed what, when and from where; newest first",
    tag: "Auditoria",
    query: listQuery(auditFilters, "id").extend({ sort: z.enum(["-id", "id"]).default("-id") }),
    answer: pageOf(Entry, "AuditPage"),
    async handle({ query, db }) {
      const page = await listAudit(db, query, pageRequest(query));
      const items = page.items.map((row) => ({ ...row, changes: Changes.nullable().parse(row.changes) }));
      return pageAnswer({ ...page, items }, query);
    },
  });
}
