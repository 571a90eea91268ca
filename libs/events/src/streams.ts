import { DUPLICATE_WINDOW_MS, PARTITION_COUNT } from "./limits.ts";

/** Streams as data; libs/bus turns them into broker configuration. Durations in milliseconds. */
export interface StreamSpec {
  readonly name: string;
  readonly subjects: readonly string[];
  readonly transform?: { readonly src: string; readonly dest: string };
  readonly maxAgeMs: number;
  readonly duplicateWindowMs: number;
  readonly schedules: boolean;
  readonly ttl: boolean;
}

const DAY_MS = 24 * 3600_000;

export const INBOUND: StreamSpec = {
  name: "INBOUND",
  subjects: ["inbound.>", "timer.>"],
  transform: {
    src: "inbound.*.*.>",
    dest: `inbound.{{partition(${PARTITION_COUNT},1,2)}}.{{wildcard(1)}}.{{wildcard(2)}}.>`,
  },
  maxAgeMs: 30 * DAY_MS,
  duplicateWindowMs: DUPLICATE_WINDOW_MS,
  schedules: true,
  ttl: true,
};

export const TURNS: StreamSpec = {
  name: "TURNS",
  subjects: ["turn.*.*.*"],
  maxAgeMs: 0,
  duplicateWindowMs: DUPLICATE_WINDOW_MS,
  schedules: false,
  ttl: false,
};

export const DELIVERY: StreamSpec = {
  name: "DELIVERY",
  subjects: ["delivery.*.*.*"],
  maxAgeMs: 0,
  duplicateWindowMs: DUPLICATE_WINDOW_MS,
  schedules: false,
  ttl: true,
};

export const STREAMS: readonly StreamSpec[] = [INBOUND, TURNS, DELIVERY];

/** What the log's events would have led to with another release: no part of the log, and soon forgotten. */
export const SHADOW: StreamSpec = {
  name: "SHADOW",
  subjects: ["shadow.>"],
  maxAgeMs: 3 * DAY_MS,
  duplicateWindowMs: DUPLICATE_WINDOW_MS,
  schedules: false,
  ttl: false,
};

/** Object store for what patients send: the gateway's own links are short-lived. */
export const MEDIA = { name: "media", maxAgeMs: 180 * DAY_MS } as const;

/** KV buckets: small shared facts that processes watch. */
export const BUCKETS = {
  /** Names of a person → conversation key. */
  identity: { history: 1 },
  /** What is known of each number: connected or not, since when. */
  channels: { history: 1 },
  /** How each number's settings at the gateway stood when they were last looked at. */
  gateway: { history: 1 },
  /** Numbers whose chats were read before the bot first spoke on them. */
  begun: { history: 1 },
  /** Up to when each number's chats are known to be in the log, and when its webhooks were last taken. */
  heard: { history: 1 },
  /** Commands whose outcome is unknown, held until settled. */
  held: { history: 1 },
  /** Numbers on which an operator lets nothing leave; that the log was restored, and the bot only observes. */
  sending: { history: 1 },
  /** Numbers whose buttons and lists go out as text for a while. */
  plain: { history: 1 },
  /** Since when facts wait in the spool of an ingress. */
  spools: { history: 1 },
  /** How often the handling of a partition's outstanding event was begun. */
  handlings: { history: 1 },
  /** Versions of the flow, by their name, and which one new sessions begin with. */
  flows: { history: 1 },
  /** What staff set for all conversations. Written by the API, from the database. */
  clinic: { history: 1 },
  /** Records that a process could do nothing with, by stream and sequence. */
  "set-aside": { history: 1 },
  /** What of a contact is shown at the attendants' desk, and who waits there for a person. */
  mirror: { history: 1 },
  /** How much services write of their logs, for a while. */
  logging: { history: 1 },
  /** Keys of what turns hide: what is hidden with one is as old as it. */
  secrets: { history: 1, maxAgeMs: 730 * DAY_MS },
} as const;
export type BucketName = keyof typeof BUCKETS;
export const IDENTITY_BUCKET: BucketName = "identity";
export const CHANNELS_BUCKET: BucketName = "channels";
export const GATEWAY_BUCKET: BucketName = "gateway";
export const BEGUN_BUCKET: BucketName = "begun";
export const HEARD_BUCKET: BucketName = "heard";
export const HELD_BUCKET: BucketName = "held";
export const PLAIN_BUCKET: BucketName = "plain";
export const SPOOLS_BUCKET: BucketName = "spools";
export const MIRROR_BUCKET: BucketName = "mirror";
export const SECRETS_BUCKET: BucketName = "secrets";
export const SET_ASIDE_BUCKET: BucketName = "set-aside";
export const HANDLING_BUCKET: BucketName = "handlings";
export const FLOW_BUCKET: BucketName = "flows";
/** Where the bucket of flows keeps the definition of a version. */
export const flowVersionKey = (version: string): string => `version.${version}`;
export const SENDING_BUCKET: BucketName = "sending";
export const CLINIC_BUCKET: BucketName = "clinic";
export const CLINIC_KEYS = { bot: "bot", hours: "hours", services: "services" } as const;
