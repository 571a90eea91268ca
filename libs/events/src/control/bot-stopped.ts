import { z } from "zod";
import { envelope } from "../inbound/envelope.ts";

/** The patient asked for no more messages; written by the worker after the turn that understood it. */
export const BotStopped = z.object({ type: z.literal("bot-stopped"), ...envelope });
export type BotStopped = z.infer<typeof BotStopped>;
