import { z } from "zod";

const media = { url: z.string().nullable(), mimeType: z.string(), caption: z.string().optional() };

/** What a message says, free of any gateway's field names. `unknown` keeps the place of kinds not known yet. */
export const MessageContent = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string() }),
  z.object({ kind: z.literal("image"), ...media, viewOnce: z.boolean().optional() }),
  z.object({ kind: z.literal("audio"), ...media, voiceNote: z.boolean(), seconds: z.number().optional() }),
  z.object({ kind: z.literal("video"), ...media, gif: z.boolean().optional(), round: z.boolean().optional() }),
  z.object({ kind: z.literal("document"), ...media, fileName: z.string() }),
  z.object({ kind: z.literal("sticker"), ...media }),
  z.object({
    kind: z.literal("location"),
    latitude: z.number(),
    longitude: z.number(),
    name: z.string().optional(),
    address: z.string().optional(),
    live: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal("contact-card"),
    name: z.string(),
    phones: z.array(z.string()),
    /** Where several were shared at once, the others. */
    others: z.array(z.object({ name: z.string(), phones: z.array(z.string()) })).optional(),
  }),
  z.object({ kind: z.literal("button-reply"), buttonId: z.string(), label: z.string() }),
  z.object({ kind: z.literal("list-reply"), rowId: z.string(), title: z.string() }),
  z.object({ kind: z.literal("poll"), question: z.string(), options: z.array(z.string()) }),
  z.object({ kind: z.literal("poll-vote"), pollMessageId: z.string(), options: z.array(z.string()) }),
  /** Cards of shops, payments, events, templates…: kept by name and, where there is one, readable text. */
  z.object({ kind: z.literal("card"), card: z.string(), text: z.string() }),
  z.object({ kind: z.literal("unknown"), keys: z.array(z.string()) }),
]);
export type MessageContent = z.infer<typeof MessageContent>;
export type MessageKind = MessageContent["kind"];
