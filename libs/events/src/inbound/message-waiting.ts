import { z } from "zod";
import { envelope } from "./envelope.ts";

/** A message arrived that the gateway cannot decrypt yet; the content may follow under the same message id. */
export const MessageWaiting = z.object({ type: z.literal("message-waiting"), ...envelope, messageId: z.string() });
export type MessageWaiting = z.infer<typeof MessageWaiting>;
