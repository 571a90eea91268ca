import type { Bus, KV } from "@acolhe/bus";
import { ContactKey } from "@acolhe/events";
import { z } from "zod";
import type { Broker } from "../broker.ts";

/** To whom a name leads, and since when that conversation exists. */
const Alias = z.object({ contact: ContactKey, since: z.number() });
export type Alias = z.infer<typeof Alias>;
export interface AliasEntry extends Alias {
  readonly key: string;
  /** For compare-and-set. */
  readonly revision: number;
}

/** At about 200 bytes each some 10 MB. */
const CACHED_MAX = 50_000;

/** The bucket `identity` with a cache in front, which a watch keeps fresh. A stale hit is caught by compare-and-set. */
export function createAliases(broker: Broker, onError: (error: unknown) => void) {
  const cached = new Map<string, AliasEntry>();
  let kv: KV | null = null;
  let stopped = false;
  let endWatch = () => {};

  function keep(entry: AliasEntry): AliasEntry {
    cached.delete(entry.key);
    cached.set(entry.key, entry);
    // A map keeps insertion order, so the first is the one not used for longest.
    if (cached.size > CACHED_MAX) cached.delete(cached.keys().next().value!);
    return entry;
  }

  async function bucket(): Promise<KV> {
    if (!broker.bus) throw new Error("the broker was not reached yet");
    // Reads go to the leader: a replica's older answer would only make the compare-and-set fail again.
    kv ??= await broker.bus.kvm.open("identity");
    return kv;
  }

  async function watch(bus: Bus): Promise<void> {
    while (!stopped && !bus.nc.isClosed()) {
      try {
        const updates = await (await bucket()).watch({ include: "updates" });
        endWatch = () => updates.stop();
        // What changed before this watch began is unknown.
        cached.clear();
        for await (const { key, value, revision, operation } of updates) {
          if (!cached.has(key)) continue;
          const alias = operation === "PUT" ? Alias.safeParse(parse(value)).data : undefined;
          if (alias && revision >= cached.get(key)!.revision) cached.set(key, { ...alias, key, revision });
          else if (!alias) cached.delete(key);
        }
      } catch (error) {
        if (!stopped) onError(error);
      }
      if (!stopped) await new Promise((resolve) => setTimeout(resolve, 1_000).unref());
    }
  }
  broker.whenFirstConnected((bus) => void watch(bus));

  async function written(key: string, alias: Alias, write: (kv: KV, data: string) => Promise<number>) {
    try {
      const revision = await write(await bucket(), JSON.stringify({ contact: alias.contact, since: alias.since }));
      keep({ contact: alias.contact, since: alias.since, key, revision });
      return true;
    } catch (error) {
      cached.delete(key);
      // Wrong last sequence, in its two spellings: another instance was first.
      const { code } = error as { code?: unknown };
      if (code === 10071 || code === 10164) return false;
      throw error;
    }
  }

  return {
    /** Only from memory. */
    peek: (key: string): Alias | undefined => cached.get(key),
    async read(key: string, options: { fresh: boolean }): Promise<AliasEntry | null> {
      const hit = cached.get(key);
      if (hit && !options.fresh) return keep(hit);
      const entry = await (await bucket()).get(key);
      const alias = entry?.operation === "PUT" ? Alias.safeParse(parse(entry.value)).data : undefined;
      if (alias && entry) return keep({ ...alias, key, revision: entry.revision });
      cached.delete(key);
      return null;
    },
    /** False: it exists. */
    create: (key: string, alias: Alias) => written(key, alias, (kv, data) => kv.create(key, data)),
    /** False: it changed since `entry` was read. */
    repoint: (entry: AliasEntry, alias: Alias) =>
      written(entry.key, alias, (kv, data) => kv.update(entry.key, data, entry.revision)),
    stop() {
      stopped = true;
      endWatch();
    },
  };
}
export type Aliases = ReturnType<typeof createAliases>;

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
