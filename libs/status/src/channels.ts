import type { Bus } from "@acolhe/bus";
import { ChannelId, TURNS } from "@acolhe/events";

/** The channels that have a sender. */
export async function knownChannels(bus: Bus): Promise<ChannelId[]> {
  const found: ChannelId[] = [];
  for await (const { name } of bus.jsm.consumers.list(TURNS.name)) {
    const id = ChannelId.safeParse(/^sender-(.+)-reply$/.exec(name)?.[1]);
    if (id.success) found.push(id.data);
  }
  return found.sort();
}
