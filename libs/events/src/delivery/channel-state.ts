import { z } from "zod";
import { ChannelId } from "../ids.ts";

/** The number went on or off line. */
export const ChannelState = z.object({
  id: z.string(),
  channel: ChannelId,
  connected: z.boolean(),
  at: z.number(),
  receivedAt: z.number(),
  reason: z.string().optional(),
});
export type ChannelState = z.infer<typeof ChannelState>;

/** What the bucket `channels` is read for. */
export const Connection = ChannelState.pick({ connected: true, at: true });
export type Connection = z.infer<typeof Connection>;
