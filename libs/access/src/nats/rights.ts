import {
  type BucketName,
  type ChannelId,
  DELIVERY,
  failureDurable,
  INBOUND,
  lookupDurable,
  mediaDurable,
  mirrorDeliveryDurable,
  mirrorTurnsDurable,
  opinionDurable,
  orderDurable,
  PARTITION_COUNT,
  SENDING_LANES,
  SHADOW,
  senderDurable,
  TURNS,
  takeBackDurable,
  transcriptionDurable,
  workerDurable,
} from "@acolhe/events";
import type { Service } from "../services.ts";
import {
  deletes,
  follows,
  listsDurables,
  nextOf,
  pulls,
  purges,
  reads,
  readsBucket,
  readsFiles,
  writesBucket,
  writesFiles,
} from "./subjects.ts";

/** What a user of the broker may publish and subscribe to. What is not named is refused. */
export interface Rights {
  readonly publish: readonly string[];
  /** What a pattern of `publish` would let through beyond the service's work. */
  readonly never?: readonly string[];
  /** On top of its own inbox. */
  readonly subscribe: readonly string[];
}

const EVENT = "inbound.*.*.event";
/** Of every service. */
const LOGGING = readsBucket("logging");
const CONTROL = "inbound.*.*.gate.control";
const ORDER = "inbound.*.*.gate.order";
const ATTEMPT = "inbound.*.*.gate.attempt";
const LOGS = [INBOUND.name, TURNS.name, DELIVERY.name] as const;
const allOf = (rights: (stream: string) => string[], streams: readonly string[] = LOGS) => streams.flatMap(rights);
const bucketsOf = (rights: (bucket: BucketName) => string[], ...buckets: BucketName[]) => buckets.flatMap(rights);

const WORKER_DURABLES = Array.from({ length: PARTITION_COUNT }, (_, partition) => workerDurable(partition));
const SLOW_WORK_DURABLES = [lookupDurable, opinionDurable, transcriptionDurable];
const MIRROR_DURABLES = [
  { stream: INBOUND.name, durable: mediaDurable },
  { stream: TURNS.name, durable: mirrorTurnsDurable },
  { stream: DELIVERY.name, durable: mirrorDeliveryDurable },
];
const senderDurables = (channels: readonly ChannelId[]) =>
  channels.flatMap((channel) => [
    ...SENDING_LANES.map((lane) => ({ stream: TURNS.name, durable: senderDurable(channel, lane) })),
    { stream: DELIVERY.name, durable: failureDurable(channel) },
    { stream: INBOUND.name, durable: takeBackDurable(channel) },
    { stream: INBOUND.name, durable: orderDurable(channel) },
  ]);
/** All that anyone pulls from by name. */
const durables = (channels: readonly ChannelId[]) => [
  ...WORKER_DURABLES.map((durable) => ({ stream: INBOUND.name, durable })),
  ...SLOW_WORK_DURABLES.map((durable) => ({ stream: TURNS.name, durable })),
  ...MIRROR_DURABLES,
  ...senderDurables(channels),
];

type RightsOf = (channels: readonly ChannelId[]) => Rights;

/** One row a service: its work in subjects. The test walks it both ways. */
const RIGHTS: Readonly<Record<Service, RightsOf>> = {
  ingress: () => ({
    publish: [
      EVENT,
      CONTROL,
      ...["receipt", "failure", "desk"].map((kind) => `delivery.*.*.${kind}`),
      ...["state", "ignored"].map((kind) => `delivery.*.channel.${kind}`),
      ...allOf(reads, [INBOUND.name, DELIVERY.name]),
      ...bucketsOf(writesBucket, "identity", "channels", "gateway", "begun", "heard", "spools"),
    ],
    subscribe: [],
  }),
  "conversation-worker": () => ({
    publish: [
      "turn.*.*.*",
      EVENT,
      CONTROL,
      "timer.*.*.*",
      ...allOf(reads),
      // A timer is called off by purging its subject.
      ...purges(INBOUND.name),
      ...WORKER_DURABLES.flatMap((durable) => pulls(INBOUND.name, durable)),
      ...SLOW_WORK_DURABLES.flatMap((durable) => pulls(TURNS.name, durable)),
      ...bucketsOf(writesBucket, "flows", "handlings", "set-aside", "identity", "secrets"),
      ...bucketsOf(readsBucket, "clinic"),
    ],
    subscribe: [],
  }),
  "outbound-sender": (channels) => ({
    publish: [
      ATTEMPT,
      EVENT,
      "delivery.*.*.outcome",
      "delivery.*.*.taking-back",
      ...allOf(reads),
      ...senderDurables(channels).flatMap(({ stream, durable }) => pulls(stream, durable)),
      ...bucketsOf(writesBucket, "held", "plain", "set-aside"),
      ...bucketsOf(readsBucket, "channels", "begun", "clinic", "secrets", "sending"),
      ...readsFiles(),
    ],
    // What wakes it: copies of what others store.
    subscribe: channels.flatMap((channel) => [
      ...["receipt", "failure", "outcome"].map((kind) => `delivery.${channel}.*.${kind}`),
      ...["control", "order"].map((kind) => `inbound.${channel}.*.gate.${kind}`),
    ]),
  }),
  "chatwoot-mirror": () => ({
    publish: [
      EVENT,
      CONTROL,
      // Of what an attendant deletes.
      ORDER,
      ...allOf(reads),
      ...MIRROR_DURABLES.flatMap(({ stream, durable }) => pulls(stream, durable)),
      ...bucketsOf(writesBucket, "mirror", "set-aside"),
      ...bucketsOf(readsBucket, "clinic", "flows", "secrets"),
      ...writesFiles(),
    ],
    subscribe: [],
  }),
  projector: (channels) => ({
    publish: [
      // Retention: what stays of a conversation that goes is a quiet turn.
      "turn.*.*.quiet",
      ...allOf(reads),
      ...allOf(follows),
      ...allOf(purges),
      ...bucketsOf(readsBucket, "secrets"),
      // A log that is older than the read side.
      ...bucketsOf(writesBucket, "sending"),
    ],
    // Its readers have no names; what others pull from has.
    never: durables(channels).map(({ stream, durable }) => nextOf(stream, durable)),
    subscribe: [],
  }),
  "admin-api": () => ({
    publish: [
      EVENT,
      CONTROL,
      ...bucketsOf(writesBucket, "clinic", "flows"),
      ...bucketsOf(
        readsBucket,
        "channels",
        "gateway",
        "begun",
        "spools",
        "handlings",
        "plain",
        "heard",
        "set-aside",
        "secrets",
        "sending",
      ),
      ...writesFiles(),
      ...allOf(reads),
      // An erasure reads every place there is, and removes a person from those that hold persons.
      "$JS.API.STREAM.LIST",
      "turn.*.*.quiet",
      ...allOf(purges),
      ...allOf(deletes),
      ...reads(SHADOW.name),
      ...purges(SHADOW.name),
      // How far each consumer is.
      ...allOf(listsDurables),
      ...bucketsOf(writesBucket, "identity", "held", "mirror"),
      ...bucketsOf((bucket) => purges(`KV_${bucket}`), "identity", "held", "mirror"),
    ],
    subscribe: [],
  }),
  // Streams, consumers and every repair are made by operators, so a login as operator may do all.
  ops: () => ({ publish: [">"], subscribe: [">"] }),
};

/** What a service may do at the broker, for these numbers. Each subject once. */
export function natsRights(service: Service, channels: readonly ChannelId[]): Required<Rights> {
  const { publish, never = [], subscribe } = RIGHTS[service](channels);
  return { publish: [...new Set([...publish, ...LOGGING])], never, subscribe: [`${inboxOf(service)}.>`, ...subscribe] };
}

/** Answers go to an inbox of the service's own, so that no other reads them. libs/bus makes it of the login's name. */
const inboxOf = (service: Service) => `_INBOX_${service}`;
