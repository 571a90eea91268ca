import type { Database } from "@acolhe/database";
import { afterFailed, afterSent, type CanaryRun, duePieces, keepRuns, type Seen, sinkAfter } from "@acolhe/status";
import { atMost } from "../at-most.ts";
import { afterLook } from "./advance.ts";
import type { AlertMetrics } from "./alert-metrics.ts";
import { createKeptState } from "./kept-state.ts";
import type { SinkPort } from "./sink.ts";

/*
 * Alerts, from what is seen to people. Modes: *sender* (the database says that this process is the one) and *idle*.
 *
 * A1. One process is the sender. While the database is away it remains the sender and goes by what it has in memory:
 *     that the database is away is an alert, too. A process that starts meanwhile stays idle.
 * A2. What is to be told is saved before it is sent. So a crash may tell a thing twice, and loses nothing.
 * A3. An order is removed in the same statement that saves what follows from it.
 */

export interface AlertWatchDeps {
  readonly db: Database;
  /** @param canary the tries that are kept */
  readonly look: (canary: readonly CanaryRun[]) => Promise<Seen>;
  /** The tries of the numbers since this was asked last, and which numbers are tried. */
  readonly canary?: { readonly takeRuns: () => CanaryRun[]; readonly tried: () => readonly string[] };
  readonly onRuns?: (kept: readonly CanaryRun[]) => void;
  readonly sinks: readonly SinkPort[];
  readonly metrics: AlertMetrics;
  /** Tells a service elsewhere that alerts are looked after. */
  readonly beat: () => Promise<void>;
  readonly lookMs: number;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

export interface AlertWatch {
  /** Whether this process is the sender. */
  isSender(): boolean;
  stop(): Promise<void>;
}

export function startAlertWatch(deps: AlertWatchDeps): AlertWatch {
  const { sinks, metrics, now } = deps;
  const names = sinks.map(({ name }) => name);
  const kept = createKeptState(deps);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function round(): Promise<void> {
    const orders = await kept.takeOrders();
    if (!kept.state) return metrics.idle();
    const canary = keepRuns(kept.state.canary, deps.canary?.takeRuns() ?? [], deps.canary?.tried() ?? []);
    deps.onRuns?.(canary);
    const seen = await deps.look(canary);
    kept.state = afterLook({ ...kept.state, canary }, seen, { now: now(), orders, sinks: names });
    metrics.open(kept.state.alerts);
    if (!(await kept.save(orders))) return;
    // One sink that hangs is waited for, and the other meanwhile served.
    await Promise.all(sinks.map(deliver));
    await kept.save([]);
    await deps.beat();
  }

  async function deliver(sink: SinkPort): Promise<void> {
    const due = kept.state ? duePieces(kept.state.parcels, sink.name, now()) : [];
    if (due.length === 0) return;
    const reason = await sink.send(due.map(({ notice }) => notice));
    metrics.sent(sink.name, reason === null);
    if (reason !== null) deps.onError(new Error(`alerts could not be sent by ${sink.name}: ${reason}`));
    if (!kept.state) return;
    const { parcels, sinks } = kept.state;
    kept.state = {
      ...kept.state,
      parcels: [...(reason === null ? afterSent(parcels, due) : afterFailed(parcels, due, now()))],
      sinks: { ...sinks, [sink.name]: sinkAfter(sinks[sink.name], now(), reason) },
    };
  }

  async function loop(): Promise<void> {
    await round().catch(deps.onError);
    if (!stopped) timer = setTimeout(() => (running = loop()), deps.lookMs);
  }
  let running = loop();

  return {
    isSender: () => kept.state !== undefined,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await atMost(STOP_MS, running);
      await kept.leave();
    },
  };
}

/** A mail server that hangs is not waited for: what it did not take is told by the next sender. */
const STOP_MS = 2_000;
