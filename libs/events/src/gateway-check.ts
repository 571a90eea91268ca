import { z } from "zod";
import { GoLive } from "./begun.ts";
import type { Connection } from "./delivery/channel-state.ts";

/** How a number's settings at the gateway stood when they were last looked at: in the bucket `gateway`, by channel. */
export const GatewayCheck = z.object({
  checkedAt: z.number(),
  /** `unreachable`: the address of our webhooks is of this machine, where the gateway cannot come; nothing was looked at. */
  outcome: z.enum(["right", "wrong", "unreachable"]),
  /** Portuguese sentences for operators; never with an address, whose path is a secret. */
  complaints: z.array(z.string()),
  /** Whether the gateway said that the number is on line; absent: it did not say, or an older release asked. */
  connected: z.boolean().optional(),
  /** How far the bot may go on the number; absent: told by an older release. */
  goLive: GoLive.optional(),
});
export type GatewayCheck = z.infer<typeof GatewayCheck>;

/**
 * Whether a number is on line, and since when that is known, for all who show it: as its callbacks told, else as the
 * gateway answered when its settings were looked at. A number that was connected before us never tells that it
 * connects. Null: not known. Pure.
 */
export function connectionOf(told: Connection | undefined, check: GatewayCheck | undefined): Connection | null {
  if (told) return told;
  return check?.connected === undefined ? null : { connected: check.connected, at: check.checkedAt };
}
