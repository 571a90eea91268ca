import { carryBlock, conversationName, ensureContact, shareContactPeople } from "@acolhe/database";
import type { OperatorControl } from "@acolhe/events";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { BulkAnswer, eachRow } from "../http/bulk.ts";
import { Problem } from "../http/problem.ts";
import { originOf } from "../http/request-context.ts";
import { addRoute } from "../http/route.ts";
import { BULK_MAX } from "../limits.ts";
import { ContactKey } from "../schemas/common.ts";
import { ConversationParams } from "../schemas/conversations.ts";
import type { Deps } from "./deps.ts";
import { assertContact } from "./known-contact.ts";

const Stored = z.object({ seq: z.int().describe("Its number in the log") }).meta({ id: "StoredControl" });

const CONTROLS = {
  takeover: "A person takes the conversation over; the bot is silent at once",
  return: "Give the conversation back to the bot",
  pause: "Silence the bot until it is given back",
  resume: "Let a parked contact go on from the event that parked it",
  unmerge: "Undo a wrong merge of this (the younger) contact: it speaks for itself again",
} as const satisfies Partial<Record<OperatorControl, string>>;

type Control = keyof typeof CONTROLS;

/** Orders of staff to the bot. Each is answered when it is stored in the conversation's log. */
export function addConversationRoutes(app: FastifyInstance, deps: Deps): void {
  for (const order of Object.keys(CONTROLS) as Control[]) addControl(app, deps, order);
  addMergeConversations(app, deps);
  for (const order of ["takeover", "return", "pause"] as const) addBulkControl(app, deps, order);
}

function addControl(app: FastifyInstance, deps: Deps, order: Control): void {
  addRoute(app, deps, {
    method: "POST",
    url: `/api/v1/conversations/:channel/:contact/${order}`,
    id: `${order}Conversation`,
    summary: CONTROLS[order],
    tag: "Conversas",
    params: ConversationParams,
    answer: Stored,
    async handle({ params, db, audit, request }) {
      await assertContact(db, params);
      audit({ action: order, entity: "conversation", entityId: conversationName(params) });
      return deps.conversations.control(params, order, originOf(request));
    },
  });
}

function addMergeConversations(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/conversations/:channel/:contact/merge",
    id: "mergeConversations",
    summary: "Two contacts are one person: this (the younger) one goes on in the other, and its history stays",
    tag: "Conversas",
    params: ConversationParams,
    body: z.object({ survivor: ContactKey }).meta({ id: "ConversationMerge" }),
    answer: Stored,
    async handle({ params, body, db, audit, request }) {
      if (params.contact === body.survivor)
        throw new Problem("not-allowed-now", { detail: "Um contato não se une a si mesmo." });
      await assertContact(db, params);
      await assertContact(db, { ...params, contact: body.survivor });
      const [from, to] = [
        await ensureContact(db, { channel: params.channel, contactKey: params.contact }),
        await ensureContact(db, { channel: params.channel, contactKey: body.survivor }),
      ];
      await shareContactPeople(db, from.id, to.id);
      await carryBlock(db, params.channel, { from: params.contact, to: body.survivor });
      audit({
        action: "merge",
        entity: "conversation",
        entityId: conversationName(params),
        changes: { survivor: to.id },
      });
      return deps.conversations.merge(params, body.survivor, originOf(request));
    },
  });
}

function addBulkControl(app: FastifyInstance, deps: Deps, order: Control): void {
  addRoute(app, deps, {
    method: "POST",
    url: `/api/v1/conversations/bulk/${order}`,
    id: `${order}Conversations`,
    summary: `${CONTROLS[order]}: for many contacts`,
    tag: "Conversas",
    body: z
      .object({ contacts: z.array(ConversationParams).min(1).max(BULK_MAX) })
      .meta({ id: `Conversations${order}` }),
    answer: BulkAnswer,
    handle: ({ body, db, audit, request }) =>
      eachRow(db, body.contacts, conversationName, async (ref) => {
        await assertContact(db, ref);
        await deps.conversations.control(ref, order, originOf(request));
        audit({ action: order, entity: "conversation", entityId: conversationName(ref) });
      }),
  });
}
