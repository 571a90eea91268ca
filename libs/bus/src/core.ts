import type { DirectBatchOptions } from "@nats-io/jetstream";
import type { KvWatchInclude } from "@nats-io/kv";
import type { Host } from "./host.ts";
import type { Objects } from "./objects.ts";
import type { Raw } from "./raw.ts";
import type { Replicas } from "./replicas.ts";
import type { Silences } from "./silences.ts";
import type { Store } from "./store.ts";

/*
 * What conversation-worker and outbound-sender use of the broker, by the names of the client that has it. There are two
 * of it: a connection to JetStream, and one to the broker in memory of tests/simulation. One suite of cases runs
 * against both.
 */

export interface CoreBus extends Pick<Replicas, "isReplicated" | "read">, Pick<Silences, "noteAnswer"> {
  readonly host: Host;
  readonly nc: Wire;
  /** What `publish` stands on. */
  readonly store: Store;
  readonly jsm: { readonly direct: DirectReads; readonly streams: StreamCalls };
  readonly kvm: { open(bucket: string): Promise<Bucket> };
  objects(name: string): Objects;
  /** A new address for answers, which only this login may read. */
  inbox(): string;
}

/** Messages without an answer of their own: pulls, acknowledgements, live copies. */
interface Wire {
  publish(subject: string, body: string, options?: { reply?: string }): void;
  subscribe(subject: string, options: { callback(error: Error | null, message: WireMessage): void }): Subscribed;
  /** `reconnect` among others. */
  status(): AsyncIterable<{ readonly type: string }>;
  isClosed(): boolean;
}

interface Subscribed {
  unsubscribe(): void;
}

export interface WireMessage {
  readonly subject: string;
  readonly reply?: string | undefined;
  readonly headers?: { readonly code: number; get(name: string): string } | undefined;
  json<T>(): T;
  string(): string;
  respond(body: string, options?: { reply?: string }): boolean;
}

/** Many at once. Of a replicated stream the last ones may be missing. */
interface DirectReads {
  getBatch(stream: string, query: DirectBatchOptions): Promise<AsyncIterable<Raw>>;
}

interface StreamCalls {
  purge(stream: string, options: { filter: string }): Promise<{ readonly purged: number }>;
  info(stream: string): Promise<{ readonly state: { readonly last_seq: number } }>;
}

export interface Bucket {
  get(key: string): Promise<BucketEntry | null>;
  put(key: string, json: string): Promise<number>;
  /** Refused as a wrong revision where there is one. */
  create(key: string, json: string): Promise<number>;
  /** Refused as a wrong revision where this is not the last. */
  update(key: string, json: string, revision: number): Promise<number>;
  delete(key: string, options?: { previousSeq: number }): Promise<void>;
  /** Wildcards allowed. */
  keys(filter: string): Promise<AsyncIterable<string>>;
  watch(options: { key?: string; include?: KvWatchInclude }): Promise<Watch>;
}

export interface BucketEntry {
  readonly revision: number;
  readonly operation: "PUT" | "DEL" | "PURGE";
  readonly created: Date;
  json<T>(): T;
}

export interface Watch extends AsyncIterable<Watched> {
  stop(): void;
}

interface Watched {
  readonly key: string;
  readonly value: Uint8Array;
  readonly revision: number;
  readonly operation: "PUT" | "DEL" | "PURGE";
  /** How many were still to come. */
  readonly delta?: number;
}
