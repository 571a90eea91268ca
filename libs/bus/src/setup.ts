import {
  AckPolicy,
  type ConsumerConfig,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiError,
  RetentionPolicy,
  type StreamConfig,
} from "@nats-io/jetstream";
import { nanos } from "@nats-io/nats-core";
import type { Bus } from "./connection.ts";

/** What a stream must look like, free of the client's field names. Durations in milliseconds; 0 means no limit. */
export interface StreamShape {
  readonly name: string;
  readonly subjects: readonly string[];
  readonly transform?: { readonly src: string; readonly dest: string };
  readonly maxAgeMs: number;
  readonly duplicateWindowMs: number;
  readonly schedules: boolean;
  readonly ttl: boolean;
}

/** Creates the stream or brings it to this shape; safe to run from several processes at once. */
export async function ensureStream(bus: Bus, shape: StreamShape, replicas = 1): Promise<void> {
  const config: Partial<StreamConfig> & { name: string } = {
    name: shape.name,
    subjects: [...shape.subjects],
    ...(shape.transform ? { subject_transform: { ...shape.transform } } : {}),
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    max_age: nanos(shape.maxAgeMs),
    duplicate_window: nanos(shape.duplicateWindowMs),
    num_replicas: replicas,
    // The client leaves this off unless told, and every cold read of a state is a direct get.
    allow_direct: true,
    ...(shape.schedules ? { allow_msg_schedules: true, allow_rollup_hdrs: true } : {}),
    ...(shape.ttl ? { allow_msg_ttl: true } : {}),
  };
  try {
    await bus.jsm.streams.add(config);
  } catch (error) {
    // 10058: the name is taken by a stream of another shape.
    if (!(error instanceof JetStreamApiError) || error.code !== 10058) throw error;
    await bus.jsm.streams.update(shape.name, config);
  }
}

/** A durable pull consumer. `window` 1 is what keeps order over failures. */
export interface DurableShape {
  readonly stream: string;
  readonly name: string;
  readonly filters: readonly string[];
  readonly ackWaitMs: number;
  readonly window: number;
  /** Begins with what is stored after its creation; else with the first message there is. */
  readonly fromNow?: boolean;
}

/**
 * Creates the durable or brings it to this shape. Of a filter that is new to it, what was stored before and lies behind its
 * place is not handed out: a new kind of record may only be written after this.
 */
export async function ensureDurable(bus: Bus, shape: DurableShape): Promise<void> {
  const config: Partial<ConsumerConfig> = {
    durable_name: shape.name,
    filter_subjects: [...shape.filters],
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(shape.ackWaitMs),
    max_ack_pending: shape.window,
    // Giving up would leave a hole in the order; a message that cannot be handled parks its contact instead.
    max_deliver: -1,
    ...(shape.fromNow ? { deliver_policy: DeliverPolicy.New } : {}),
  };
  try {
    await bus.jsm.consumers.add(shape.stream, config);
  } catch (error) {
    // 10148: the name is taken by a consumer of another shape.
    if (!(error instanceof JetStreamApiError) || error.code !== 10148) throw error;
    await bus.jsm.consumers.update(shape.stream, shape.name, config);
  }
}

/**
 * Creates a key-value bucket, or brings it to this shape. Followers would lag, so with copies the leader alone is read.
 * Without a number of replicas those of a bucket that is there stay.
 */
export async function ensureBucket(
  bus: Bus,
  name: string,
  options: { history: number; maxAgeMs?: number; replicas?: number },
): Promise<void> {
  const { history, maxAgeMs, replicas } = options;
  const copies = { replicas: replicas ?? 1, allow_direct: (replicas ?? 1) === 1 };
  await bus.kvm.create(name, { history, ...copies });
  await bus.jsm.streams.update(`KV_${name}`, {
    ...(replicas === undefined ? {} : { num_replicas: replicas, allow_direct: copies.allow_direct }),
    ...(maxAgeMs === undefined ? {} : { max_age: nanos(maxAgeMs) }),
  });
}
