import { type ConversationFilter, countConversations, listConversations, TOTAL_EXACT_MAX } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Account } from "../access/authenticate.ts";
import { addRoute } from "../http/route.ts";
import { ChannelId, Flag, Id, Instant, line, Search } from "../schemas/common.ts";
import { ConversationCounts, ConversationsPage, Mode } from "../schemas/conversations.ts";
import { listQuery, pageAnswer, pageRequest, sortOf } from "../schemas/page.ts";
import { shownConversation } from "./conversation-shape.ts";
import type { Deps } from "./deps.ts";

export const conversationFilters = {
  q: Search.describe(
    "A part of a name, of a number, or of a message that a person wrote; what the bot says to all is not searched, nor words of two letters",
  ),
  channel: ChannelId.optional(),
  mode: Mode.optional(),
  step: line(100).optional(),
  parked: Flag,
  open: Flag.describe("A person has it, or is waited for"),
  waiting: Flag.describe("The patient waits for a person"),
  unanswered: Flag.describe("The patient's last words have no answer, from bot or staff"),
  unread: Flag.describe("The patient wrote behind your mark"),
  assignee: z
    .union([z.enum(["me", "none"]), Id])
    .optional()
    .describe("me, none, or a user's id"),
  team: line(100).optional().describe("Of a call for a person that is open"),
  service: line(100).optional().describe("What the latest session is about"),
  from: Instant.optional().describe("Last message at or after"),
  to: Instant.optional().describe("Last message before"),
  optedOut: Flag,
  blocked: Flag,
};
type Asked = z.output<z.ZodObject<typeof conversationFilters>>;

export function filterOf({ q, assignee, ...asked }: Asked, { userId }: Pick<Account, "userId">): ConversationFilter {
  return { ...asked, search: q, assignee: assignee === "me" ? userId : assignee, viewerId: userId };
}

const tag = "Conversas";

/** Conversations as an inbox lists them, from the read side. */
export function addConversationRecordRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/conversations",
    id: "listConversations",
    summary: "Conversations by their last message, or those who wait by how long they wait",
    tag,
    query: listQuery(conversationFilters, "lastMessageAt", "waitingSince", "unansweredSince").extend({
      sort: z
        .enum([
          ...(["-lastMessageAt", "lastMessageAt", "waitingSince", "-waitingSince"] as const),
          ...(["unansweredSince", "-unansweredSince"] as const),
        ])
        .default("-lastMessageAt")
        .describe(
          "waitingSince, unansweredSince: only those who wait for a person, or for any answer; the longest first",
        ),
    }),
    answer: ConversationsPage,
    async handle({ query, db, account }) {
      const { sort, limit, cursor, ...asked } = query;
      const page = await listConversations(db, filterOf(asked, account), sortOf(query), pageRequest(query));
      const now = Date.now();
      return pageAnswer({ ...page, items: page.items.map((row) => shownConversation(row, now)) }, query);
    },
  });

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/conversations/counts",
    id: "countConversations",
    summary: "How many rows the list has under these filters, and with each tab's own on top: exact up to a thousand",
    tag,
    query: z.object(conversationFilters),
    answer: ConversationCounts,
    async handle({ query, db, account }) {
      const counts = await countConversations(db, filterOf(query, account), account.userId);
      const tab = (count: number) => ({
        total: Math.min(count, TOTAL_EXACT_MAX),
        totalIsExact: count <= TOTAL_EXACT_MAX,
      });
      const { all, waiting, unanswered, unread, mine, unassigned } = counts;
      return {
        ...{ all: tab(all), waiting: tab(waiting), unanswered: tab(unanswered) },
        ...{ unread: tab(unread), mine: tab(mine), unassigned: tab(unassigned) },
      };
    },
  });
}
