import { type DirectBatchOptions, type DirectMsgRequest, PubHeaders } from "@nats-io/jetstream";
import type { Bucket, BucketEntry, CoreBus, Watch } from "./core.ts";
import type { Host } from "./host.ts";
import type { Store } from "./store.ts";

/*
 * A bus for code that must not change anything: what it writes to one stream goes into another, under a prefix, and is
 * read back from there. Everything else it writes goes nowhere; all other reads are those of the real bus.
 * Z1. Nothing is published but below the prefix.
 * Z2. What is put into a bucket is seen by this bus alone.
 * Z3. Buckets stand still: what others change meanwhile is not told.
 */

export interface ShadowOptions {
  readonly host: Host;
  /** Writes to these subjects are kept, and reads of their stream find them. */
  readonly kept: { readonly stream: string; readonly subjects: string };
  readonly into: { readonly stream: string; readonly prefix: string };
  /** What a kept record carries besides its own headers. */
  readonly headersOf: (body: string) => Readonly<Record<string, string>>;
  /** Told of each record that is kept. */
  readonly onKept: (record: { readonly seq: number; readonly body: string }) => void;
}

export function createShadowBus(bus: CoreBus, options: ShadowOptions): CoreBus {
  const { host, kept, into } = options;
  const buckets = new Map<string, Bucket>();
  const isKept = (stream: string) => stream === kept.stream;
  return {
    host,
    nc: {
      publish: refuse,
      subscribe: refuse,
      status: () => bus.nc.status(),
      isClosed: () => bus.nc.isClosed(),
    },
    store: shadowStore(bus, options),
    noteAnswer: (stream, wasAnswered, durable) => bus.noteAnswer(stream, wasAnswered, durable),
    isReplicated: (stream) => bus.isReplicated(isKept(stream) ? into.stream : stream),
    read: (stream, query) =>
      isKept(stream) ? bus.read(into.stream, prefixed(query, into.prefix)) : bus.read(stream, query),
    jsm: {
      direct: {
        getBatch: (stream, query) =>
          isKept(stream)
            ? bus.jsm.direct.getBatch(into.stream, prefixed(query, into.prefix))
            : bus.jsm.direct.getBatch(stream, query),
      },
      streams: {
        purge: async () => ({ purged: 0 }),
        info: (stream) => bus.jsm.streams.info(isKept(stream) ? into.stream : stream),
      },
    },
    kvm: {
      async open(name) {
        const open = buckets.get(name) ?? shadowBucket(await bus.kvm.open(name), host);
        buckets.set(name, open);
        return open;
      },
    },
    objects: refuse,
    inbox: () => bus.inbox(),
  };
}

/** Z1. */
function shadowStore(bus: CoreBus, { kept, into, headersOf, onKept }: ShadowOptions): Store {
  return async (subject, body, { headers, timeoutMs }) => {
    if (!subject.startsWith(kept.subjects)) return { seq: 0, duplicate: false };
    const expected = headers.get(PubHeaders.ExpectedLastSubjectSequenceSubjectHdr);
    if (expected.startsWith(kept.subjects))
      headers.set(PubHeaders.ExpectedLastSubjectSequenceSubjectHdr, into.prefix + expected);
    for (const [name, value] of Object.entries(headersOf(body))) headers.set(name, value);
    const stored = await bus.store(into.prefix + subject, body, { headers, timeoutMs });
    onKept({ seq: stored.seq, body });
    return stored;
  };
}

function prefixed<Q extends DirectMsgRequest | DirectBatchOptions>(query: Q, prefix: string): Q {
  const named = query as { last_by_subj?: string; next_by_subj?: string };
  return {
    ...query,
    ...(named.last_by_subj === undefined ? {} : { last_by_subj: prefix + named.last_by_subj }),
    ...(named.next_by_subj === undefined ? {} : { next_by_subj: prefix + named.next_by_subj }),
  };
}

/** Z2, Z3. */
function shadowBucket(real: Bucket, host: Host): Bucket {
  const own = new Map<string, BucketEntry>();
  let revision = Number.MAX_SAFE_INTEGER / 2;
  const write = (key: string, json: string | null): number => {
    revision += 1;
    const entry = {
      revision,
      operation: json === null ? ("DEL" as const) : ("PUT" as const),
      created: new Date(host.now()),
    };
    own.set(key, { ...entry, json: () => JSON.parse(json ?? "null") });
    return revision;
  };
  return {
    get: async (key) => own.get(key) ?? (await real.get(key)),
    put: async (key, json) => write(key, json),
    create: async (key, json) => write(key, json),
    update: async (key, json) => write(key, json),
    delete: async (key) => void write(key, null),
    keys: (filter) => real.keys(filter),
    watch: async () => stillWatch(),
  };
}

/** Tells nothing until it is stopped. */
function stillWatch(): Watch {
  const end = Promise.withResolvers<{ readonly done: true; readonly value: undefined }>();
  return {
    stop: () => end.resolve({ done: true, value: undefined }),
    [Symbol.asyncIterator]: () => ({ next: () => end.promise }),
  };
}

function refuse(): never {
  throw new Error("a shadow has no wire of its own");
}
