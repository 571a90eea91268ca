import { conversationName, type Db, findMessage } from "@acolhe/database";
import { CAPTION_LENGTH_MAX, TEXT_LENGTH_MAX } from "@acolhe/events";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { mimeTypeOf, SENT_TYPES } from "../files/sniff.ts";
import { Problem } from "../http/problem.ts";
import { originOf } from "../http/request-context.ts";
import { addRoute } from "../http/route.ts";
import { SENT_FILE_BYTES_MAX } from "../limits.ts";
import { line, prose } from "../schemas/common.ts";
import { ConversationParams } from "../schemas/conversations.ts";
import type { Deps } from "./deps.ts";
import { assertContact } from "./known-contact.ts";

const tag = "Conversas";
const replyTo = line(64).optional().describe("Id of the message this answers; the patient sees which one");
const StoredMessage = z.object({ seq: z.int(), id: z.string() }).meta({ id: "StoredMessage" });

/** Words and files of staff to a patient. They go through the conversation's log, in order with everything else. */
export function addConversationMessageRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/conversations/:channel/:contact/messages",
    id: "sendMessage",
    summary: "Write to a patient as staff; the bot is silent from then on",
    tag,
    status: 201,
    params: ConversationParams,
    body: z.object({ text: prose(TEXT_LENGTH_MAX), replyTo }).meta({ id: "StaffMessage" }),
    answer: StoredMessage,
    async handle({ params, body, account, db, audit, request }) {
      await assertContact(db, params);
      const quotedMessageId = await quotedBy(db, params, body.replyTo);
      audit({ action: "send-message", entity: "conversation", entityId: conversationName(params) });
      return deps.conversations.say(params, { text: body.text, quotedMessageId }, account.userId, originOf(request));
    },
  });

  // Files are taken by this route alone.
  app.register(async (files) => {
    files.addContentTypeParser(
      [...SENT_TYPES],
      { parseAs: "buffer", bodyLimit: SENT_FILE_BYTES_MAX },
      (_request, body, done) => done(null, body),
    );
    addFileRoute(files, deps);
  });
}

function addFileRoute(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/conversations/:channel/:contact/files",
    id: "sendFile",
    summary:
      "Send a picture, document or audio of up to 10 MB as staff: the file is the body. What it is its bytes say, not its name",
    tag,
    status: 201,
    params: ConversationParams,
    query: z.object({
      fileName: line(255),
      caption: prose(CAPTION_LENGTH_MAX).optional(),
      replyTo,
    }),
    consumes: SENT_TYPES,
    bodyLimit: SENT_FILE_BYTES_MAX,
    answer: StoredMessage,
    async handle({ params, query, account, db, audit, request }) {
      const { fileName, caption = "" } = query;
      const { body } = request;
      const mimeType = Buffer.isBuffer(body) ? mimeTypeOf(body, fileName) : null;
      if (!Buffer.isBuffer(body) || mimeType === null) throw new Problem("unsupported-media-type", { detail: KINDS });
      await assertContact(db, params);
      const quotedMessageId = await quotedBy(db, params, query.replyTo);
      audit({ action: "send-file", entity: "conversation", entityId: conversationName(params) });
      const said = { text: caption, file: { bytes: body, mimeType, fileName }, quotedMessageId };
      return deps.conversations.say(params, said, account.userId, originOf(request));
    },
  });
}

const KINDS = "Envie uma imagem JPEG ou PNG, um PDF, um DOCX ou XLSX, ou um áudio OGG, MP3 ou M4A.";
const NOT_YET = "Esta mensagem ainda não chegou ao WhatsApp e não pode ser citada. Tente de novo em instantes.";

/** @throws Problem unknown-reference for a message of another conversation; not-allowed-now for one the gateway has not named */
async function quotedBy(db: Db, { channel, contact }: z.output<typeof ConversationParams>, id: string | undefined) {
  if (id === undefined) return undefined;
  const message = await findMessage(db, { channel, contactKey: contact }, id);
  if (!message) throw new Problem("unknown-reference", { detail: "A mensagem citada não é desta conversa." });
  if (message.messageId === null) throw new Problem("not-allowed-now", { detail: NOT_YET });
  return message.messageId;
}
