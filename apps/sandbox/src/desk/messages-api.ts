import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Book } from "./book.ts";
import { conversationFinder } from "./conversations-api.ts";
import {
  type Attachment,
  type Author,
  type Conversation,
  MESSAGE_STATUSES,
  type Message,
  type MessageStatus,
} from "./records.ts";
import { notFound, unprocessable } from "./reply-error.ts";
import { iso } from "./shapes/times.ts";
import type { Shapes } from "./shapes.ts";

const PAGE = 20;
const AFTER_PAGE = 100;
const PER_MINUTE_MAX = 200;
const ATTACHMENTS_MAX = 15;

const flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")]);
const attributes = z.union([
  z.record(z.string(), z.unknown()),
  z.string().transform((text) => z.record(z.string(), z.unknown()).parse(JSON.parse(text))),
]);
const newMessage = z.looseObject({
  content: z.string().max(150_000).nullish(),
  message_type: z.enum(["outgoing", "incoming"]).default("outgoing"),
  private: flag.default(false),
  source_id: z.string().nullish(),
  content_attributes: attributes.default({}),
  sender_type: z.string().optional(),
  sender_id: z.coerce.number().optional(),
  external_created_at: z.union([z.number(), z.string()]).optional(),
});
const listQuery = z.object({ before: z.coerce.number().optional(), after: z.coerce.number().optional() });
const statusBody = z.looseObject({ status: z.string(), external_error: z.string().nullish() });

interface Api {
  readonly book: Book;
  readonly shapes: Shapes;
  readonly authorOf: (request: object) => Author;
}
type Id = { Params: { id: string } };

export function addMessageRoutes(app: FastifyInstance, base: string, api: Api): void {
  // In this corner of the app only: everywhere else a form has no meaning.
  app.addContentTypeParser("multipart/form-data", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  addPost(app, base, api);
  addList(app, base, api);
  addChanges(app, base, api);
}

/** Writing a message, with files. */
function addPost(app: FastifyInstance, base: string, { book, shapes, authorOf }: Api): void {
  const conversationOf = conversationFinder(book);
  app.post<Id>(`${base}/conversations/:id/messages`, async (request) => {
    const conversation = conversationOf(request.params.id);
    const { fields, files } = await read(request.body, request.headers["content-type"] ?? "");
    const parsed = newMessage.parse(fields);
    const recent = conversation.messages.filter((one) => one.createdAt > Date.now() - 60_000);
    if (recent.length >= PER_MINUTE_MAX) throw unprocessable("Validation failed: Too many messages");
    if (files.length > ATTACHMENTS_MAX) throw unprocessable("Validation failed: Attachments exceeded maximum allowed");
    const asBot = parsed.sender_type === "AgentBot" && parsed.sender_id === book.bot.id;
    const contactId = book.link(conversation.contactInboxId).contactId;
    const author: Author =
      parsed.message_type === "incoming"
        ? { kind: "contact", id: contactId }
        : asBot
          ? { kind: "bot", id: book.bot.id }
          : authorOf(request);
    const { external_created_at: createdAt } = parsed;
    const message = book.addMessage(conversation, {
      content: parsed.content ?? null,
      type: parsed.message_type,
      private: parsed.private,
      sourceId: parsed.source_id ?? null,
      author,
      attachments: await Promise.all(files.map((file) => attachmentOf(book.nextId(), file))),
      contentAttributes: {
        ...quoting(conversation, parsed.content_attributes),
        ...(createdAt === undefined ? {} : { external_created_at: createdAt }),
      },
    });
    return shapes.messageRest(conversation, message);
  });
}

/** Either key fills both; when nothing matches, both become null. */
function quoting(conversation: Conversation, given: Record<string, unknown>): Record<string, unknown> {
  const { in_reply_to: id, in_reply_to_external_id: mark } = given;
  if (id === undefined && mark === undefined) return given;
  const found = conversation.messages.find((one) => one.id === id || (mark !== undefined && one.sourceId === mark));
  return { ...given, in_reply_to: found?.id ?? null, in_reply_to_external_id: found?.sourceId ?? null };
}

async function attachmentOf(id: number, file: File): Promise<Attachment> {
  const [family, subtype = ""] = file.type.split(";")[0]!.split("/");
  const isShown = family === "image" && ["jpeg", "png", "gif", "bmp", "webp"].includes(subtype);
  const fileType = isShown ? "image" : family === "audio" || family === "video" ? family : "file";
  return {
    id,
    fileType,
    extension: file.name.includes(".") ? file.name.slice(file.name.lastIndexOf(".") + 1) : "",
    contentType: file.type || "application/octet-stream",
    fileName: file.name,
    bytes: Buffer.from(await file.arrayBuffer()),
  };
}

/** Reading messages, page by page. */
function addList(app: FastifyInstance, base: string, { book, shapes }: Api): void {
  const conversationOf = conversationFinder(book);
  app.get<Id>(`${base}/conversations/:id/messages`, (request) => {
    const conversation = conversationOf(request.params.id);
    const { before, after } = listQuery.parse(request.query);
    const all = conversation.messages;
    const shown =
      after !== undefined && before !== undefined
        ? all.filter((one) => one.id >= after && one.id < before).slice(0, 1000)
        : after !== undefined
          ? all.filter((one) => one.id > after).slice(0, AFTER_PAGE)
          : all.filter((one) => before === undefined || one.id < before).slice(-PAGE);
    const contact = book.contact(book.link(conversation.contactInboxId).contactId);
    const { assigneeId, assigneeType, agentSeenAt } = conversation;
    const seen = agentSeenAt === null ? null : iso(agentSeenAt);
    return {
      meta: {
        labels: conversation.labels,
        additional_attributes: conversation.additionalAttributes,
        contact: shapes.contactPush(contact),
        ...(assigneeId !== null && assigneeType === "User" ? { assignee: shapes.userPush(assigneeId, "online") } : {}),
        agent_last_seen_at: seen,
        assignee_last_seen_at: seen,
      },
      payload: shown.map((one) => shapes.messageRest(conversation, one)),
    };
  });
}

/** What becomes of a message: its status, its deletion. */
function addChanges(app: FastifyInstance, base: string, { book, shapes }: Api): void {
  const conversationOf = conversationFinder(book);
  app.patch<{ Params: { id: string; message: string } }>(`${base}/conversations/:id/messages/:message`, (request) => {
    const conversation = conversationOf(request.params.id);
    const message = conversation.messages.find((one) => one.id === Number(request.params.message));
    if (!message) throw notFound();
    const { status, external_error: error } = statusBody.parse(request.body);
    if (MESSAGE_STATUSES.includes(status as MessageStatus))
      setStatus(book, conversation, message, status as MessageStatus, error);
    return shapes.messageRest(conversation, message);
  });

  app.delete<{ Params: { id: string; message: string } }>(`${base}/conversations/:id/messages/:message`, (request) => {
    const conversation = conversationOf(request.params.id);
    const message = conversation.messages.find((one) => one.id === Number(request.params.message));
    if (!message) throw notFound();
    const contentAttributes = { deleted: true };
    book.updateMessage(conversation, message, {
      content: "This message was deleted",
      contentAttributes,
      attachments: [],
    });
    return shapes.messageRest(conversation, message);
  });
}

/** `read` never goes back to `delivered`; an error is kept only with `failed`. */
function setStatus(
  book: Book,
  conversation: Conversation,
  message: Message,
  status: MessageStatus,
  error?: string | null,
): void {
  if (message.status === "read" && status === "delivered") return;
  const { external_error: _old, ...rest } = message.contentAttributes;
  const contentAttributes = status === "failed" && error ? { ...rest, external_error: error } : rest;
  book.updateMessage(conversation, message, { status, contentAttributes });
}

async function read(body: unknown, type: string): Promise<{ fields: unknown; files: File[] }> {
  if (!Buffer.isBuffer(body)) return { fields: body ?? {}, files: [] };
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  const files = form.getAll("attachments[]").filter((one) => typeof one !== "string");
  const fields = [...form.entries()].filter((entry) => typeof entry[1] === "string");
  return { fields: Object.fromEntries(fields), files };
}
