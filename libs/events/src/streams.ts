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

/** KV buckets: small shared facts that processes watch. */
export const BUCKETS = {
  /** Names of a person → conversation key. */
  identity: { history: 1 },
  /** What is known of each number: connected or not, since when. */
  channels: { history: 1 },
  /** Commands whose outcome is unknown, held until settled. */
  held: { history: 1 },
} as const;
export type BucketName = keyof typeof BUCKETS;
