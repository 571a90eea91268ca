import { BEGUN_BUCKET, type Begun, BUCKETS, type Channel, consumersOf, STREAMS } from "@acolhe/events";
import { addBucket } from "../broker/set-up.ts";
import type { SimulatedBroker } from "../broker/simulated-broker.ts";

/** Of those who are in the world. */
const IS_PULLED = /^(?:worker|sender|failures|take-back|orders|mirror)-/;

/** Streams, buckets and consumers as an installation has them; the number may speak. */
export function setUpBroker(
  broker: SimulatedBroker,
  options: { readonly channel: Channel; readonly ackWaitMs: number; readonly duplicateWindowMs: number | undefined },
): void {
  const { channel, ackWaitMs, duplicateWindowMs } = options;
  for (const stream of STREAMS)
    broker.addStream({ ...stream, duplicateWindowMs: duplicateWindowMs ?? stream.duplicateWindowMs });
  for (const bucket of Object.keys(BUCKETS)) addBucket(broker, bucket);
  for (const shape of consumersOf([channel]))
    if (IS_PULLED.test(shape.name)) broker.addDurable({ ...shape, ackWaitMs });
  const now = Math.floor(broker.timeline.now);
  const begun: Begun = { startedAt: now, for: "new-contacts", doneAt: now };
  const key = `$KV.${BEGUN_BUCKET}.${channel.id}`;
  broker.stream(`KV_${BEGUN_BUCKET}`).store(key, JSON.stringify(begun), undefined, now);
}
