import { z } from "zod";
import { ChannelId } from "../ids.ts";

/** A webhook that concerns no conversation of ours: that it came is kept, what it said is not. */
export const WebhookIgnored = z.object({
  id: z.string(),
  channel: ChannelId,
  reason: z.enum([
    "group",
    "newsletter",
    "broadcast",
    "story",
    "presence",
    "profile",
    "chat-label",
    "unknown-type",
    "alert",
    "desk",
  ]),
  what: z.string().max(64),
  receivedAt: z.number(),
});
export type WebhookIgnored = z.infer<typeof WebhookIgnored>;
