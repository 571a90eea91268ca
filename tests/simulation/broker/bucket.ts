import type { Bucket, BucketEntry } from "@acolhe/bus";
import { PubHeaders } from "@nats-io/jetstream";
import { headers as newHeaders } from "@nats-io/nats-core";
import { Arrivals } from "../process/arrivals.ts";
import type { Sent, SimulatedBroker } from "./simulated-broker.ts";
import type { StoredMessage } from "./stored-stream.ts";
import { matches } from "./subjects.ts";

/** What a bucket needs of the connection it is read and written through. */
export interface BucketWire<Link> {
  readonly broker: SimulatedBroker;
  ask<T>(question: (link: Link) => T): Promise<T>;
  store(sent: Sent): Promise<{ seq: number }>;
  /** Comes to the process as what the broker sends does: in order, and never over a connection that broke. */
  atClient(link: Link, act: () => void): void;
}

interface Watched {
  readonly key: string;
  readonly value: Uint8Array;
  readonly revision: number;
  readonly operation: BucketEntry["operation"];
  readonly delta: number;
}

const OPERATION = "KV-Operation";

/** A bucket is a stream with a subject for each key, as at the real broker. */
export function openBucket<Link>(wire: BucketWire<Link>, name: string): Bucket {
  const stream = wire.broker.stream(`KV_${name}`);
  const prefix = `$KV.${name}.`;
  const write = async (key: string, body: string, headers = newHeaders()) =>
    (await wire.store({ subject: prefix + key, body, headers })).seq;
  const get = (key: string) => wire.ask(() => entryOf(wire.broker.stream(`KV_${name}`).lastBy(prefix + key)));
  return {
    get,
    put: (key, json) => write(key, json),
    update: (key, json, revision) => write(key, json, behind(revision)),
    // As the client does it: behind a mark of deletion, too.
    create: async (key, json) => {
      try {
        return await write(key, json, behind(0));
      } catch (error) {
        const last = await get(key);
        if (!last || last.operation === "PUT") throw error;
        return write(key, json, behind(last.revision));
      }
    },
    delete: async (key, options) => {
      const headers = options ? behind(options.previousSeq) : newHeaders();
      headers.set(OPERATION, "DEL");
      await write(key, "", headers);
    },
    keys: (filter) =>
      wire.ask(() => {
        const there = [...stream.all()].filter((message) => operationOf(message) === "PUT");
        const keys = there.map(({ subject }) => subject.slice(prefix.length)).filter((key) => matches(filter, key));
        return (async function* () {
          yield* keys;
        })();
      }),
    watch: (query) => watch(wire, name, query),
  };
}

/** What is there first, unless only what is new was asked for; then each change. */
function watch<Link>(
  { broker, ask, atClient }: BucketWire<Link>,
  name: string,
  { key = ">", include }: Parameters<Bucket["watch"]>[0],
): ReturnType<Bucket["watch"]> {
  const prefix = `$KV.${name}.`;
  return ask((link) => {
    const changes = new Arrivals<Watched>();
    const tell = (message: StoredMessage, delta = 0) => {
      if (!matches(prefix + key, message.subject)) return;
      const watched = {
        key: message.subject.slice(prefix.length),
        value: new TextEncoder().encode(message.body),
        revision: message.seq,
        operation: operationOf(message),
        delta,
      };
      atClient(link, () => changes.push(watched));
    };
    const there = include === undefined ? [...broker.stream(`KV_${name}`).all()] : [];
    for (const [place, message] of there.entries()) tell(message, there.length - 1 - place);
    const unwatch = broker.watch(`KV_${name}`, (message) => tell(message));
    return Object.assign(changes, {
      stop: () => {
        unwatch();
        Arrivals.prototype.stop.call(changes);
      },
    });
  });
}

const entryOf = (message: StoredMessage | undefined): BucketEntry | null =>
  message
    ? {
        revision: message.seq,
        operation: operationOf(message),
        created: new Date(message.timeMs),
        json: <T>() => JSON.parse(message.body) as T,
      }
    : null;

const operationOf = ({ headers }: StoredMessage): BucketEntry["operation"] =>
  (headers?.get(OPERATION) as "DEL" | "PURGE" | "") || "PUT";

/** Taken only if the key still stands at this revision. */
function behind(revision: number) {
  const headers = newHeaders();
  headers.set(PubHeaders.ExpectedLastSubjectSequenceHdr, String(revision));
  return headers;
}
