import { saveDraft } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Problem } from "../../http/problem.ts";
import { addRoute } from "../../http/route.ts";
import { Draft, Files, FlowVersion, Note, Trial, TrialAnswer } from "../../schemas/flows.ts";
import type { Deps } from "../deps.ts";
import { ById } from "../records.ts";
import { notRunnable, publish } from "./publish.ts";
import { draftOf, draftShown, filesOf, tag } from "./stored.ts";

/** A draft is edited file by file and may have problems. */
export function addFlowDraftRoutes(app: FastifyInstance, deps: Deps): void {
  addReadAndSave(app, deps);
  addTry(app, deps);
  addPublish(app, deps);
}

function addReadAndSave(app: FastifyInstance, deps: Deps): void {
  const { flowCheck } = deps;
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/flows/:id/draft",
    id: "getFlowDraft",
    summary: "The draft with its files, and every problem with its place",
    tag,
    params: ById,
    answer: Draft,
    async handle({ params, db, account }) {
      const draft = await draftOf(db, params.id);
      return draftShown(draft, await flowCheck.check(account.userId, filesOf(draft.content)));
    },
  });

  addRoute(app, deps, {
    method: "PUT",
    url: "/api/v1/flows/:id/draft",
    id: "saveFlowDraft",
    summary: "Save all files of the draft; problems are told, and do not hinder saving",
    tag,
    versioned: true,
    params: ById,
    body: z.object({ files: Files }).meta({ id: "SavedFlowDraft" }),
    answer: Draft,
    async handle({ params, body, version, db, account, audit }) {
      const before = await draftOf(db, params.id);
      // Before anything is locked.
      const checked = await flowCheck.check(account.userId, body.files);
      const saved = {
        flowId: params.id,
        content: body,
        baseNumber: before.baseNumber,
        updatedBy: account.userId,
        version,
      };
      const draft = await saveDraft(db, saved);
      if (!draft || version === 0) throw new Problem("version-mismatch");
      audit({ action: "update", entity: "flow", entityId: params.id });
      return draftShown(draft, checked);
    },
  });
}

function addTry(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/flows/:id/draft/try",
    id: "tryFlowDraft",
    summary: "Talk to the draft: nothing is sent and nothing is kept",
    tag,
    reads: true,
    params: ById,
    body: Trial,
    answer: TrialAnswer,
    async handle({ params, body, db, account }) {
      const { content } = await draftOf(db, params.id);
      const startAt = body.at === undefined ? Date.now() : Date.parse(body.at);
      const tried = await deps.flowCheck.try(account.userId, { files: filesOf(content), startAt, steps: body.steps });
      if ("problems" in tried) throw notRunnable(tried.problems);
      return { steps: tried.steps.map(({ answers }) => ({ answers: [...answers] })) };
    },
  });
}

function addPublish(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/flows/:id/publish",
    id: "publishFlow",
    summary: "Publish the draft as the next version; sessions under way finish on theirs",
    tag,
    versioned: true,
    status: 201,
    params: ById,
    body: z.object({ note: Note }).meta({ id: "FlowPublication" }),
    answer: FlowVersion,
    async handle({ params, body, version, db, account, audit }) {
      const draft = await draftOf(db, params.id);
      if (draft.version !== version) throw new Problem("version-mismatch");
      return publish(deps, {
        db,
        flowId: params.id,
        content: draft.content,
        note: body.note ?? null,
        account,
        audit,
        version,
      });
    },
  });
}
