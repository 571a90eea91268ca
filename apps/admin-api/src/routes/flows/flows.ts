import { insertFlow, listFlows, saveDraft } from "@acolhe/database";
import { clinicFolder, readFolder } from "@acolhe/flows/published";
import type { FastifyInstance } from "fastify";
import { addRoute } from "../../http/route.ts";
import { Search } from "../../schemas/common.ts";
import { Draft, FlowInput, FlowListed } from "../../schemas/flows.ts";
import { listQuery, pageAnswer, pageOf, pageRequest, sortOf } from "../../schemas/page.ts";
import type { Deps } from "../deps.ts";
import { addFlowDraftRoutes } from "./drafts.ts";
import { draftShown, tag } from "./stored.ts";
import { addFlowVersionRoutes } from "./versions.ts";

/** Flows with their drafts and versions. The same functions serve `npm run flow`. */
export function addFlowRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/flows",
    id: "listFlows",
    summary: "Every flow, with its newest version and whether it has a draft",
    tag,
    query: listQuery({ q: Search }, "name", "created"),
    answer: pageOf(FlowListed, "FlowsPage"),
    handle: async ({ query, db }) =>
      pageAnswer(await listFlows(db, { search: query.q }, sortOf(query), pageRequest(query)), query),
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/flows",
    id: "createFlow",
    summary: "Begin a flow; its draft is a copy of the one that is shipped",
    tag,
    status: 201,
    body: FlowInput,
    answer: Draft,
    async handle({ body, db, account, audit }) {
      const { id } = await insertFlow(db, body);
      const files = Object.fromEntries(readFolder(clinicFolder));
      const draft = await saveDraft(db, {
        flowId: id,
        content: { files },
        baseNumber: null,
        updatedBy: account.userId,
        version: 0,
      });
      if (!draft) throw new Error("a flow that was just made has a draft");
      audit({ action: "create", entity: "flow", entityId: id });
      return draftShown(draft, await deps.flowCheck.check(account.userId, files));
    },
  });

  addFlowDraftRoutes(app, deps);
  addFlowVersionRoutes(app, deps);
}
