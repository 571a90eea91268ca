import { z } from "zod";
import { ProblemError } from "../problem.ts";
import type { Chat, ChatMessage } from "./chats.ts";
import type { Content } from "./content.ts";
import { mediaPath, mimeTypeOf } from "./media.ts";

export const incomingSchema = z.strictObject({
  kind: z
    .enum([
      "text",
      "image",
      "audio",
      "video",
      "document",
      "sticker",
      "location",
      "contact",
      "reaction",
      "poll-vote",
      "edit",
      "delete",
      "raw",
    ])
    .optional(),
  text: z.string().max(65_536).optional(),
  buttonId: z.string().min(1).optional(),
  rowId: z.string().min(1).optional(),
  messageId: z.string().min(1).max(100).optional(),
  replyTo: z.string().min(1).optional(),
  target: z.string().min(1).optional().describe("The message that a reaction, vote, edit or deletion is about"),
  repeat: z.int().min(1).max(1000).default(1),
  instanceId: z.string().optional(),
  as: z.enum(["both", "number", "lid", "number-without-nine"]).default("both"),
  senderName: z.string().min(1).max(120).optional(),
  url: z.string().optional().describe("Link or data URI; without it a sample file is used"),
  caption: z.string().optional(),
  mimeType: z.string().optional(),
  fileName: z.string().optional(),
  seconds: z.int().min(0).optional(),
  ptt: z.boolean().optional(),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
  name: z.string().optional(),
  address: z.string().optional(),
  phones: z.array(z.string()).optional(),
  value: z.string().optional().describe("The reaction; an empty one removes it"),
  options: z.array(z.string()).optional(),
  payload: z.record(z.string(), z.unknown()).optional(),
});

export type IncomingBody = z.infer<typeof incomingSchema>;

/** Where a file of a message is put. */
interface Place {
  readonly messageId: string;
  readonly instanceId: string;
  readonly mediaUrl: (value: string, messageId: string, fileName: string) => string;
}

/** What the patient's phone would send for this order. Taps are answers to what the clinic really offered. */
export function incomingContent(
  body: IncomingBody,
  chat: Chat,
  place: Place,
): { content: Content; replyTo?: string | undefined } {
  if (body.buttonId !== undefined) return tapButton(body, chat, body.buttonId);
  if (body.rowId !== undefined) return tapRow(body, chat, body.rowId);
  const { replyTo } = body;
  switch (body.kind ?? "text") {
    case "image":
    case "audio":
    case "video":
    case "document":
    case "sticker":
      return { replyTo, content: fileContent(body, body.kind as FileKind, place) };
    case "location": {
      const { latitude = -23.5489, longitude = -46.6388, name = "", address = "" } = body;
      return { replyTo, content: { kind: "location", latitude, longitude, name, address } };
    }
    case "contact": {
      const one = { name: body.name ?? "Contato", phones: body.phones ?? ["5511990000004"] };
      return { replyTo, content: { kind: "contact", contacts: [one] } };
    }
    case "reaction": {
      const target = pick(chat, body.target, (one) => one.from === "clinic", "a message of the clinic to react to");
      const targetFromMe = target.from === "clinic";
      return {
        content: { kind: "reaction", value: body.value ?? body.text ?? "👍", target: target.messageId, targetFromMe },
      };
    }
    case "poll-vote": {
      const target = pick(chat, body.target, (one) => one.content.kind === "poll", "a poll to vote in");
      return { content: { kind: "poll-vote", target: target.messageId, options: body.options ?? [] } };
    }
    case "raw":
      return { replyTo, content: { kind: "raw", payload: body.payload ?? {}, text: body.text ?? "" } };
    default:
      if (body.text === undefined || body.text === "")
        throw new ProblemError(400, "Nothing to send", 'Give a text, as in {"text": "oi"}, or a kind with its fields.');
      return { replyTo, content: { kind: "text", text: body.text } };
  }
}

type FileKind = "image" | "audio" | "video" | "document" | "sticker";

function fileContent(body: IncomingBody, kind: FileKind, place: Place): Content {
  const media = (fileName: string) =>
    place.mediaUrl(body.url ?? mediaPath(place.instanceId, place.messageId, fileName), place.messageId, fileName);
  const mimeType = (usual: string) =>
    body.mimeType ?? (body.url === undefined ? usual : (mimeTypeOf(body.url) ?? usual));
  const caption = body.caption ?? body.text ?? "";
  switch (kind) {
    case "image":
      return {
        kind: "image",
        url: media(body.fileName ?? "foto.png"),
        caption,
        mimeType: mimeType("image/png"),
        viewOnce: false,
      };
    case "audio":
      return {
        kind: "audio",
        url: media(body.fileName ?? "audio.ogg"),
        mimeType: mimeType("audio/ogg; codecs=opus"),
        seconds: body.seconds ?? 2,
        ptt: body.ptt ?? true,
        viewOnce: false,
      };
    case "video":
      return {
        kind: "video",
        url: media(body.fileName ?? "video.mp4"),
        caption,
        mimeType: mimeType("video/mp4"),
        seconds: body.seconds ?? 10,
        viewOnce: false,
        gif: false,
      };
    case "document": {
      const fileName = body.fileName ?? "exame.pdf";
      return {
        kind: "document",
        url: media(fileName),
        fileName,
        mimeType: mimeType("application/pdf"),
        caption: caption || null,
        pageCount: 1,
      };
    }
    case "sticker":
      return { kind: "sticker", url: media("figurinha.webp"), mimeType: mimeType("image/webp") };
  }
}

/** The named message, or the last one that fits. */
export function pick(
  chat: Chat,
  target: string | undefined,
  fits: (message: ChatMessage) => boolean,
  what: string,
): ChatMessage {
  const found = chat.messages.findLast((one) => (target === undefined ? fits(one) : one.messageId === target));
  if (found) return found;
  throw new ProblemError(409, "Nothing to refer to", `This chat holds no such message; send ${what} first.`);
}

function tapButton(body: IncomingBody, chat: Chat, buttonId: string) {
  for (const message of chat.messages.toReversed()) {
    if (message.content.kind !== "buttons" || (body.replyTo && message.messageId !== body.replyTo)) continue;
    const button = message.content.buttons.find((one) => one.id === buttonId);
    if (button) return reply({ kind: "button-reply", buttonId, text: body.text ?? button.label }, message.messageId);
  }
  if (body.text !== undefined) return reply({ kind: "button-reply", buttonId, text: body.text }, body.replyTo);
  throw new ProblemError(409, "Unknown button", notOffered("button", "buttonId"));
}

function tapRow(body: IncomingBody, chat: Chat, rowId: string) {
  for (const message of chat.messages.toReversed()) {
    if (message.content.kind !== "list" || (body.replyTo && message.messageId !== body.replyTo)) continue;
    const row = message.content.rows.find((one) => one.id === rowId);
    if (!row) continue;
    const text = body.text ?? (row.description ? `${row.title} - ${row.description}` : row.title);
    return reply({ kind: "list-reply", rowId, title: row.title, text }, message.messageId);
  }
  if (body.text !== undefined)
    return reply({ kind: "list-reply", rowId, title: body.text, text: body.text }, body.replyTo);
  throw new ProblemError(409, "Unknown row", notOffered("row", "rowId"));
}

const reply = (content: Content, replyTo: string | undefined) => ({ content, replyTo });

const notOffered = (what: string, field: string): string =>
  `The clinic offered no ${what} with this ${field}. Use one listed by GET on the chat, or add "text" to forge a tap.`;
