import { type CoreBus, isWrongRevision } from "@acolhe/bus";
import { CHANNELS_BUCKET, type ChannelId } from "@acolhe/events";

/** Each refused write means that another process wrote; more than this many in a row is no race any more. */
const CONFLICTS_MAX = 10;

/** What is known of the number, unless something newer is known already: then a process that was late changes nothing. */
export async function keepState(
  bus: CoreBus,
  channel: ChannelId,
  { connected, at }: { connected: boolean; at: number },
) {
  const kv = await bus.kvm.open(CHANNELS_BUCKET);
  const json = JSON.stringify({ connected, at });
  for (let conflicts = 0; ; conflicts++) {
    const entry = await kv.get(channel);
    const known = entry?.operation === "PUT" ? entry.json<{ at?: number }>() : undefined;
    if ((known?.at ?? 0) > at) return;
    try {
      await (entry ? kv.update(channel, json, entry.revision) : kv.create(channel, json));
      return;
    } catch (error) {
      if (!isWrongRevision(error) || conflicts >= CONFLICTS_MAX) throw error;
    }
  }
}
