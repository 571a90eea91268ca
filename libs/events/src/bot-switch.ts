import { z } from "zod";
import { ChannelId } from "./ids.ts";

/** Whether the bot answers at all, and on which numbers not. Unless staff said otherwise, it is on. */
export const BotSwitch = z.object({ off: z.boolean(), channelsOff: z.array(ChannelId) });
export type BotSwitch = z.infer<typeof BotSwitch>;

/** By what the bot is off on a number: `clinic` for all of them. */
export const BotOff = z.enum(["clinic", "channel"]);
export type BotOff = z.infer<typeof BotOff>;

/** `said` as the bucket holds it; what is no switch switches nothing off. */
export function botOffOn(channel: ChannelId, said: unknown): BotOff | undefined {
  const { data } = BotSwitch.safeParse(said);
  if (data?.off) return "clinic";
  return data?.channelsOff.includes(channel) ? "channel" : undefined;
}
