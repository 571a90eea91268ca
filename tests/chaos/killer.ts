import { setTimeout as sleep } from "node:timers/promises";
import type { Kind, Part } from "./parts.ts";
import { between, oneOf } from "./random.ts";

const EVERY_MS = { min: 2_000, max: 4_000 };
/** How long the dead one stays away, besides the time its start takes. */
const AWAY_MS = { min: 50, max: 800 };

export interface Killer {
  readonly kills: Record<Kind, number>;
  /** Whether each of the kinds was killed at least once. */
  hasKilledAll(): boolean;
  /** Ends after everything was brought back. */
  stop(): Promise<void>;
}

/** Kills one part after the other, every kind in turn, never two at a time: each failure must be survived alone. */
export function startKiller(options: {
  parts: readonly Part[];
  kinds: readonly Kind[];
  random: () => number;
  say: (line: string) => void;
}): Killer {
  const { parts, random, say } = options;
  const kills: Record<Kind, number> = { worker: 0, sender: 0, ingress: 0, broker: 0, cache: 0 };
  let stopping = false;
  let wake = () => {};
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const running = (async () => {
    while (!stopping) {
      const kinds = options.kinds.map((kind) => ({ kind, order: random() })).sort((a, b) => a.order - b.order);
      for (const { kind } of kinds) {
        await pause(between(random, EVERY_MS.min, EVERY_MS.max));
        if (stopping) return;
        const part = oneOf(
          random,
          parts.filter((one) => one.kind === kind),
        );
        say(`${new Date().toISOString().slice(14, 23)} kill ${part.name}`);
        kills[kind]++;
        await part.kill();
        await sleep(between(random, AWAY_MS.min, AWAY_MS.max));
        await part.revive();
      }
    }
  })();
  // A part that cannot be brought back fails the run when it is awaited, not as a stray rejection.
  running.catch(() => {});
  return {
    kills,
    hasKilledAll: () => options.kinds.every((kind) => kills[kind] > 0),
    async stop() {
      stopping = true;
      wake();
      await running;
    },
  };
}
