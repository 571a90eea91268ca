import { z } from "zod";
import { envelope } from "../inbound/envelope.ts";

/** An operator silenced the bot for this contact until it is returned. */
export const BotPaused = z.object({
  type: z.literal("bot-paused"),
  ...envelope,
  source: z.enum(["panel", "operator"]),
});
export type BotPaused = z.infer<typeof BotPaused>;
