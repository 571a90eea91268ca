import type { Opening } from "#lib/hours/opening.ts";
import type { Channel } from "./bot.ts";

/** What a patient who writes now would meet, as far as staff's settings decide it. */
export type Told = "offline" | "off" | "off-here" | "unset" | "open" | "holiday" | "closed" | "shut";

interface Given {
  readonly isBotOn: boolean;
  readonly channel: Pick<Channel, "state" | "botEnabled">;
  /** Null: staff have set no hours. */
  readonly opening: Opening | null;
}

export function toldNow({ isBotOn, channel, opening }: Given): Told {
  if (channel.state === "offline") return "offline";
  if (!isBotOn) return "off";
  if (!channel.botEnabled) return "off-here";
  if (!opening) return "unset";
  if (opening.isOpen) return "open";
  if (!opening.opensAt) return "shut";
  return opening.holiday === null ? "closed" : "holiday";
}
