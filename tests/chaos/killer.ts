import { between } from "./random.ts";
import type { Kind, Trouble } from "./troubles.ts";

export interface Pause {
  readonly min: number;
  readonly max: number;
}

export interface Killer {
  readonly kills: Readonly<Record<string, number>>;
  /** Whether each of the kinds happened at least once. */
  hasKilledAll(): boolean;
  /** Something could not be brought back: `stop` says what. */
  hasFailed(): boolean;
  /** Ends after everything was brought back. */
  stop(): Promise<void>;
}

/** Makes one trouble after the other, every kind in turn, never two at a time: each failure must be survived alone. */
export function startKiller(options: {
  troubles: Readonly<Record<Kind, Trouble>>;
  kinds: readonly Kind[];
  pauseMs: Pause;
  random: () => number;
}): Killer {
  const { troubles, random, pauseMs } = options;
  const kills = Object.fromEntries(options.kinds.map((kind) => [kind, 0]));
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
        await pause(between(random, pauseMs.min, pauseMs.max));
        if (stopping) return;
        kills[kind]!++;
        await troubles[kind]();
      }
    }
  })();
  let failed = false;
  // A part that cannot be brought back fails the run when it is awaited, not as a stray rejection.
  running.catch(() => {
    failed = true;
  });
  return {
    kills,
    hasFailed: () => failed,
    hasKilledAll: () => options.kinds.every((kind) => kills[kind]! > 0),
    async stop() {
      stopping = true;
      wake();
      await running;
    },
  };
}
