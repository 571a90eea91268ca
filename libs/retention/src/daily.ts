import type { Bus } from "@acolhe/bus";
import type { Database } from "@acolhe/database";
import { type RowRule, sweeps, tryLock } from "@acolhe/database/retention";
import { cutoffsOf, type Periods } from "./periods.ts";
import { sweep } from "./sweep.ts";

/*
 * One process sweeps, once in so many hours. A lock that lives as long as its connection says which; the time of the last
 * sweep is in the database, so a restart does not begin another. Two at once would harm nothing: each step may be repeated.
 */

const LOCK = "retention";
const HOUR_MS = 3600_000;

export interface Daily {
  stop(): Promise<void>;
}

export interface DailyDeps {
  readonly bus: Bus;
  readonly db: Database;
  readonly url: string;
  readonly periods: Periods;
  readonly everyHours: number;
  /** Between two looks at whether it is time. */
  readonly checkMs: number;
  readonly clock: () => number;
  readonly onRule: (done: { readonly rule: RowRule; readonly deleted: number; readonly unreadable: number }) => void;
  readonly onError: (error: unknown) => void;
}

export function startDaily(deps: DailyDeps): Daily {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  // The first look comes after a pause, too: a process that starts has more urgent things to do.
  const next = () => {
    if (stopping.signal.aborted || deps.everyHours === 0) return;
    timer = setTimeout(() => {
      running = sweepWhenDue(deps, stopping.signal).then(() => undefined, deps.onError);
      void running.then(next);
    }, deps.checkMs);
  };
  next();
  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

/** Whether this process swept. */
export async function sweepWhenDue(deps: DailyDeps, signal: AbortSignal): Promise<boolean> {
  const { db, url, clock } = deps;
  if (!(await isDue(deps))) return false;
  const lock = await tryLock({ url, name: LOCK });
  if (!lock) return false;
  try {
    // Another process may have been faster.
    if (!(await isDue(deps))) return false;
    const now = clock();
    await sweep({ bus: deps.bus, db, cutoffs: cutoffsOf(deps.periods, now), now, signal, onRule: deps.onRule });
    return true;
  } finally {
    await lock.release();
  }
}

async function isDue({ db, everyHours, clock, periods }: DailyDeps): Promise<boolean> {
  const rules = Object.keys(cutoffsOf(periods, clock()));
  const done = new Map((await sweeps(db)).map(({ rule, endedAt }) => [rule, Date.parse(endedAt)]));
  return rules.some((rule) => (done.get(rule) ?? 0) + everyHours * HOUR_MS <= clock());
}
