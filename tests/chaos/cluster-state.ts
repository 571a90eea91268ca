import type { Bus } from "@acolhe/bus";
import { eventually } from "@acolhe/testing";

/** A busy machine copies a store of minutes in seconds. */
const WHOLE_MS_MAX = 120_000;

interface Copies {
  readonly leader?: string;
  readonly replicas?: ReadonlyArray<{ readonly current: boolean; readonly offline?: boolean }>;
}

/** Resolves when every stream and durable has a leader, and followers that have all it has. */
export function untilWhole(bus: Bus, copies: number): Promise<true> {
  const isWhole = (of: Copies | undefined) =>
    of?.leader !== undefined &&
    of.replicas?.length === copies - 1 &&
    of.replicas.every(({ current, offline }) => current && offline !== true);
  return eventually(
    async () => {
      for await (const { config, cluster } of bus.jsm.streams.list()) {
        if (config.num_replicas === copies && !isWhole(cluster)) return false;
        for await (const consumer of bus.jsm.consumers.list(config.name))
          if (consumer.config.durable_name && !isWhole(consumer.cluster)) return false;
      }
      return true as const;
    },
    { deadlineMs: WHOLE_MS_MAX, everyMs: 200, what: "every node has every stream and consumer" },
  );
}
