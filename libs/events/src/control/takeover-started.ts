import { z } from "zod";
import { MessageContent } from "../content.ts";
import { envelope } from "../inbound/envelope.ts";

/** A person took the conversation over: typed on the clinic's phone, in the attendants' desk, or through an operator. */
export const TakeoverStarted = z.object({
  type: z.literal("takeover-started"),
  ...envelope,
  source: z.enum(["phone", "chatwoot", "panel", "operator"]),
  /** The message the person typed on the phone, which WhatsApp already shows to the patient. */
  messageId: z.string().optional(),
  content: MessageContent.optional(),
});
export type TakeoverStarted = z.infer<typeof TakeoverStarted>;
