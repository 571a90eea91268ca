import { z } from "zod";
import { ChannelId, ContactKey } from "../ids.ts";

/** What every event of a conversation's log carries. Times are epoch milliseconds. */
export const envelope = {
  /** Stable over repeats: the same fact always has the same id. */
  id: z.string().min(1).max(64),
  channel: ChannelId,
  contact: ContactKey,
  /** When it happened, by the clock that saw it first. */
  at: z.number().int().nonnegative(),
  /** When our process learned it. */
  receivedAt: z.number().int().nonnegative(),
};
