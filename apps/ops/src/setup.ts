import { type Bus, ensureBucket, ensureDurable, ensureObjects, ensureStream } from "@acolhe/bus";
import {
  BUCKETS,
  type Channel,
  DELIVERY,
  failureDurable,
  failureFilter,
  INBOUND,
  laneFilter,
  lookupDurable,
  MEDIA,
  mediaDurable,
  mirrorDeliveryDurable,
  mirrorTurnsDurable,
  opinionDurable,
  orderDurable,
  PARTITION_COUNT,
  partitionFilters,
  quietFilter,
  replyFilter,
  SENDING_LANES,
  STREAMS,
  senderDurable,
  storedControlFilter,
  storedOrderFilter,
  TURNS,
  takeBackDurable,
  transcriptionDurable,
  workerDurable,
} from "@acolhe/events";

const DAY_MS = 24 * 3600_000;

interface SetUpOptions {
  readonly channels: readonly Channel[];
  readonly replicas: number;
  readonly ackWaitMs: number;
  /** Where they differ from the usual: how long the broker keeps events, files and keys of identifiers, days. 0: for ever. */
  readonly keptDays?: { readonly events: number; readonly media: number; readonly identifiers: number };
  /** A model outside may be asked, so somebody pulls what it is asked about. */
  readonly model?: boolean;
  /** Voice notes may be written down outside, so somebody pulls what is to be. */
  readonly transcription?: boolean;
}

/** Creates streams, buckets and consumers, or brings them to their shape. Safe to repeat. */
export async function setUp(bus: Bus, options: SetUpOptions) {
  const ageOf = (days: number | undefined, usualMs: number) => (days === undefined ? usualMs : days * DAY_MS);
  const { events, media, identifiers } = options.keptDays ?? {};
  const inbound = { ...INBOUND, maxAgeMs: ageOf(events, INBOUND.maxAgeMs) };
  const { replicas } = options;
  for (const stream of STREAMS) await ensureStream(bus, stream === INBOUND ? inbound : stream, replicas);
  const secrets = { ...BUCKETS.secrets, maxAgeMs: ageOf(identifiers, BUCKETS.secrets.maxAgeMs) };
  for (const [name, bucket] of Object.entries({ ...BUCKETS, secrets }))
    await ensureBucket(bus, name, { ...bucket, replicas });
  await ensureObjects(bus, MEDIA.name, { maxAgeMs: ageOf(media, MEDIA.maxAgeMs), replicas });
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
  for (const channel of options.channels) {
    for (const lane of SENDING_LANES)
      await ensureDurable(bus, {
        stream: TURNS.name,
        name: senderDurable(channel.id, lane),
        filters: [laneFilter(channel.id, lane)],
        ackWaitMs: options.ackWaitMs,
        window: 1024,
      });
    await ensureDurable(bus, {
      stream: DELIVERY.name,
      name: failureDurable(channel.id),
      filters: [failureFilter(channel.id)],
      ackWaitMs: options.ackWaitMs,
      window: 64,
    });
    await ensureDurable(bus, {
      stream: INBOUND.name,
      name: takeBackDurable(channel.id),
      filters: [storedControlFilter(channel.id)],
      ackWaitMs: options.ackWaitMs,
      window: 64,
    });
    await ensureDurable(bus, {
      stream: INBOUND.name,
      name: orderDurable(channel.id),
      filters: [storedOrderFilter(channel.id)],
      ackWaitMs: options.ackWaitMs,
      window: 64,
    });
  }
  await ensureDurable(bus, {
    stream: INBOUND.name,
    name: mediaDurable,
    filters: ["inbound.*.*.*.event", "inbound.*.*.*.gate.control"],
    ackWaitMs: options.ackWaitMs,
    // Files that were put off are outstanding as well: one contact's may not shut out those of others.
    window: 4096,
  });
  // What was asked before there was somebody to answer, nobody waits for any more.
  const asked = { stream: TURNS.name, ackWaitMs: options.ackWaitMs, window: 64, fromNow: true };
  await ensureDurable(bus, { ...asked, name: lookupDurable, filters: [quietFilter, replyFilter] });
  if (options.model) await ensureDurable(bus, { ...asked, name: opinionDurable, filters: [quietFilter] });
  // A first voice note may be greeted while it is written down.
  if (options.transcription)
    await ensureDurable(bus, { ...asked, name: transcriptionDurable, filters: [quietFilter, replyFilter] });
  const mirror = { ackWaitMs: options.ackWaitMs, window: 256 };
  const delivery = ["outcome", "receipt", "failure", "desk"].map((kind) => `delivery.*.*.${kind}`);
  await ensureDurable(bus, { ...mirror, stream: TURNS.name, name: mirrorTurnsDurable, filters: ["turn.>"] });
  await ensureDurable(bus, { ...mirror, stream: DELIVERY.name, name: mirrorDeliveryDurable, filters: delivery });
}
