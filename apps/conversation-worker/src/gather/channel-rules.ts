import type { Channel, ChannelId, Facts } from "@acolhe/events";

/** What of a number's settings decides turns. Recorded in each turn, so only what differs from the usual is there. */
export type ChannelRules = Pick<Facts, "newContactsOnly" | "continueAfterReturn" | "humanMs" | "paceMs">;

const DAY_MS = 24 * 3600_000;
const USUAL_HUMAN_DAYS = 7;
const USUAL_PACE_MS_MAX = 1_000;

export function channelRules(channels: readonly Channel[]): (channel: ChannelId) => ChannelRules | undefined {
  const rules = new Map(channels.map((channel) => [channel.id, rulesOf(channel)]));
  return (channel) => rules.get(channel);
}

const rulesOf = ({ goLive, afterReturn, humanDays, paceMs }: Channel): ChannelRules => ({
  ...(goLive === "new-contacts" ? { newContactsOnly: true } : {}),
  ...(afterReturn === "continue" ? { continueAfterReturn: true } : {}),
  ...(humanDays === USUAL_HUMAN_DAYS ? {} : { humanMs: Math.round(humanDays * DAY_MS) }),
  ...(paceMs > USUAL_PACE_MS_MAX ? { paceMs } : {}),
});
