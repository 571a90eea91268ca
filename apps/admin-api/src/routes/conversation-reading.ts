import {
  type Db,
  findByGatewayIds,
  findConversation,
  findMessage,
  nextAppointmentsOf,
  openLeadsOf,
  otherConversationsOf,
  readTimeline,
  userNames,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { PAGE_SIZE_MAX } from "../limits.ts";
import { Instant } from "../schemas/common.ts";
import { ConversationParams } from "../schemas/conversations.ts";
import { Conversation } from "../schemas/one-conversation.ts";
import { Timeline } from "../schemas/timeline.ts";
import { Why } from "../schemas/why.ts";
import { readerLanguage } from "../sentences/language.ts";
import { flowTalk } from "../why/flow-talk.ts";
import { explain, toldValues } from "../why/why.ts";
import { shownConversation, warningsOf } from "./conversation-shape.ts";
import type { Deps } from "./deps.ts";
import { attendantIdsIn, gatewayIdsIn, shownItem } from "./timeline-shape.ts";

const tag = "Conversas";
type Ref = z.output<typeof ConversationParams>;

/** How a version calls things; where it cannot be had, things are called by their own names. */
const talkOf = async ({ flows }: Deps, version: string | null) =>
  flowTalk(version === null ? null : await flows.version(version).catch(() => null), readerLanguage());

/** One conversation: how it stands, what happened in it, and why. */
export function addConversationReadingRoutes(app: FastifyInstance, deps: Deps): void {
  addGetConversation(app, deps);
  addReadTimeline(app, deps);
  addExplainTurn(app, deps);
}

function addGetConversation(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/conversations/:channel/:contact",
    id: "getConversation",
    summary: "How a conversation stands, what the bot learned, and whom it is about",
    tag,
    params: ConversationParams,
    answer: Conversation,
    async handle({ params, db, account }) {
      const { channel, contact: contactKey } = params;
      const row = await findConversation(db, channel, contactKey, account.userId);
      if (!row) throw new Problem("not-found");
      const { collected, ...conversation } = row;
      const ref = { channel, contactKey };
      const talk = await talkOf(deps, row.flowVersion);
      return {
        ...shownConversation(conversation, Date.now()),
        values: toldValues(collected, talk),
        stepText: talk.step(row.step),
        firstWords: collected.first_words ?? null,
        people: [...row.people],
        leads: await openLeadsOf(db, ref),
        appointments: await nextAppointmentsOf(db, [...new Set(row.patients.map(({ id }) => id))]),
        others: await otherConversationsOf(db, ref),
        warnings: warningsOf(row),
        deskUrl: await deps.deskLinks(params),
      };
    },
  });
}

function addReadTimeline(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/conversations/:channel/:contact/timeline",
    id: "readTimeline",
    summary: "What was said, decided, delivered, handed over and noted, newest first, each with the rule that fired",
    tag,
    params: ConversationParams,
    query: z
      .object({
        before: Instant.optional().describe("Only what happened before this instant"),
        after: Instant.optional().describe("Only what happened after this instant, and of that the earliest"),
        limit: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(50),
      })
      .refine(({ before, after }) => before === undefined || after === undefined, "before ou after, não ambos"),
    answer: Timeline,
    async handle({ params, query, db }) {
      const { channel, contact: contactKey } = params;
      const { items, next } = await readTimeline(db, { channel, contactKey, ...query });
      if (items.length === 0 && !(await findConversation(db, channel, contactKey))) throw new Problem("not-found");
      const newest = items.find((item) => item.type === "turn");
      const talk = await talkOf(deps, newest?.flowVersion ?? null);
      const references = { ...(await referencesOf(db, params, items)), talk };
      return { items: items.map((item) => shownItem(item, references)), next };
    },
  });
}

function addExplainTurn(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/conversations/:channel/:contact/turns/:turnSeq/why",
    id: "explainTurn",
    summary: "Why the bot did what it did in one decision, as it was recorded then",
    tag,
    params: ConversationParams.extend({ turnSeq: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
    answer: Why,
    async handle({ params, db }) {
      const { channel, contact, turnSeq } = params;
      const turn = await deps.turns.at(turnSeq);
      // Another conversation's turn is answered like none at all.
      if (turn?.channel !== channel || turn.contact !== contact) throw new Problem("not-found");
      const before = turn.previousTurnSeq === 0 ? null : await deps.turns.at(turn.previousTurnSeq);
      const message = await findMessage(db, { channel, contactKey: contact }, turn.event.id);
      const flow = await deps.flows.version(turn.versions.flow);
      return explain(turn, turnSeq, { before, spoken: message?.text ?? null, flow });
    },
  });
}

type Items = Awaited<ReturnType<typeof readTimeline>>["items"];

async function referencesOf(db: Db, { channel, contact }: Ref, items: Items) {
  const ref = { channel, contactKey: contact };
  return {
    messages: await findByGatewayIds(db, ref, gatewayIdsIn(items)),
    names: await userNames(db, attendantIdsIn(items)),
    mediaPath: `/api/v1/conversations/${channel}/${contact}/media`,
  };
}
