import {
  addConversationNote,
  assignConversation,
  conversationName,
  type Db,
  deleteConversationNote,
  findAssignable,
  findConversation,
  markRead,
  notePresence,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { PRESENCE_SECONDS } from "../limits.ts";
import { Id, Instant, Nothing, prose } from "../schemas/common.ts";
import { Assignee, ConversationParams } from "../schemas/conversations.ts";
import { Note } from "../schemas/timeline.ts";
import type { Deps } from "./deps.ts";

const tag = "Conversas";
const at = "/api/v1/conversations/:channel/:contact";
type Params = z.output<typeof ConversationParams>;
const refOf = ({ channel, contact }: Params) => ({ channel, contactKey: contact });

async function existing(db: Db, params: Params) {
  const found = await findConversation(db, params.channel, params.contact);
  if (!found) throw new Problem("not-found");
  return found;
}

/** What staff do with a conversation among themselves; none of it reaches the patient. */
export function addConversationDeskRoutes(app: FastifyInstance, deps: Deps): void {
  addAssignConversation(app, deps);
  addMarkConversationRead(app, deps);
  addAddConversationNote(app, deps);
  addDeleteConversationNote(app, deps);
  addNotePresence(app, deps);
}

function addAssignConversation(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: `${at}/assign`,
    id: "assignConversation",
    summary: "Say who answers a conversation; null: no one in particular. The bot goes on as before",
    tag,
    params: ConversationParams,
    body: z.object({ userId: Id.nullable() }).meta({ id: "ConversationAssignment" }),
    answer: z
      .object({ assignee: Assignee.nullable(), before: Assignee.nullable() })
      .meta({ id: "ConversationAssigned" }),
    async handle({ params, body, db, account, audit }) {
      const { assignee: before } = await existing(db, params);
      const assignee = body.userId === null ? null : await findAssignable(db, body.userId);
      if (assignee === undefined) throw new Problem("unknown-reference", { detail: NOT_ASSIGNABLE });
      await assignConversation(db, refOf(params), { userId: body.userId, by: account.userId });
      const changes = { to: body.userId };
      audit({ action: "assign", entity: "conversation", entityId: conversationName(params), changes });
      return { assignee, before };
    },
  });
}

function addMarkConversationRead(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: `${at}/read`,
    id: "markConversationRead",
    summary: "You have read it up to an instant; a mark never goes back",
    tag,
    params: ConversationParams,
    body: z.object({ upTo: Instant.describe("`at` of the last message you saw") }).meta({ id: "ReadMark" }),
    answer: z.object({ unread: z.int() }).meta({ id: "Unread" }),
    async handle({ params, body, db, account, audit }) {
      if (!(await markRead(db, account.userId, refOf(params), body.upTo))) throw new Problem("not-found");
      audit({ action: "mark-read", entity: "conversation", entityId: conversationName(params) });
      const found = await findConversation(db, params.channel, params.contact, account.userId);
      return { unread: found?.unread ?? 0 };
    },
  });
}

function addAddConversationNote(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: `${at}/notes`,
    id: "addConversationNote",
    summary: "Write a note for the team into the timeline; patients never see it",
    tag,
    status: 201,
    params: ConversationParams,
    body: z.object({ text: prose(4000) }).meta({ id: "NewConversationNote" }),
    answer: Note,
    async handle({ params, body, db, account, audit }) {
      await existing(db, params);
      const { text } = body;
      const note = await addConversationNote(db, { ...refOf(params), authorId: account.userId, text });
      const changes = { note: note.id };
      audit({ action: "add-note", entity: "conversation", entityId: conversationName(params), changes });
      const author = { id: account.userId, name: account.name };
      return { type: "note" as const, at: note.createdAt, id: note.id, author, text };
    },
  });
}

function addDeleteConversationNote(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "DELETE",
    url: `${at}/notes/:noteId`,
    id: "deleteConversationNote",
    summary: "Take a note of your own away",
    tag,
    status: 204,
    params: ConversationParams.extend({ noteId: Id }),
    answer: Nothing,
    async handle({ params, db, account, audit }) {
      const key = { id: params.noteId, authorId: account.userId };
      const end = await deleteConversationNote(db, refOf(params), key);
      if (end === "not-found") throw new Problem("not-found");
      if (end === "of-another") throw new Problem("forbidden", { detail: OF_ANOTHER });
      const changes = { note: params.noteId };
      audit({ action: "delete-note", entity: "conversation", entityId: conversationName(params), changes });
    },
  });
}

function addNotePresence(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: `${at}/presence`,
    id: "notePresence",
    summary: `Tell the others that you look at it or type in it; forgotten after ${PRESENCE_SECONDS} s`,
    tag,
    status: 204,
    params: ConversationParams,
    body: z.object({ state: z.enum(["looking", "typing", "gone"]) }).meta({ id: "Presence" }),
    answer: Nothing,
    // Said again every some seconds and kept nowhere: that a conversation was read is in the audit already.
    async handle({ params, body, db, account }) {
      const state = body.state === "gone" ? null : body.state;
      await notePresence(db, { userId: account.userId, ...refOf(params) }, state, PRESENCE_SECONDS);
    },
  });
}

const NOT_ASSIGNABLE = "Escolha alguém da equipe que atende e que não foi desligado.";
const OF_ANOTHER = "Só quem escreveu uma nota pode apagá-la.";
