import type { Channel } from "./channel.ts";
import {
  failureDurable,
  lookupDurable,
  mediaDurable,
  mirrorDeliveryDurable,
  mirrorTurnsDurable,
  opinionDurable,
  orderDurable,
  senderDurable,
  takeBackDurable,
  transcriptionDurable,
  workerDurable,
} from "./durables.ts";
import { PARTITION_COUNT } from "./limits.ts";
import { DELIVERY, INBOUND, TURNS } from "./streams.ts";
import {
  askingFilter,
  failureFilter,
  laneFilters,
  partitionFilters,
  SENDING_LANES,
  storedControlFilter,
  storedOrderFilter,
} from "./subjects.ts";

/** A consumer of an installation: who pulls what, and how much of it may be outstanding. */
export interface ConsumerShape {
  readonly stream: string;
  readonly name: string;
  readonly filters: readonly string[];
  /** 1 is what keeps order over failures. */
  readonly window: number;
  /** Begins with what is stored after its creation. */
  readonly fromNow?: true;
}

interface Outside {
  /** A model outside may be asked, so a process pulls the questions for it. */
  readonly model?: boolean | undefined;
  /** Voice notes may be written down outside, so a process pulls them. */
  readonly transcription?: boolean | undefined;
}

/** All consumers that keep their place at the broker. */
export const consumersOf = (channels: readonly Pick<Channel, "id">[], outside: Outside = {}): ConsumerShape[] => [
  ...Array.from({ length: PARTITION_COUNT }, (_, partition) => ofWorkers(partition)),
  ...channels.flatMap(ofSenders),
  ...ofHelpers(outside),
  ...MIRRORS,
];

const ofWorkers = (partition: number): ConsumerShape => ({
  stream: INBOUND.name,
  name: workerDurable(partition),
  filters: partitionFilters(partition),
  window: 1,
});

const ofSenders = ({ id }: Pick<Channel, "id">): ConsumerShape[] => [
  ...SENDING_LANES.map((lane) => ({
    ...{ stream: TURNS.name, name: senderDurable(id, lane), filters: laneFilters(id, lane), window: 1024 },
  })),
  { stream: DELIVERY.name, name: failureDurable(id), filters: [failureFilter(id)], window: 64 },
  { stream: INBOUND.name, name: takeBackDurable(id), filters: [storedControlFilter(id)], window: 64 },
  { stream: INBOUND.name, name: orderDurable(id), filters: [storedOrderFilter(id)], window: 64 },
];

/** No conversation still waits for what was asked before there was a process to answer. */
const ASKED = { stream: TURNS.name, filters: [askingFilter], window: 64, fromNow: true } as const;

const ofHelpers = ({ model, transcription }: Outside): ConsumerShape[] => [
  {
    stream: INBOUND.name,
    name: mediaDurable,
    filters: ["inbound.*.*.*.event", "inbound.*.*.*.gate.control"],
    // Files that were put off are outstanding as well: one contact's may not shut out those of others.
    window: 4096,
  },
  { ...ASKED, name: lookupDurable },
  ...(model ? [{ ...ASKED, name: opinionDurable }] : []),
  ...(transcription ? [{ ...ASKED, name: transcriptionDurable }] : []),
];

const MIRRORS: readonly ConsumerShape[] = [
  { stream: TURNS.name, name: mirrorTurnsDurable, filters: ["turn.>"], window: 256 },
  {
    stream: DELIVERY.name,
    name: mirrorDeliveryDurable,
    filters: ["outcome", "receipt", "failure", "desk"].map((kind) => `delivery.*.*.${kind}`),
    window: 256,
  },
];
