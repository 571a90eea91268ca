import { z } from "zod";
import type { Button, Content } from "./content.ts";
import { mimeTypeOf } from "./media.ts";

/** One parsed send call. `media` turns data URIs into links; it is called once the message has an id. */
export interface Send {
  phone: string;
  content: (media: (value: string, fileName: string) => string) => Content;
  delayMessage: number | undefined;
  delayTyping: number | undefined;
  replyTo: string | undefined;
  editOf: string | undefined;
}

const common = z.object({
  phone: z.string().min(1),
  delayMessage: z.number().optional(),
  delayTyping: z.number().optional(),
  messageId: z.string().optional(),
});
type Common = z.infer<typeof common>;
type Make = Send["content"];
type Parser = (body: unknown, extension: string) => Send;

const make = (body: Common, content: Make, editOf?: string, reply = true): Send => ({
  phone: body.phone,
  content,
  delayMessage: body.delayMessage,
  delayTyping: body.delayTyping,
  replyTo: reply ? body.messageId : undefined,
  editOf,
});

const optionalText = z.string().nullish();
const text = common.extend({ message: z.string().min(1), editMessageId: z.string().optional() });
const image = common.extend({
  image: z.string().min(1),
  caption: optionalText,
  viewOnce: z.boolean().optional(),
  editImageMessageId: z.string().optional(),
});
const document = common.extend({
  document: z.string().min(1),
  fileName: optionalText,
  caption: optionalText,
  editDocumentMessageId: z.string().optional(),
});
const audio = common.extend({ audio: z.string().min(1), viewOnce: z.boolean().optional() });
const video = common.extend({
  video: z.string().min(1),
  caption: optionalText,
  viewOnce: z.boolean().optional(),
  editVideoMessageId: z.string().optional(),
});
const coordinate = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).transform(Number);
const location = common.extend({ title: z.string(), address: z.string(), latitude: coordinate, longitude: coordinate });
const contact = common.extend({ contactName: z.string().min(1), contactPhone: z.string().min(1) });
const contacts = common.extend({
  contacts: z.array(z.object({ name: z.string(), phones: z.array(z.string()) })).min(1),
});
const link = common.extend({
  message: z.string().min(1),
  linkUrl: z.string().min(1),
  title: z.string(),
  image: z.string(),
  linkDescription: z.string(),
});
const id = z.union([z.string(), z.number()]).transform(String).optional();
const buttonList = common.extend({
  message: z.string().min(1),
  title: optionalText,
  footer: optionalText,
  buttonList: z.object({
    image: optionalText,
    video: optionalText,
    buttons: z.array(z.object({ id, label: z.string().min(1) })).min(1),
  }),
});
const buttonActions = common.extend({
  message: z.string().min(1),
  title: optionalText,
  footer: optionalText,
  image: optionalText,
  buttonActions: z
    .array(
      z.object({
        id,
        type: z.enum(["CALL", "URL", "REPLY"]),
        label: z.string().min(1),
        phone: z.string().optional(),
        url: z.string().optional(),
      }),
    )
    .min(1),
});
const optionList = common.extend({
  message: z.string().min(1),
  optionList: z.object({
    title: z.string().default(""),
    buttonLabel: z.string().default("Ver opções"),
    options: z.array(z.object({ id, title: z.string().min(1), description: optionalText })).min(1),
  }),
});
const poll = common.extend({
  message: z.string().min(1),
  pollMaxOptions: z.number().optional(),
  poll: z.array(z.object({ name: z.string() })).min(2),
});
const sticker = common.extend({ sticker: z.string().min(1) });
const reaction = common.extend({ reaction: z.string().min(1), messageId: z.string().min(1) });
const removeReaction = common.extend({ messageId: z.string().min(1) });

const PARSERS: Record<string, Parser> = {
  "send-text": (raw) => {
    const body = text.parse(raw);
    return make(body, () => ({ kind: "text", text: body.message }), body.editMessageId);
  },
  "send-image": (raw) => {
    const body = image.parse(raw);
    const content: Make = (media) => ({
      kind: "image",
      url: media(body.image, "imagem.png"),
      caption: body.caption ?? "",
      mimeType: mimeTypeOf(body.image) ?? "image/jpeg",
      viewOnce: body.viewOnce ?? false,
    });
    return make(body, content, body.editImageMessageId);
  },
  "send-document": (raw, extension) => {
    const body = document.parse(raw);
    const suffix = extension || "pdf";
    const base = body.fileName || "documento";
    const fileName = base.endsWith(`.${suffix}`) ? base : `${base}.${suffix}`;
    const content: Make = (media) => ({
      kind: "document",
      url: media(body.document, fileName),
      fileName,
      mimeType: mimeTypeOf(body.document) ?? (suffix === "pdf" ? "application/pdf" : "application/octet-stream"),
      caption: body.caption ?? null,
      pageCount: 1,
    });
    return make(body, content, body.editDocumentMessageId);
  },
  "send-audio": (raw) => {
    const body = audio.parse(raw);
    return make(body, (media) => ({
      kind: "audio",
      url: media(body.audio, "audio.ogg"),
      mimeType: mimeTypeOf(body.audio) ?? "audio/ogg; codecs=opus",
      seconds: 5,
      ptt: true,
      viewOnce: body.viewOnce ?? false,
    }));
  },
  "send-video": (raw) => {
    const body = video.parse(raw);
    const content: Make = (media) => ({
      kind: "video",
      url: media(body.video, "video.mp4"),
      caption: body.caption ?? "",
      mimeType: mimeTypeOf(body.video) ?? "video/mp4",
      seconds: 10,
      viewOnce: body.viewOnce ?? false,
      gif: false,
    });
    return make(body, content, body.editVideoMessageId);
  },
  "send-sticker": (raw) => {
    const body = sticker.parse(raw);
    return make(body, (media) => ({
      kind: "sticker",
      url: media(body.sticker, "figurinha.webp"),
      mimeType: "image/webp",
    }));
  },
  "send-location": (raw) => {
    const body = location.parse(raw);
    const { latitude, longitude, address } = body;
    return make(body, () => ({ kind: "location", latitude, longitude, name: body.title, address }));
  },
  "send-contact": (raw) => {
    const body = contact.parse(raw);
    const one = { name: body.contactName, phones: [body.contactPhone] };
    return make(body, () => ({ kind: "contact", contacts: [one] }));
  },
  "send-contacts": (raw) => {
    const body = contacts.parse(raw);
    return make(body, () => ({ kind: "contact", contacts: body.contacts }));
  },
  "send-link": (raw) => {
    const body = link.parse(raw);
    return make(body, () => ({
      kind: "link",
      text: body.message,
      url: body.linkUrl,
      title: body.title,
      description: body.linkDescription,
      image: body.image,
    }));
  },
  "send-button-list": (raw) => {
    const body = buttonList.parse(raw);
    const buttons = body.buttonList.buttons.map(
      (one, index): Button => ({ id: one.id ?? String(index + 1), label: one.label, type: "REPLY" }),
    );
    const content: Make = (media) => ({
      kind: "buttons",
      text: body.message,
      title: body.title ?? "",
      footer: body.footer ?? "",
      image: body.buttonList.image ? media(body.buttonList.image, "imagem.png") : null,
      video: body.buttonList.video ?? null,
      buttons,
    });
    return make(body, content, undefined, false);
  },
  "send-button-actions": (raw) => {
    const body = buttonActions.parse(raw);
    const buttons = body.buttonActions.map((one, index): Button => {
      const target = one.type === "CALL" ? one.phone : one.url;
      const base = { id: one.id ?? String(index + 1), label: one.label, type: one.type };
      return target ? { ...base, target } : base;
    });
    const content: Make = (media) => ({
      kind: "buttons",
      text: body.message,
      title: body.title ?? "",
      footer: body.footer ?? "",
      image: body.image ? media(body.image, "imagem.png") : null,
      video: null,
      buttons,
    });
    return make(body, content, undefined, false);
  },
  "send-option-list": (raw) => {
    const body = optionList.parse(raw);
    const { title, buttonLabel, options } = body.optionList;
    const rows = options.map((one, index) => ({
      id: one.id ?? String(index + 1),
      title: one.title,
      description: one.description ?? "",
    }));
    return make(body, () => ({ kind: "list", text: body.message, title, buttonLabel, rows }), undefined, false);
  },
  "send-poll": (raw) => {
    const body = poll.parse(raw);
    const options = body.poll.map((one) => one.name);
    return make(body, () => ({ kind: "poll", text: body.message, max: body.pollMaxOptions ?? 0, options }));
  },
  "send-reaction": (raw) => {
    const body = reaction.parse(raw);
    const content: Make = () => ({
      kind: "reaction",
      value: body.reaction,
      target: body.messageId,
      targetFromMe: false,
    });
    return make(body, content, undefined, false);
  },
  "send-remove-reaction": (raw) => {
    const body = removeReaction.parse(raw);
    const content: Make = () => ({ kind: "reaction", value: "", target: body.messageId, targetFromMe: false });
    return make(body, content, undefined, false);
  },
};

export const isSendRoute = (route: string): boolean => Object.hasOwn(PARSERS, route);

/** Throws a zod error when a required field is missing. */
export function parseSend(route: string, extension: string, body: unknown): Send {
  return PARSERS[route]!(body, extension);
}
