import { AckPolicy, DeliverPolicy } from "@nats-io/jetstream";
import { nanos } from "@nats-io/nats-core";
import type { Bus } from "./connection.ts";

/** Asked once and deleted; this is for a process that dies in between. */
const FORGET_MS = 5_000;

/** Deletes what a subject (wildcards allowed) holds below a sequence. Resolves with how many messages that were. */
export async function purgeBelow(bus: Bus, stream: string, subject: string, seq: number): Promise<number> {
  // Without a sequence the broker would delete all there is.
  if (seq <= 1) return 0;
  return (await bus.jsm.streams.purge(stream, { filter: subject, seq })).purged;
}

/** How many messages that would delete: the broker counts what a reader from there on would get. */
export async function countBelow(bus: Bus, stream: string, subject: string, seq: number): Promise<number> {
  const from = async (first: number) => {
    const consumer = await bus.jsm.consumers.add(stream, {
      ack_policy: AckPolicy.None,
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: Math.max(1, first),
      filter_subject: subject,
      inactive_threshold: nanos(FORGET_MS),
      mem_storage: true,
      num_replicas: 1,
    });
    await bus.jsm.consumers.delete(stream, consumer.name);
    return consumer.num_pending;
  };
  return (await from(1)) - (await from(seq));
}
