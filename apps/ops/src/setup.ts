import { type Bus, ensureBucket, ensureDurable, ensureStream } from "@acolhe/bus";
import {
  BUCKETS,
  type Channel,
  INBOUND,
  laneFilter,
  PARTITION_COUNT,
  partitionFilters,
  SENDING_LANES,
  STREAMS,
  senderDurable,
  TURNS,
  workerDurable,
} from "@acolhe/events";

/** Creates streams, buckets and consumers, or brings them to their shape. Safe to repeat. */
export async function setUp(bus: Bus, options: { channels: readonly Channel[]; replicas: number; ackWaitMs: number }) {
  for (const stream of STREAMS) await ensureStream(bus, stream, options.replicas);
  for (const [name, bucket] of Object.entries(BUCKETS)) await ensureBucket(bus, name, bucket);
  await Promise.all(
    Array.from({ length: PARTITION_COUNT }, (_, partition) =>
      ensureDurable(bus, {
        stream: INBOUND.name,
        name: workerDurable(partition),
        filters: partitionFilters(partition),
        ackWaitMs: options.ackWaitMs,
        window: 1,
      }),
    ),
  );
  for (const channel of options.channels)
    for (const lane of SENDING_LANES)
      await ensureDurable(bus, {
        stream: TURNS.name,
        name: senderDurable(channel.id, lane),
        filters: [laneFilter(channel.id, lane)],
        ackWaitMs: options.ackWaitMs,
        window: 1024,
      });
}
