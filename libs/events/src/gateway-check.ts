import { z } from "zod";
import { GoLive } from "./begun.ts";

/** How a number's settings at the gateway stood when they were last looked at: in the bucket `gateway`, by channel. */
export const GatewayCheck = z.object({
  checkedAt: z.number(),
  /** `unreachable`: the address of our webhooks is of this machine, where the gateway cannot come; nothing was looked at. */
  outcome: z.enum(["right", "wrong", "unreachable"]),
  /** Portuguese sentences for operators; never with an address, whose path is a secret. */
  complaints: z.array(z.string()),
  /** How far the bot may go on the number; absent: told by an older release. */
  goLive: GoLive.optional(),
});
export type GatewayCheck = z.infer<typeof GatewayCheck>;
