import { findFlow, listFlowVersions } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Problem } from "../../http/problem.ts";
import { addRoute } from "../../http/route.ts";
import { FlowDiff, FlowVersion, Note } from "../../schemas/flows.ts";
import type { Deps } from "../deps.ts";
import { ById } from "../records.ts";
import { publish } from "./publish.ts";
import { draftOf, filesOf, Numbered, tag, versionOf } from "./stored.ts";

const ByNumber = ById.extend({ number: Numbered });

/** A version has no problems, is never changed, and can be published again, which is what going back is. */
export function addFlowVersionRoutes(app: FastifyInstance, deps: Deps): void {
  addReading(app, deps);
  addRepublish(app, deps);
  addDiff(app, deps);
}

function addReading(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/flows/:id/versions",
    id: "listFlowVersions",
    summary: "What was published, the newest first",
    tag,
    params: ById,
    answer: z.object({ items: z.array(FlowVersion) }).meta({ id: "FlowVersions" }),
    async handle({ params, db }) {
      if (!(await findFlow(db, params.id))) throw new Problem("not-found");
      return { items: await listFlowVersions(db, params.id) };
    },
  });

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/flows/:id/versions/:number",
    id: "getFlowVersion",
    summary: "The files of a version",
    tag,
    params: ByNumber,
    answer: z
      .object({ number: z.int(), hash: z.string(), files: z.record(z.string(), z.string()) })
      .meta({ id: "FlowVersionFiles" }),
    async handle({ params, db }) {
      const { number, hash, content } = await versionOf(db, params.id, params.number);
      return { number, hash, files: filesOf(content) };
    },
  });
}

function addRepublish(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/flows/:id/versions/:number/publish",
    id: "publishFlowVersion",
    summary: "Go back: publish an older version again, as the next one",
    tag,
    status: 201,
    params: ByNumber,
    body: z.object({ note: Note }).meta({ id: "FlowRepublication" }),
    answer: FlowVersion,
    async handle({ params, body, db, account, audit }) {
      const { content } = await versionOf(db, params.id, params.number);
      return publish(deps, { db, flowId: params.id, content, note: body.note ?? null, account, audit });
    },
  });
}

function addDiff(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/flows/:id/diff",
    id: "diffFlow",
    summary: "What differs between two versions, or a version and the draft, file by file",
    tag,
    params: ById,
    query: z.object({ from: Numbered, to: Numbered.optional().describe("Absent: the draft") }),
    answer: FlowDiff,
    async handle({ params, query, db, account }) {
      const before = await versionOf(db, params.id, query.from);
      const after = query.to === undefined ? await draftOf(db, params.id) : await versionOf(db, params.id, query.to);
      return { files: await deps.flowCheck.compare(account.userId, filesOf(before.content), filesOf(after.content)) };
    },
  });
}
