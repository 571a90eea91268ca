import { listLeads } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { addRoute } from "../http/route.ts";
import { ChannelId, Id, Instant, line, Search, TypedContactKey } from "../schemas/common.ts";
import { Lead, LeadStatus, LeadsPage } from "../schemas/leads.ts";
import { listQuery, pageAnswer, pageRequest } from "../schemas/page.ts";
import type { Deps } from "./deps.ts";
import { addConvertLead } from "./lead-conversion.ts";
import { addLeadHandlingRoutes, wholeLead } from "./lead-handling.ts";
import { ById } from "./records.ts";

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

export function addLeadRoutes(app: FastifyInstance, deps: Deps): void {
  addListLeads(app, deps);
  addGetLead(app, deps);
  addLeadHandlingRoutes(app, deps);
  addConvertLead(app, deps);
}

function addListLeads(app: FastifyInstance, deps: Deps): void {
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
}

function addGetLead(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/leads/:id",
    id: "getLead",
    summary: "Read a lead",
    tag,
    params: ById,
    answer: Lead,
    async handle({ params, db }) {
      const lead = await wholeLead(db, params.id);
      return lead;
    },
  });
}
