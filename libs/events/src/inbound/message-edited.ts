import { z } from "zod";
import { MessageContent } from "../content.ts";
import { envelope } from "./envelope.ts";

/** A patient changed a message sent before; `messageId` is the original's. */
export const MessageEdited = z.object({
  type: z.literal("message-edited"),
  ...envelope,
  messageId: z.string(),
  content: MessageContent,
});
export type MessageEdited = z.infer<typeof MessageEdited>;
