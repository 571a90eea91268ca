import type { Bus } from "@acolhe/bus";
import { eventually } from "@acolhe/testing";

/** A busy machine copies a store of minutes in seconds, and looks into all of it in as many. */
const WHOLE_MS_MAX = 300_000;

/** Something that is kept on several nodes. */
export interface Kept {
  readonly name: string;
  /** Counts what was written to it, so that it grows with all that its followers have to follow. */
  readonly written: number;
  readonly leader: string | undefined;
  readonly followers: ReadonlyArray<{ readonly current: boolean; readonly offline?: boolean; readonly lag?: number }>;
}

/**
 * Looks again and again until each was seen whole, not all at once: while records come, some follower is always a few behind.
 * One has everything when it is level with its leader, or is past what was written when it was first looked at.
 */
export function createWholeness(copies: number) {
  const writtenFirst = new Map<string, number>();
  const whole = new Set<string>();

  /** Whether all of them are, or were before. */
  return (all: readonly Kept[]): boolean => {
    for (const { name, written, leader, followers } of all) {
      const first = writtenFirst.get(name) ?? written;
      writtenFirst.set(name, first);
      const hasAll = ({ current, offline, lag = 0 }: Kept["followers"][number]) =>
        offline !== true && (current || written - lag > first);
      if (leader !== undefined && followers.length === copies - 1 && followers.every(hasAll)) whole.add(name);
    }
    return all.every(({ name }) => whole.has(name));
  };
}

/** Resolves when every stream and durable has a leader, and followers that have all it has. */
export function untilWhole(bus: Bus, copies: number): Promise<true> {
  const isWhole = createWholeness(copies);
  return eventually(async () => isWhole(await keptBy(bus, copies)), {
    ...{ deadlineMs: WHOLE_MS_MAX, everyMs: 200 },
    what: "every node has every stream and consumer",
  });
}

async function keptBy(bus: Bus, copies: number): Promise<Kept[]> {
  const kept: Kept[] = [];
  for await (const { config, cluster, state } of bus.jsm.streams.list()) {
    if (config.num_replicas === copies)
      kept.push({
        ...{ name: config.name, written: state.last_seq },
        ...{ leader: cluster?.leader, followers: cluster?.replicas ?? [] },
      });
    for await (const { name, config: of, cluster: at, delivered, ack_floor } of bus.jsm.consumers.list(config.name))
      if (of.durable_name)
        kept.push({
          ...{ name: `${config.name} ${name}`, written: delivered.consumer_seq + ack_floor.consumer_seq },
          ...{ leader: at?.leader, followers: at?.replicas ?? [] },
        });
  }
  return kept;
}
