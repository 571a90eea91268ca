import { addBlock, conversationName, type Db, findBlock, liftBlock, listBlocks } from "@acolhe/database";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { AuditEntry } from "../audit/entries.ts";
import { BulkAnswer, BulkIds, eachRow } from "../http/bulk.ts";
import { Problem } from "../http/problem.ts";
import { originOf } from "../http/request-context.ts";
import { addRoute } from "../http/route.ts";
import { BULK_MAX } from "../limits.ts";
import { ChannelId, Flag, Id, Instant, line, TypedContactKey } from "../schemas/common.ts";
import { ConversationParams } from "../schemas/conversations.ts";
import { listQuery, pageAnswer, pageOf, pageRequest } from "../schemas/page.ts";
import type { Deps } from "./deps.ts";
import { assertContact } from "./known-contact.ts";
import { ById } from "./records.ts";

export const blockFilters = { inForce: Flag, channel: ChannelId.optional(), contactKey: TypedContactKey.optional() };

const tag = "Bloqueios";
const Block = z
  .object({
    id: Id,
    channel: z.string(),
    contactKey: z.string(),
    reason: z.string(),
    until: z.string().nullable(),
    blockedAt: z.string(),
    blockedBy: z.string(),
    liftedAt: z.string().nullable(),
    inForce: z.boolean(),
  })
  .meta({ id: "Block" });
const why = {
  reason: line(500),
  until: Instant.nullable().optional().describe("Absent: until it is lifted"),
};
type Why = z.output<z.ZodObject<typeof why>>;

interface Caller {
  readonly db: Db;
  readonly account: { readonly userId: string };
  readonly audit: (entry: AuditEntry) => void;
  readonly request: FastifyRequest;
}

async function block(
  deps: Deps,
  ref: z.output<typeof ConversationParams>,
  { reason, until = null }: Why,
  caller: Caller,
) {
  const { db, account, audit, request } = caller;
  await assertContact(db, ref);
  const row = { channel: ref.channel, contactKey: ref.contact, reason, until, blockedBy: account.userId };
  const id = await addBlock(db, row);
  await deps.conversations.control(ref, "pause", originOf(request));
  audit({ action: "block", entity: "conversation", entityId: conversationName(ref), changes: { block: id } });
  return stored(db, id);
}

async function lift(deps: Deps, id: string, { db, account, audit, request }: Caller) {
  if (!(await findBlock(db, id))) throw new Problem("not-found");
  if (!(await liftBlock(db, id, account.userId)))
    throw new Problem("not-allowed-now", { detail: "Este bloqueio já foi retirado." });
  const lifted = await stored(db, id);
  const ref = ConversationParams.parse({ channel: lifted.channel, contact: lifted.contactKey });
  await deps.conversations.control(ref, "return", originOf(request));
  audit({ action: "unblock", entity: "conversation", entityId: conversationName(ref), changes: { block: id } });
  return lifted;
}

/** Contacts the bot does not answer. A block pauses the bot in that conversation; lifting it gives it back. */
export function addBlockRoutes(app: FastifyInstance, deps: Deps): void {
  addListBlocks(app, deps);
  addBlockContact(app, deps);
  addLiftBlock(app, deps);
  addBlockContacts(app, deps);
  addLiftBlocks(app, deps);
}

function addListBlocks(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/blocks",
    id: "listBlocks",
    summary: "Blocked contacts, with reason, until when and by whom",
    tag,
    query: listQuery(blockFilters, "blockedAt"),
    answer: pageOf(Block, "BlocksPage"),
    async handle({ query, db }) {
      const page = await listBlocks(db, query, pageRequest(query));
      return pageAnswer(page, query);
    },
  });
}

function addBlockContact(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/blocks",
    id: "blockContact",
    summary: "Block a contact",
    tag,
    status: 201,
    body: z.object({ channel: ChannelId, contactKey: TypedContactKey, ...why }).meta({ id: "NewBlock" }),
    answer: Block,
    async handle({ body, ...caller }) {
      assertInFuture(body.until);
      return block(deps, { channel: body.channel, contact: body.contactKey }, body, caller);
    },
  });
}

function addLiftBlock(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/blocks/:id/lift",
    id: "liftBlock",
    summary: "Lift a block; the bot answers again",
    tag,
    params: ById,
    answer: Block,
    handle: ({ params, ...caller }) => lift(deps, params.id, caller),
  });
}

function addBlockContacts(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/blocks/bulk/block",
    id: "blockContacts",
    summary: "Block many contacts, for one reason",
    tag,
    body: z.object({ contacts: z.array(ConversationParams).min(1).max(BULK_MAX), ...why }).meta({ id: "NewBlocks" }),
    answer: BulkAnswer,
    async handle({ body, ...caller }) {
      assertInFuture(body.until);
      return eachRow(
        caller.db,
        body.contacts,
        conversationName,
        async (ref) => void (await block(deps, ref, body, caller)),
      );
    },
  });
}

function addLiftBlocks(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/blocks/bulk/lift",
    id: "liftBlocks",
    summary: "Lift many blocks",
    tag,
    body: z.object({ ids: BulkIds }).meta({ id: "BlocksLifting" }),
    answer: BulkAnswer,
    handle: ({ body, ...caller }) =>
      eachRow(
        caller.db,
        body.ids,
        (id) => id,
        async (id) => void (await lift(deps, id, caller)),
      ),
  });
}

async function stored(db: Db, id: string) {
  const block = await findBlock(db, id);
  if (!block) throw new Error("a block that was just written is not there");
  return block;
}

/** @throws Problem invalid-request */
function assertInFuture(until: string | null | undefined): void {
  if (until && Date.parse(until) <= Date.now())
    throw new Problem("invalid-request", { errors: [{ path: "body.until", message: "no futuro" }] });
}
