import { KvWatchInclude } from "@nats-io/kv";
import type { CoreBus, Watch } from "./core.ts";
import { sleep } from "./host.ts";
import { onReconnect } from "./reconnects.ts";

/** A key of a bucket and what it holds now; `value` is undefined when it was deleted or is not JSON. */
export interface Change {
  readonly key: string;
  readonly value: unknown;
  readonly revision: number;
  /** How many changes were still to come when this one was sent. */
  readonly pending: number;
}

const RETRY_MS = 200;
/** A look is one read of the leader. */
const LOOK_MS = 2_000;

/**
 * Follows a bucket: every key's last value, then each change. Begins anew after each reconnection, because a watch of
 * the client is blind after a broker's restart until two heartbeats were missed: ten seconds, later a minute. Where the
 * node dies that a watch is on, and ours is another, no client reconnects, and it was blind for up to 86 s: a bucket with copies
 * is looked at from time to time.
 */
export function followBucket(
  bus: CoreBus,
  bucket: string,
  options: {
    readonly key?: string;
    /** Only what changes from now on, not what is there. */
    readonly updatesOnly?: boolean;
    /** Before the first change and after each gap: what was known may be outdated. */
    readonly onStart?: () => void;
    readonly onChange: (change: Change) => void;
    readonly onError: (error: unknown) => void;
  },
): { stop(): void } {
  let stopped = false;
  let end = () => {};
  let gap = Promise.withResolvers<null>();
  const unheard = onReconnect(bus, () => {
    gap.resolve(null);
    end();
  });

  (async () => {
    while (!stopped && !bus.nc.isClosed()) {
      gap = Promise.withResolvers();
      end = () => {};
      try {
        const watch = await openUnless(gap.promise, openWatch(bus, bucket, options));
        if (watch === null) continue;
        end = () => watch.stop();
        if (stopped) return end();
        options.onStart?.();
        const place = { seen: 0 };
        const unwatched = await whenBehind(bus, bucket, { ...options, place, act: () => end() });
        try {
          for await (const { key, value, revision, operation, delta } of watch) {
            place.seen = revision;
            const now = operation === "PUT" ? parse(value) : undefined;
            options.onChange({ key, value: now, revision, pending: delta ?? 0 });
          }
        } finally {
          unwatched();
        }
      } catch (error) {
        if (stopped || bus.nc.isClosed()) return;
        end();
        options.onError(error);
        await sleep(bus.host, RETRY_MS);
      }
    }
  })();

  return {
    stop() {
      stopped = true;
      unheard();
      end();
    },
  };
}

async function openWatch(bus: CoreBus, bucket: string, options: { key?: string; updatesOnly?: boolean }) {
  const kv = await bus.kvm.open(bucket);
  return kv.watch({
    ...(options.key ? { key: options.key } : {}),
    ...(options.updatesOnly ? { include: KvWatchInclude.UpdatesOnly } : {}),
  });
}

/** Null after a gap: a request that was under way when the connection broke would be waited for in vain. */
async function openUnless(gap: Promise<null>, opening: Promise<Watch>): Promise<Watch | null> {
  const watch = await Promise.race([opening, gap]);
  if (watch === null)
    void opening.then(
      (late) => late.stop(),
      () => {},
    );
  return watch;
}

/** Looks whether the bucket holds something newer than was seen, and acts when it was not seen a look later either. */
async function whenBehind(
  bus: CoreBus,
  bucket: string,
  options: {
    readonly key?: string;
    readonly updatesOnly?: boolean;
    readonly place: { seen: number };
    readonly act: () => void;
  },
): Promise<() => void> {
  const { key = ">", updatesOnly = false, place, act } = options;
  const stream = `KV_${bucket}`;
  const lastSeq = async () => (await bus.read(stream, { last_by_subj: `$KV.${bucket}.${key}` }))?.seq ?? 0;
  if (!(await bus.isReplicated(stream))) return () => {};
  // What is there already does not come.
  if (updatesOnly) place.seen = await lastSeq();
  let missed = 0;
  return bus.host.every(LOOK_MS, async () => {
    const { seen } = place;
    if (missed > seen) return act();
    const last = await lastSeq().catch(() => 0);
    missed = last > seen ? last : 0;
  });
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
