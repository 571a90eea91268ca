import { z } from "zod";
import { envelope } from "./envelope.ts";

/** A patient reacted to a message; an empty emoji takes the reaction back. */
export const ReactionReceived = z.object({
  type: z.literal("reaction-received"),
  ...envelope,
  messageId: z.string(),
  targetMessageId: z.string(),
  emoji: z.string(),
});
export type ReactionReceived = z.infer<typeof ReactionReceived>;
