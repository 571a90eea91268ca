import {
  BEGUN_BUCKET,
  type Begun,
  BUCKETS,
  type Channel,
  DELIVERY,
  failureDurable,
  failureFilter,
  INBOUND,
  laneFilter,
  orderDurable,
  PARTITION_COUNT,
  partitionFilters,
  SENDING_LANES,
  STREAMS,
  senderDurable,
  storedControlFilter,
  storedOrderFilter,
  TURNS,
  takeBackDurable,
  workerDurable,
} from "@acolhe/events";
import { addBucket } from "../broker/set-up.ts";
import type { SimulatedBroker } from "../broker/simulated-broker.ts";

/** Streams, buckets and consumers as apps/ops makes them, as far as worker and sender use them. */
export function setUpBroker(broker: SimulatedBroker, channel: Channel, ackWaitMs: number): void {
  for (const stream of STREAMS) broker.addStream(stream);
  for (const bucket of Object.keys(BUCKETS)) addBucket(broker, bucket);
  for (let partition = 0; partition < PARTITION_COUNT; partition++) {
    const worker = { name: workerDurable(partition), filters: partitionFilters(partition), window: 1 };
    broker.addDurable({ stream: INBOUND.name, ackWaitMs, ...worker });
  }
  for (const lane of SENDING_LANES) {
    const sender = { name: senderDurable(channel.id, lane), filters: [laneFilter(channel.id, lane)], window: 1024 };
    broker.addDurable({ stream: TURNS.name, ackWaitMs, ...sender });
  }
  const failures = { name: failureDurable(channel.id), filters: [failureFilter(channel.id)], window: 64 };
  broker.addDurable({ stream: DELIVERY.name, ackWaitMs, ...failures });
  const takeBack = { name: takeBackDurable(channel.id), filters: [storedControlFilter(channel.id)], window: 64 };
  broker.addDurable({ stream: INBOUND.name, ackWaitMs, ...takeBack });
  const orders = { name: orderDurable(channel.id), filters: [storedOrderFilter(channel.id)], window: 64 };
  broker.addDurable({ stream: INBOUND.name, ackWaitMs, ...orders });
  const now = Math.floor(broker.timeline.now);
  const begun: Begun = { startedAt: now, for: "new-contacts", doneAt: now };
  const key = `$KV.${BEGUN_BUCKET}.${channel.id}`;
  broker.stream(`KV_${BEGUN_BUCKET}`).store(key, JSON.stringify(begun), undefined, now);
}
