import {
  deleteQuickReply,
  findConversation,
  insertRow,
  listQuickReplies,
  readSetting,
  updateRow,
} from "@acolhe/database";
import { TEXT_LENGTH_MAX } from "@acolhe/events";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { filled, VARIABLES, variablesIn } from "../quick-replies.ts";
import { Id, line, Nothing, prose, Search, stamps } from "../schemas/common.ts";
import { ConversationParams } from "../schemas/conversations.ts";
import { listQuery, pageAnswer, pageOf, pageRequest } from "../schemas/page.ts";
import { writerOf } from "./conversation-shape.ts";
import type { Deps } from "./deps.ts";
import { ById, whyNotChanged, withoutUndefined } from "./records.ts";

const tag = "Respostas prontas";
const shown = { id: Id, title: z.string(), shortcut: z.string() };
const QuickReply = z.object({ ...shown, text: z.string(), ...stamps }).meta({ id: "QuickReply" });
const FilledReply = z
  .object({ ...shown, text: z.string().describe("With its variables filled in") })
  .meta({ id: "FilledQuickReply" });

const known = VARIABLES.map((name) => `{${name}}`).join(", ");
const fields = {
  title: line(80),
  shortcut: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, "letras minúsculas, números e hífens, como horario-de-visita")
    .describe("What is typed to find it"),
  text: prose(TEXT_LENGTH_MAX)
    .refine((text) => variablesIn(text).every((name) => VARIABLES.includes(name as never)), `só estas: ${known}`)
    .describe(`May hold ${known}`),
};
const NewQuickReply = z.object(fields).meta({ id: "NewQuickReply" });
const QuickReplyPatch = z.object(fields).partial().meta({ id: "QuickReplyPatch" });

/** Answers that are kept ready, by those who answer. */
export function addQuickReplyRoutes(app: FastifyInstance, deps: Deps): void {
  addListQuickReplies(app, deps);
  addCreateQuickReply(app, deps);
  addUpdateQuickReply(app, deps);
  addDeleteQuickReply(app, deps);
  addQuickRepliesFor(app, deps);
}

function addListQuickReplies(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/quick-replies",
    id: "listQuickReplies",
    summary: "Quick replies by their titles",
    tag,
    query: listQuery({ q: Search.describe("A part of the title or shortcut") }, "title"),
    answer: pageOf(QuickReply, "QuickRepliesPage"),
    handle: async ({ query, db }) =>
      pageAnswer(await listQuickReplies(db, { search: query.q }, pageRequest(query)), query),
  });
}

function addCreateQuickReply(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/quick-replies",
    id: "createQuickReply",
    summary: "Keep an answer ready",
    tag,
    status: 201,
    body: NewQuickReply,
    answer: QuickReply,
    async handle({ body, db, audit }) {
      const made = await insertRow(db, "quickReplies", body);
      audit({ action: "create", entity: "quick-reply", entityId: made.id });
      return made;
    },
  });
}

function addUpdateQuickReply(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "PATCH",
    url: "/api/v1/quick-replies/:id",
    id: "updateQuickReply",
    summary: "Change a quick reply",
    tag,
    versioned: true,
    params: ById,
    body: QuickReplyPatch,
    answer: QuickReply,
    async handle({ params, body, version, db, audit }) {
      const changed = await updateRow(db, "quickReplies", { id: params.id, version }, withoutUndefined(body));
      if (!changed) throw await whyNotChanged(db, "quickReplies", params.id);
      audit({ action: "update", entity: "quick-reply", entityId: params.id });
      return changed;
    },
  });
}

function addDeleteQuickReply(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "DELETE",
    url: "/api/v1/quick-replies/:id",
    id: "deleteQuickReply",
    summary: "Delete a quick reply",
    tag,
    versioned: true,
    status: 204,
    params: ById,
    answer: Nothing,
    async handle({ params, version, db, audit }) {
      if (!(await deleteQuickReply(db, { id: params.id, version })))
        throw await whyNotChanged(db, "quickReplies", params.id);
      audit({ action: "delete", entity: "quick-reply", entityId: params.id });
    },
  });
}

function addQuickRepliesFor(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/conversations/:channel/:contact/quick-replies",
    id: "quickRepliesFor",
    summary: "Quick replies as they would read in this conversation",
    tag,
    params: ConversationParams,
    query: listQuery({ q: Search.describe("A part of the title or shortcut") }, "title"),
    answer: pageOf(FilledReply, "FilledQuickRepliesPage"),
    async handle({ params, query, db }) {
      const conversation = await findConversation(db, params.channel, params.contact);
      if (!conversation) throw new Problem("not-found");
      const setting = await readSetting(db, "clinic");
      const clinic = (setting?.value as { name: string } | undefined)?.name ?? "";
      const name = writerOf(conversation.name, conversation).name ?? "";
      const page = await listQuickReplies(db, { search: query.q }, pageRequest(query));
      const items = page.items.map(({ id, title, shortcut, text }) => {
        return { id, title, shortcut, text: filled(text, { name, clinic }) };
      });
      return pageAnswer({ ...page, items }, query);
    },
  });
}
