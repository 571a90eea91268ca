import { findConversation, listConversations, readTimeline } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { PAGE_SIZE_MAX } from "../limits.ts";
import { ChannelId, Flag, Instant, line, Search } from "../schemas/common.ts";
import {
  Conversation,
  ConversationParams,
  ConversationsPage,
  conversationName,
  Mode,
  Timeline,
} from "../schemas/conversations.ts";
import { listQuery, pageAnswer, pageRequest, sortOf } from "../schemas/page.ts";
import type { Deps } from "./deps.ts";

export const conversationFilters = {
  q: Search.describe("A part of the name, or of the number"),
  channel: ChannelId.optional(),
  mode: Mode.optional(),
  step: line(100).optional(),
  parked: Flag,
};

const tag = "Conversas";
const waited = <C extends { readonly waitingSince: string | null }>(conversation: C) => ({
  ...conversation,
  waitingSeconds:
    conversation.waitingSince === null
      ? null
      : Math.max(0, Math.floor((Date.now() - Date.parse(conversation.waitingSince)) / 1000)),
});

/** What happened in conversations, from the read side. */
export function addConversationRecordRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/conversations",
    id: "listConversations",
    summary: "Conversations by their last message, or those who wait for a person by how long they wait",
    tag,
    query: listQuery(conversationFilters, "lastMessageAt", "waitingSince").extend({
      sort: z
        .enum(["-lastMessageAt", "lastMessageAt", "waitingSince", "-waitingSince"])
        .default("-lastMessageAt")
        .describe("waitingSince: only those who wait for a person, the longest first"),
    }),
    answer: ConversationsPage,
    async handle({ query, db, audit }) {
      const { q, ...filter } = query;
      const page = await listConversations(db, { ...filter, search: q }, sortOf(query), pageRequest(query));
      audit({ action: "list", entity: "conversation", changes: { rows: page.items.length } });
      return pageAnswer({ ...page, items: page.items.map(waited) }, query);
    },
  });

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/conversations/:channel/:contact",
    id: "getConversation",
    summary: "How a conversation stands",
    tag,
    params: ConversationParams,
    answer: Conversation,
    async handle({ params, db, audit }) {
      const conversation = await findConversation(db, params.channel, params.contact);
      if (!conversation) throw new Problem("not-found");
      audit({ action: "read", entity: "conversation", entityId: conversationName(params) });
      return waited(conversation);
    },
  });

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/conversations/:channel/:contact/timeline",
    id: "readTimeline",
    summary: "What was said, decided, delivered and handed over, newest first, each with the rule that fired",
    tag,
    params: ConversationParams,
    query: z.object({
      before: Instant.optional().describe("Only what happened before this instant"),
      limit: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(50),
    }),
    answer: Timeline,
    async handle({ params, query, db, audit }) {
      const { channel, contact: contactKey } = params;
      const { items, next } = await readTimeline(db, { channel, contactKey, ...query });
      if (items.length === 0 && !(await findConversation(db, channel, contactKey))) throw new Problem("not-found");
      audit({ action: "read", entity: "conversation", entityId: conversationName(params) });
      return { items: items.map(withDelivery), next };
    },
  });
}

type Item = Awaited<ReturnType<typeof readTimeline>>["items"][number];

function withDelivery(item: Item) {
  if (item.type !== "message") return item;
  const { status, code, attempts, settledAs, acceptedAt, sentAt, receivedAt, readAt, ...message } = item;
  const delivery =
    status === null || attempts === null
      ? null
      : { status, code, attempts, settledAs, acceptedAt, sentAt, receivedAt, readAt };
  return { ...message, delivery };
}
