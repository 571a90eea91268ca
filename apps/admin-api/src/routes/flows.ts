import {
  addFlowVersion,
  type Db,
  findDraft,
  findFlow,
  findFlowVersion,
  insertFlow,
  listFlows,
  listFlowVersions,
  saveDraft,
} from "@acolhe/database";
import { clinicFolder, type Problem as FlowProblem, readFolder } from "@acolhe/flows/published";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Checked, FlowFiles } from "../flow-check/jobs.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { Search } from "../schemas/common.ts";
import {
  Draft,
  Files,
  FlowDiff,
  FlowInput,
  FlowListed,
  FlowVersion,
  Note,
  StoredFiles,
  Trial,
  TrialAnswer,
} from "../schemas/flows.ts";
import { listQuery, pageAnswer, pageOf, pageRequest, sortOf } from "../schemas/page.ts";
import type { Deps } from "./deps.ts";
import { ById } from "./records.ts";

const tag = "Fluxos";
const Numbered = z.coerce.number().int().min(1).max(1_000_000);
const ByNumber = ById.extend({ number: Numbered });

const filesOf = (content: unknown): FlowFiles => StoredFiles.parse(content).files;
const problemShown = ({ at, rule, message }: FlowProblem) => ({ ...at, rule, message });

/** What lint finds is told with its place. */
const notRunnable = (problems: readonly FlowProblem[]) =>
  new Problem("flow-has-problems", {
    errors: problems.map(({ at, rule, message }) => ({
      path: `${at.file}:${at.line}:${at.column}`,
      message: `${rule}: ${message}`,
    })),
  });

async function draftOf(db: Db, flowId: string) {
  const draft = await findDraft(db, flowId);
  if (!draft) throw new Problem("not-found");
  return draft;
}

type DraftRow = Awaited<ReturnType<typeof draftOf>>;
function draftShown({ flowId, content, baseNumber, updatedAt, version }: DraftRow, { problems }: Checked) {
  return { flowId, baseNumber, updatedAt, version, files: filesOf(content), problems: problems.map(problemShown) };
}

async function versionOf(db: Db, flowId: string, number: number) {
  const version = await findFlowVersion(db, flowId, number);
  if (!version) throw new Problem("not-found");
  return version;
}

/**
 * Flows as drafts and versions. A draft is edited file by file and may have problems; a version has none, is never
 * changed, and can be published again, which is what going back is. The same functions serve `npm run flow`.
 */
export function addFlowRoutes(app: FastifyInstance, deps: Deps): void {
  const { flowCheck } = deps;
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
      return draftShown(draft, await flowCheck.check(account.userId, files));
    },
  });

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
      const tried = await flowCheck.try(account.userId, { files: filesOf(content), startAt, steps: body.steps });
      if ("problems" in tried) throw notRunnable(tried.problems);
      return { steps: tried.steps.map(({ answers }) => ({ answers: [...answers] })) };
    },
  });

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
      return publish({
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
      return publish({ db, flowId: params.id, content, note: body.note ?? null, account, audit });
    },
  });

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
      return { files: await flowCheck.compare(account.userId, filesOf(before.content), filesOf(after.content)) };
    },
  });

  interface Publication {
    readonly db: Db;
    readonly flowId: string;
    readonly content: unknown;
    readonly note: string | null;
    readonly account: { readonly userId: string; readonly name: string };
    readonly audit: (entry: {
      action: "publish";
      entity: "flow";
      entityId: string;
      changes: Record<string, number>;
    }) => void;
    /** Of the draft, which from now on stands on the new version. */
    readonly version?: number;
  }

  async function publish({ db, flowId, content, note, account, audit, version }: Publication) {
    const publishedBy = account.userId;
    const { runnable: flow, problems } = await flowCheck.check(publishedBy, filesOf(content));
    if (!flow) throw notRunnable(problems);
    const added = await addFlowVersion(db, { flowId, hash: flow.version, content, note, publishedBy });
    const { number } = added;
    if (version !== undefined) {
      const saved = await saveDraft(db, { flowId, content, baseNumber: number, updatedBy: publishedBy, version });
      if (!saved) throw new Problem("version-mismatch");
    }
    audit({ action: "publish", entity: "flow", entityId: flowId, changes: { number } });
    await deps.flows.publish(flow);
    return { ...added, publishedBy: account.name };
  }
}
