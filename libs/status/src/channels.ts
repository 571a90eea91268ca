import type { Bus } from "@acolhe/bus";
import {
  CHANNELS_BUCKET,
  ChannelId,
  Connection,
  connectionOf,
  GATEWAY_BUCKET,
  GatewayCheck,
  TURNS,
} from "@acolhe/events";
import type { z } from "zod";

/** The channels that have a sender. */
export async function knownChannels(bus: Bus): Promise<ChannelId[]> {
  const found: ChannelId[] = [];
  for await (const { name } of bus.jsm.consumers.list(TURNS.name)) {
    const id = ChannelId.safeParse(/^sender-(.+)-reply$/.exec(name)?.[1]);
    if (id.success) found.push(id.data);
  }
  return found.sort();
}

/** Whether a number is on line, and since when that is known; null: not known. */
export async function readConnection(bus: Bus, id: ChannelId): Promise<Connection | null> {
  const read = async <T>(bucket: string, schema: z.ZodType<T>): Promise<T | undefined> => {
    const kept = await (await bus.kvm.open(bucket)).get(id);
    return kept?.operation === "PUT" ? schema.safeParse(kept.json()).data : undefined;
  };
  return connectionOf(...(await Promise.all([read(CHANNELS_BUCKET, Connection), read(GATEWAY_BUCKET, GatewayCheck)])));
}
