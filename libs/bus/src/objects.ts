import type { JetStreamClient, JetStreamManager } from "@nats-io/jetstream";
import { nanos } from "@nats-io/nats-core";
import { type ObjectStore, Objm } from "@nats-io/obj";

/** A file with what is known of it. */
export interface StoredObject {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A file that is read while it is handed on. */
export interface OpenedObject {
  readonly metadata: Readonly<Record<string, string>>;
  readonly size: number;
  readonly stream: ReadableStream<Uint8Array>;
}

export interface Objects {
  /** Null when there is none of this name. */
  read(name: string): Promise<StoredObject | null>;
  /** The same without holding all of it in memory. */
  open(name: string): Promise<OpenedObject | null>;
  /** Only what is known of it. */
  metadata(name: string): Promise<Readonly<Record<string, string>> | null>;
  /** Takes the place of an older one of the name. */
  write(name: string, object: StoredObject): Promise<void>;
  /** Its bytes are gone afterwards. */
  erase(name: string): Promise<void>;
  /** What is known of each file that is there, by name. */
  list(): Promise<{ readonly name: string; readonly metadata: Readonly<Record<string, string>> }[]>;
  /** Its bytes and all that was known of it, its name included. */
  forget(name: string): Promise<void>;
}

/** What of a connection files stand on. */
interface Clients {
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
}

/** Creates the store or brings it to this shape. `maxAgeMs` 0: nothing ages. */
export async function ensureObjects(bus: Clients, name: string, options: { maxAgeMs: number; replicas: number }) {
  const { maxAgeMs, replicas } = options;
  await new Objm(bus.js).create(name, { ttl: nanos(maxAgeMs), replicas });
  // One that is there already is opened as it is.
  await bus.jsm.streams.update(objectStream(name), { max_age: nanos(maxAgeMs), num_replicas: replicas });
}

/** The stream that a store of objects is made of, and where it names its files. */
export const objectStream = (name: string): string => `OBJ_${name}`;
export const objectNames = (name: string): string => `$O.${name}.M.>`;

export function openObjects(bus: Clients, bucket: string): Objects {
  let opened: Promise<ObjectStore> | null = null;
  const store = () => {
    opened ??= new Objm(bus.js).open(bucket).catch((error) => {
      opened = null;
      throw error;
    });
    return opened;
  };
  const metadata = async (name: string) => {
    const info = await (await store()).info(name);
    return info && !info.deleted ? (info.metadata ?? {}) : null;
  };
  return {
    metadata,
    async read(name) {
      const known = await metadata(name);
      const bytes = known && (await (await store()).getBlob(name));
      return known && bytes ? { bytes: new Uint8Array(bytes), metadata: known } : null;
    },
    async open(name) {
      const known = await metadata(name);
      const found = known && (await (await store()).get(name));
      return known && found ? { metadata: known, size: found.info.size, stream: found.data } : null;
    },
    async write(name, { bytes, metadata: known }) {
      await (await store()).putBlob({ name, metadata: { ...known } }, bytes);
    },
    async erase(name) {
      await (await store()).delete(name);
    },
    async list() {
      const all = await (await store()).list();
      return all.flatMap(({ name, deleted, metadata = {} }) => (deleted ? [] : [{ name, metadata }]));
    },
    async forget(name) {
      await (await store()).delete(name);
      // What the client leaves says what was known of the file.
      await bus.jsm.streams.purge(`OBJ_${bucket}`, { filter: `$O.${bucket}.M.${encoded(name)}` });
    },
  };
}

/** How the client spells a name in a subject. */
const encoded = (name: string) => Buffer.from(name).toString("base64").replaceAll("+", "-").replaceAll("/", "_");
