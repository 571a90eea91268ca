import { KvWatchInclude } from "@nats-io/kv";
import type { CoreBus } from "./core.ts";
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

/**
 * Follows a bucket: every key's last value, then each change. Begins anew after each reconnection, because a watch of
 * the client is blind after a broker's restart until two heartbeats were missed: ten seconds, later a minute.
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

  const open = async () => {
    const kv = await bus.kvm.open(bucket);
    return kv.watch({
      ...(options.key ? { key: options.key } : {}),
      ...(options.updatesOnly ? { include: KvWatchInclude.UpdatesOnly } : {}),
    });
  };

  (async () => {
    while (!stopped && !bus.nc.isClosed()) {
      gap = Promise.withResolvers();
      end = () => {};
      try {
        // A request that was under way when the connection broke would be waited for in vain.
        const opening = open();
        const watch = await Promise.race([opening, gap.promise]);
        if (watch === null) {
          void opening.then(
            (late) => late.stop(),
            () => {},
          );
          continue;
        }
        end = () => watch.stop();
        if (stopped) return end();
        options.onStart?.();
        for await (const { key, value, revision, operation, delta } of watch)
          options.onChange({
            key,
            value: operation === "PUT" ? parse(value) : undefined,
            revision,
            pending: delta ?? 0,
          });
      } catch (error) {
        if (stopped || bus.nc.isClosed()) return;
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

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
