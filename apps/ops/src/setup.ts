import { type Bus, ensureBucket, ensureDurable, ensureObjects, ensureStream } from "@acolhe/bus";
import { BUCKETS, type Channel, consumersOf, INBOUND, MEDIA, SHADOW, STREAMS } from "@acolhe/events";

const DAY_MS = 24 * 3600_000;

interface SetUpOptions {
  readonly channels: readonly Channel[];
  readonly replicas: number;
  readonly ackWaitMs: number;
  /** Where they differ from the usual: how long the broker keeps events, files and keys of identifiers, days. 0: for ever. */
  readonly keptDays?: { readonly events: number; readonly media: number; readonly identifiers: number };
  /** A model outside may be asked, so a process pulls the questions for it. */
  readonly model?: boolean;
  /** Voice notes may be written down outside, so a process pulls them. */
  readonly transcription?: boolean;
}

/** Creates streams, buckets and consumers, or brings them to their shape. Safe to repeat. */
export async function setUp(bus: Bus, options: SetUpOptions) {
  const ageOf = (days: number | undefined, usualMs: number) => (days === undefined ? usualMs : days * DAY_MS);
  const { events, media, identifiers } = options.keptDays ?? {};
  const inbound = { ...INBOUND, maxAgeMs: ageOf(events, INBOUND.maxAgeMs) };
  const { replicas, ackWaitMs } = options;
  for (const stream of [...STREAMS, SHADOW]) await ensureStream(bus, stream === INBOUND ? inbound : stream, replicas);
  const secrets = { ...BUCKETS.secrets, maxAgeMs: ageOf(identifiers, BUCKETS.secrets.maxAgeMs) };
  for (const [name, bucket] of Object.entries({ ...BUCKETS, secrets }))
    await ensureBucket(bus, name, { ...bucket, replicas });
  await ensureObjects(bus, MEDIA.name, { maxAgeMs: ageOf(media, MEDIA.maxAgeMs), replicas });
  await Promise.all(consumersOf(options.channels, options).map((shape) => ensureDurable(bus, { ...shape, ackWaitMs })));
}
