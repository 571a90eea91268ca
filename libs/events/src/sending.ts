import { z } from "zod";
import type { ChannelId } from "./ids.ts";

/** In the bucket `sending`, by channel: an operator lets nothing leave on this number. */
export const ChannelPause = z.object({
  /** Epoch ms. */
  since: z.number(),
  /** The operator's name on their machine. */
  by: z.string(),
  reason: z.string(),
});
export type ChannelPause = z.infer<typeof ChannelPause>;

/**
 * In the bucket `sending`: the log was restored from a copy, so what it does not know may have been said already. Of
 * what came in before `until` the bot says nothing, answering what came in before `since` nothing leaves at all.
 */
export const Observing = z.object({
  since: z.number(),
  /** Null: an operator has not let the bot speak again yet. */
  until: z.number().nullable(),
});
export type Observing = z.infer<typeof Observing>;

export const pauseKey = (channel: ChannelId): string => `pause.${channel}`;
export const OBSERVING_KEY = "observing";

/** Whether a command is only recorded, because the log it rests on was restored. Pure. */
export function isOnlyObserved(
  observing: Observing | undefined,
  { author, receivedAt }: { readonly author: "bot" | "attendant" | "system"; readonly receivedAt: number },
): boolean {
  if (!observing) return false;
  const until = author === "attendant" ? observing.since : (observing.until ?? Number.POSITIVE_INFINITY);
  return receivedAt < until;
}
