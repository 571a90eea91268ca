import { type Broker, type Bucket, type BucketEntry, type CoreBus, followBucket, isWrongRevision } from "@acolhe/bus";
import { ContactKey, type ConversationRef, IDENTITY_BUCKET, Redirect, redirectKey } from "@acolhe/events";
import { z } from "zod";

/** To whom a name leads, and since when that is known. Written once; merges are redirects of the contact. */
const Alias = z.object({ contact: ContactKey, since: z.number() });
export type Alias = z.infer<typeof Alias>;

/** `value` is null where nothing is: for a redirect that is the usual case. */
interface Entry<T> {
  readonly value: T | null;
  readonly revision: number;
}

/** At about 200 bytes each some 10 MB a kind. */
const CACHED_MAX = 50_000;

/** What was read last, by key. A map keeps insertion order, so the first is the one not used for longest. */
function createCache<T>(schema: z.ZodType<T>) {
  const entries = new Map<string, Entry<T>>();
  return {
    entries,
    parse: (value: unknown): T | null => schema.safeParse(value).data ?? null,
    keep(key: string, entry: Entry<T>): T | null {
      entries.delete(key);
      entries.set(key, entry);
      if (entries.size > CACHED_MAX) entries.delete(entries.keys().next().value!);
      return entry.value;
    },
  };
}
type Cache<T> = ReturnType<typeof createCache<T>>;

/** The bucket `identity` with a cache in front, which a watch keeps fresh. What is only created cannot be overwritten. */
export function createAliases(broker: Broker<CoreBus>, onError: (error: unknown) => void) {
  const aliases = createCache(Alias);
  const redirects = createCache(Redirect);
  let kv: Bucket | null = null;
  let endWatch = () => {};

  async function bucket(): Promise<Bucket> {
    if (!broker.bus) throw new Error("the broker was not reached yet");
    // Reads go to the leader: a replica's older answer would only make the compare-and-set fail again.
    kv ??= await broker.bus.kvm.open(IDENTITY_BUCKET);
    return kv;
  }

  broker.whenFirstConnected((bus) => {
    const update = <T>(cache: Cache<T>, key: string, value: unknown, revision: number) => {
      const hit = cache.entries.get(key);
      if (hit && revision >= hit.revision) cache.entries.set(key, { value: cache.parse(value), revision });
    };
    const following = followBucket(bus, IDENTITY_BUCKET, {
      updatesOnly: true,
      // What changed before this watch began is unknown.
      onStart() {
        aliases.entries.clear();
        redirects.entries.clear();
      },
      onChange({ key, value, revision }) {
        update(aliases, key, value, revision);
        update(redirects, key, value, revision);
      },
      onError,
    });
    endWatch = () => following.stop();
  });

  async function read<T>(cache: Cache<T>, key: string, options: { fresh: boolean }): Promise<T | null> {
    const hit = cache.entries.get(key);
    if (hit && !options.fresh) return cache.keep(key, hit);
    const entry = await (await bucket()).get(key);
    const value = entry?.operation === "PUT" ? cache.parse(parsed(entry)) : null;
    return cache.keep(key, { value, revision: entry?.revision ?? 0 });
  }

  async function create<T>(cache: Cache<T>, key: string, value: T): Promise<boolean> {
    try {
      const revision = await (await bucket()).create(key, JSON.stringify(value));
      cache.keep(key, { value, revision });
      return true;
    } catch (error) {
      cache.entries.delete(key);
      // Another instance was first.
      if (isWrongRevision(error)) return false;
      throw error;
    }
  }

  return {
    /** Only from memory. */
    peek: (key: string): Alias | null => aliases.entries.get(key)?.value ?? null,
    read: (key: string, options: { fresh: boolean }) => read(aliases, key, options),
    /** False: it exists. */
    create: (key: string, { contact, since }: Alias) => create(aliases, key, { contact, since }),
    /** Only from memory. */
    peekRedirect: (ref: ConversationRef): Redirect | null => redirects.entries.get(redirectKey(ref))?.value ?? null,
    readRedirect: (ref: ConversationRef, options: { fresh: boolean }) => read(redirects, redirectKey(ref), options),
    /** False: it exists. */
    createRedirect: (ref: ConversationRef, survivor: ContactKey) => create(redirects, redirectKey(ref), { survivor }),
    stop: () => endWatch(),
  };
}
export type Aliases = ReturnType<typeof createAliases>;

function parsed(entry: BucketEntry): unknown {
  try {
    return entry.json();
  } catch {
    return undefined;
  }
}
