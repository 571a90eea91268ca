import {
  type Db,
  ensureContact,
  findLead,
  findRow,
  handleLead,
  insertRow,
  linkContact,
  linkGuardian,
  listLeads,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { AuditEntry } from "../audit/entries.ts";
import { BulkAnswer, BulkRows, eachRow } from "../http/bulk.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { ChannelId, Id, Instant, line, Search, TypedContactKey } from "../schemas/common.ts";
import { Lead, LeadStatus, LeadsPage } from "../schemas/leads.ts";
import { listQuery, pageAnswer, pageRequest } from "../schemas/page.ts";
import { GuardianInput, LinkInput, PatientInput } from "../schemas/people.ts";
import type { Deps } from "./deps.ts";
import { assertNoDuplicate } from "./people-records.ts";
import { ById, withoutUndefined } from "./records.ts";

const tag = "Leads";

export const leadFilters = {
  q: Search,
  status: LeadStatus.optional(),
  assigneeId: Id.optional(),
  contactKey: TypedContactKey.optional(),
  channel: ChannelId.optional(),
  service: line(100).optional(),
  from: Instant.optional(),
  to: Instant.optional().describe("Not included"),
};

async function whole(db: Db, id: string) {
  const lead = await findLead(db, id);
  if (!lead) throw new Problem("not-found");
  return lead;
}

/** Writes what staff did; the lead itself is what the log says and stays so. */
async function handle(db: Db, version: number, handling: Parameters<typeof handleLead>[2]) {
  const lead = await whole(db, handling.leadId);
  if (lead.status === "converted") throw new Problem("not-allowed-now", { detail: "Este lead já virou paciente." });
  if (!(await handleLead(db, version, handling))) throw new Problem("version-mismatch");
  return whole(db, handling.leadId);
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
  const lead = await handle(db, version, { ...by, status: "assigned", assigneeId });
  audit({ action: "assign", entity: "lead", entityId: id, changes: { assignee: assigneeId } });
  return lead;
}

async function discard({ db, account, audit }: Caller, { id, version }: Seen, discardReason: string) {
  const by = { leadId: id, updatedBy: account.userId };
  const lead = await handle(db, version, { ...by, status: "discarded", discardReason });
  audit({ action: "discard", entity: "lead", entityId: id });
  return lead;
}

/** Back to where nobody looks after it, and nobody put it aside. */
async function renew(
  { db, account, audit }: Caller,
  { id, version }: Seen,
  from: "assigned" | "discarded",
  action: "unassign" | "reopen",
) {
  const { status } = await whole(db, id);
  if (status !== from) throw new Problem("not-allowed-now");
  const lead = await handle(db, version, { leadId: id, updatedBy: account.userId, status: null });
  audit({ action, entity: "lead", entityId: id });
  return lead;
}

const Conversion = z
  .object({
    patientId: Id.optional().describe("Somebody who is there; or else `patient`"),
    patient: PatientInput.optional(),
    guardianId: Id.optional(),
    guardian: GuardianInput.optional(),
    link: LinkInput.optional().describe("How the guardian and the patient belong together"),
    writes: z.enum(["patient", "guardian"]).describe("Who is behind the contact the lead came from"),
    allowDuplicates: z.boolean().default(false),
  })
  .refine((c) => (c.patientId === undefined) !== (c.patient === undefined), {
    message: "um paciente: ou o cadastro existente, ou os dados de um novo",
    path: ["patient"],
  })
  .refine((c) => c.guardianId === undefined || c.guardian === undefined, {
    message: "um responsável: ou o cadastro existente, ou os dados de um novo",
    path: ["guardian"],
  })
  .refine((c) => (c.guardianId !== undefined || c.guardian !== undefined) === (c.link !== undefined), {
    message: "com um responsável, e só com um, é preciso dizer o parentesco",
    path: ["link"],
  })
  .refine((c) => c.writes === "patient" || c.link !== undefined, {
    message: "quem escreve é um responsável: informe qual",
    path: ["writes"],
  })
  .meta({ id: "LeadConversion" });

export function addLeadRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/leads",
    id: "listLeads",
    summary: "What the bot captured, with what staff did about it",
    tag,
    query: listQuery(leadFilters, "capturedAt"),
    answer: LeadsPage,
    async handle({ query, db }) {
      const { q, ...rest } = query;
      const page = await listLeads(db, { ...rest, search: q }, pageRequest(query));
      return pageAnswer(page, query);
    },
  });

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/leads/:id",
    id: "getLead",
    summary: "Read a lead",
    tag,
    params: ById,
    answer: Lead,
    async handle({ params, db }) {
      const lead = await whole(db, params.id);
      return lead;
    },
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/leads/:id/assign",
    id: "assignLead",
    summary: "Say who looks after a lead",
    tag,
    versioned: true,
    params: ById,
    body: z.object({ assigneeId: Id }).meta({ id: "LeadAssignment" }),
    answer: Lead,
    handle: ({ params, body, version, ...caller }) => assign(caller, { id: params.id, version }, body.assigneeId),
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/leads/:id/unassign",
    id: "unassignLead",
    summary: "Nobody looks after a lead any more: it is new again",
    tag,
    versioned: true,
    params: ById,
    answer: Lead,
    handle: ({ params, version, ...caller }) => renew(caller, { id: params.id, version }, "assigned", "unassign"),
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/leads/:id/reopen",
    id: "reopenLead",
    summary: "A lead that was put aside is new again",
    tag,
    versioned: true,
    params: ById,
    answer: Lead,
    handle: ({ params, version, ...caller }) => renew(caller, { id: params.id, version }, "discarded", "reopen"),
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/leads/:id/discard",
    id: "discardLead",
    summary: "Put a lead aside, with the reason",
    tag,
    versioned: true,
    params: ById,
    body: z.object({ reason: line(500) }).meta({ id: "LeadDiscard" }),
    answer: Lead,
    handle: ({ params, body, version, ...caller }) => discard(caller, { id: params.id, version }, body.reason),
  });

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

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/leads/:id/convert",
    id: "convertLead",
    summary: "Make a patient, with a guardian where there is one, out of a lead: all of it or nothing",
    tag,
    versioned: true,
    params: ById,
    body: Conversion,
    answer: Lead,
    async handle({ params, body, version, db, account, audit }) {
      const lead = await whole(db, params.id);
      const patientId = await personOf(db, "patients", body.patientId, body.patient, body.allowDuplicates);
      const guardianId = body.link
        ? await personOf(db, "guardians", body.guardianId, body.guardian, body.allowDuplicates)
        : null;
      if (body.link && guardianId) await linkGuardian(db, { patientId, guardianId, ...body.link });
      const contact = await ensureContact(db, lead);
      if (body.writes === "guardian" && guardianId) await linkContact(db, contact.id, "guardians", guardianId);
      else await linkContact(db, contact.id, "patients", patientId);
      const by = { leadId: params.id, updatedBy: account.userId };
      const converted = await handle(db, version, { ...by, status: "converted", patientId, guardianId });
      audit({
        action: "convert",
        entity: "lead",
        entityId: params.id,
        changes: { patient: patientId, guardian: guardianId },
      });
      return converted;
    },
  });
}

/** The id of the person named, or of the one made from what was given. */
async function personOf(
  db: Db,
  kind: "patients" | "guardians",
  id: string | undefined,
  given: z.output<typeof PatientInput> | undefined,
  allowDuplicates: boolean,
): Promise<string> {
  if (given) {
    if (!allowDuplicates) await assertNoDuplicate(db, kind, given);
    return (await insertRow(db, kind as "patients", withoutUndefined(given))).id;
  }
  const row = id === undefined ? undefined : await findRow(db, kind, id);
  if (!row || row.deletedAt !== null) throw new Problem("unknown-reference");
  return row.id;
}
