import { type Db, findLead, handleLead } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { AuditEntry } from "../audit/entries.ts";
import { BulkAnswer, BulkRows, eachRow } from "../http/bulk.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { Id, line } from "../schemas/common.ts";
import { Lead } from "../schemas/leads.ts";
import type { Deps } from "./deps.ts";
import { ById } from "./records.ts";

const tag = "Leads";
/** What all that is done about one lead has in common. */
const OF_ONE = { method: "POST", tag, versioned: true, params: ById, answer: Lead } as const;

/** What staff do about a lead, one or many. */
export function addLeadHandlingRoutes(app: FastifyInstance, deps: Deps): void {
  addAssignLead(app, deps);
  addUnassignLead(app, deps);
  addReopenLead(app, deps);
  addDiscardLead(app, deps);
  addAssignLeads(app, deps);
  addDiscardLeads(app, deps);
}

function addAssignLead(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    ...OF_ONE,
    url: "/api/v1/leads/:id/assign",
    id: "assignLead",
    summary: "Say who looks after a lead",
    body: z.object({ assigneeId: Id }).meta({ id: "LeadAssignment" }),
    handle: ({ params, body, version, ...caller }) => assign(caller, { id: params.id, version }, body.assigneeId),
  });
}

function addUnassignLead(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    ...OF_ONE,
    url: "/api/v1/leads/:id/unassign",
    id: "unassignLead",
    summary: "Take a lead from its assignee: it is new again",
    handle: ({ params, version, ...caller }) => renew(caller, { id: params.id, version }, "assigned", "unassign"),
  });
}

function addReopenLead(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    ...OF_ONE,
    url: "/api/v1/leads/:id/reopen",
    id: "reopenLead",
    summary: "A lead that was put aside is new again",
    handle: ({ params, version, ...caller }) => renew(caller, { id: params.id, version }, "discarded", "reopen"),
  });
}

function addDiscardLead(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    ...OF_ONE,
    url: "/api/v1/leads/:id/discard",
    id: "discardLead",
    summary: "Put a lead aside, with the reason",
    body: z.object({ reason: line(500) }).meta({ id: "LeadDiscard" }),
    handle: ({ params, body, version, ...caller }) => discard(caller, { id: params.id, version }, body.reason),
  });
}

function addAssignLeads(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/leads/bulk/assign",
    id: "assignLeads",
    summary: "Say who looks after many leads",
    tag,
    body: z.object({ rows: BulkRows, assigneeId: Id }).meta({ id: "LeadsAssignment" }),
    answer: BulkAnswer,
    handle: ({ body, ...caller }) =>
      eachRow(
        caller.db,
        body.rows,
        ({ id }) => id,
        async (row) => void (await assign(caller, row, body.assigneeId)),
      ),
  });
}

function addDiscardLeads(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/leads/bulk/discard",
    id: "discardLeads",
    summary: "Put many leads aside, with the reason",
    tag,
    body: z.object({ rows: BulkRows, reason: line(500) }).meta({ id: "LeadsDiscard" }),
    answer: BulkAnswer,
    handle: ({ body, ...caller }) =>
      eachRow(
        caller.db,
        body.rows,
        ({ id }) => id,
        async (row) => void (await discard(caller, row, body.reason)),
      ),
  });
}

export async function wholeLead(db: Db, id: string) {
  const lead = await findLead(db, id);
  if (!lead) throw new Problem("not-found");
  return lead;
}

/** Writes what staff did; the lead itself is what the log says and stays so. */
export async function handleOpenLead(db: Db, version: number, handling: Parameters<typeof handleLead>[2]) {
  const lead = await wholeLead(db, handling.leadId);
  if (lead.status === "converted")
    throw new Problem("not-allowed-now", { detail: "Este interessado já virou paciente." });
  if (!(await handleLead(db, version, handling))) throw new Problem("version-mismatch");
  return wholeLead(db, handling.leadId);
}

interface Caller {
  readonly db: Db;
  readonly account: { readonly userId: string };
  readonly audit: (entry: AuditEntry) => void;
}
interface Seen {
  readonly id: string;
  readonly version: number;
}

async function assign({ db, account, audit }: Caller, { id, version }: Seen, assigneeId: string) {
  const by = { leadId: id, updatedBy: account.userId };
  const lead = await handleOpenLead(db, version, { ...by, status: "assigned", assigneeId });
  audit({ action: "assign", entity: "lead", entityId: id, changes: { assignee: assigneeId } });
  return lead;
}

async function discard({ db, account, audit }: Caller, { id, version }: Seen, discardReason: string) {
  const by = { leadId: id, updatedBy: account.userId };
  const lead = await handleOpenLead(db, version, { ...by, status: "discarded", discardReason });
  audit({ action: "discard", entity: "lead", entityId: id });
  return lead;
}

/** Back to new: neither assigned nor put aside. */
async function renew(
  { db, account, audit }: Caller,
  { id, version }: Seen,
  from: "assigned" | "discarded",
  action: "unassign" | "reopen",
) {
  const { status } = await wholeLead(db, id);
  if (status !== from) throw new Problem("not-allowed-now");
  const lead = await handleOpenLead(db, version, { leadId: id, updatedBy: account.userId, status: null });
  audit({ action, entity: "lead", entityId: id });
  return lead;
}
