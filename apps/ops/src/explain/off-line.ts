import { type Bus, readStream } from "@acolhe/bus";
import { type ChannelId, ChannelState, channelStateSubject, DELIVERY } from "@acolhe/events";
import type { OffLine } from "./cause.ts";

/** When a number was off line, oldest first, as far as the log goes back. */
export async function readOffLine(bus: Bus, channel: ChannelId): Promise<OffLine[]> {
  const states: ChannelState[] = [];
  for await (const message of readStream(bus, DELIVERY.name, { subject: channelStateSubject(channel) })) {
    const state = ChannelState.safeParse(message.json());
    if (state.success) states.push(state.data);
  }
  return offLineOf(states);
}

export function offLineOf(states: readonly ChannelState[]): OffLine[] {
  const found: OffLine[] = [];
  let from: number | null = null;
  for (const { connected, receivedAt } of states) {
    if (!connected) from ??= receivedAt;
    else if (from !== null) {
      found.push({ from, to: receivedAt });
      from = null;
    }
  }
  return from === null ? found : [...found, { from, to: null }];
}
