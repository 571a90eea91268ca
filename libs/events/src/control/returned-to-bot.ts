import { z } from "zod";
import { envelope } from "../inbound/envelope.ts";

/** The person gave the conversation back to the bot. */
export const ReturnedToBot = z.object({
  type: z.literal("returned-to-bot"),
  ...envelope,
  source: z.enum(["phone", "chatwoot", "panel", "operator"]),
});
export type ReturnedToBot = z.infer<typeof ReturnedToBot>;
