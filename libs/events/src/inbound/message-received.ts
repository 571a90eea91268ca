import { z } from "zod";
import { MessageContent } from "../content.ts";
import { envelope } from "./envelope.ts";

/** A patient wrote to the clinic. */
export const MessageReceived = z.object({
  type: z.literal("message-received"),
  ...envelope,
  messageId: z.string(),
  /** How to address the answer: the form of the sender's name that came in (digits, or `<digits>@lid`). */
  address: z.string(),
  senderName: z.string().optional(),
  quotedMessageId: z.string().optional(),
  forwarded: z.boolean().optional(),
  /** The message is a reply to the clinic's story. */
  statusReply: z.boolean().optional(),
  /** Came over an advertisement: its id and title. */
  ad: z.object({ sourceId: z.string().optional(), title: z.string().optional() }).optional(),
  /** The sender writes faster than the limits allow: kept, answered once when the burst is over. */
  limited: z.boolean().optional(),
  content: MessageContent,
});
export type MessageReceived = z.infer<typeof MessageReceived>;
