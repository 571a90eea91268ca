import { z } from "zod";
import { envelope } from "./envelope.ts";

/** A patient deleted a message for everybody. */
export const MessageRevoked = z.object({ type: z.literal("message-revoked"), ...envelope, messageId: z.string() });
export type MessageRevoked = z.infer<typeof MessageRevoked>;
