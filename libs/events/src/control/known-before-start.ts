import { z } from "zod";
import { envelope } from "../inbound/envelope.ts";

/**
 * The clinic and this contact wrote to each other before the bot was let loose on the number. Written once, when the
 * number's chats are read at its first start.
 */
export const KnownBeforeStart = z.object({
  type: z.literal("known-before-start"),
  ...envelope,
  /** When the chat last moved, as the gateway lists it. Epoch milliseconds. */
  lastActiveAt: z.number().int().positive(),
  /** Within the days that count as under way: a person has this conversation. */
  active: z.boolean(),
});
export type KnownBeforeStart = z.infer<typeof KnownBeforeStart>;
