import { z } from "zod";
import { envelope } from "./envelope.ts";

/**
 * The gateway lists a chat that moved, and the log has nothing of it: its webhook never came. What was said is unknown, so
 * `at` is when the chat last moved, to the second.
 */
export const MessageMissed = z.object({
  type: z.literal("message-missed"),
  ...envelope,
  address: z.string(),
  /** Messages that are unread on the clinic's phone too. None: a person read them, or wrote there. */
  unread: z.number().int().nonnegative(),
});
export type MessageMissed = z.infer<typeof MessageMissed>;
