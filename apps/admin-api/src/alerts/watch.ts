import { randomUUID } from "node:crypto";
import {
  type AlertOrder,
  type Database,
  leaveAlertWatch,
  listAlertOrders,
  saveAlertWatch,
  takeAlertWatch,
} from "@acolhe/database";
import {
  AlertState,
  afterFailed,
  afterSent,
  type CanaryRun,
  duePieces,
  keepRuns,
  type Seen,
  sinkAfter,
} from "@acolhe/status";
import { atMost } from "../at-most.ts";
import { ALERT_WATCH_MS } from "../limits.ts";
import { afterLook } from "./advance.ts";
import type { AlertMetrics } from "./alert-metrics.ts";
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
  const { db, sinks, metrics, now } = deps;
  const names = sinks.map(({ name }) => name);
  const holder = randomUUID();
  /** Undefined: idle. */
  let state: AlertState | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function round(): Promise<void> {
    const orders = await takeOrders();
    if (!state) return metrics.idle();
    const canary = keepRuns(state.canary, deps.canary?.takeRuns() ?? [], deps.canary?.tried() ?? []);
    deps.onRuns?.(canary);
    const seen = await deps.look(canary);
    state = afterLook({ ...state, canary }, seen, { now: now(), orders, sinks: names });
    metrics.open(state.alerts);
    if (!(await save(orders))) return;
    // One sink that hangs is waited for, and the other meanwhile served.
    await Promise.all(sinks.map(deliver));
    await save([]);
    await deps.beat();
  }

  /** Whether this process is the sender, and what operators asked of it since. */
  async function takeOrders(): Promise<readonly AlertOrder[]> {
    try {
      const saved = await takeAlertWatch(db, { holder, forMs: ALERT_WATCH_MS });
      if (saved === null) state = undefined;
      // What is in memory is at least as new: what the database did not take is in it.
      else state ??= readState(saved);
      return saved === null ? [] : await listAlertOrders(db);
    } catch (error) {
      deps.onError(error);
      return [];
    }
  }

  /** What another version wrote and this one cannot read is told anew: better twice than not at all. */
  function readState(saved: unknown): AlertState {
    const read = AlertState.safeParse(saved);
    if (!read.success) deps.onError(new Error("the alerts that were saved cannot be read, so they begin anew"));
    return read.data ?? AlertState.parse({});
  }

  /** False: another process is the sender by now. While the database is away, this one still is. */
  async function save(orders: readonly AlertOrder[]): Promise<boolean> {
    if (!state) return false;
    try {
      const isMine = await saveAlertWatch(db, { holder, state, orders: orders.map(({ id }) => id) });
      if (!isMine) state = undefined;
      return isMine;
    } catch (error) {
      deps.onError(error);
      return true;
    }
  }

  async function deliver(sink: SinkPort): Promise<void> {
    const due = state ? duePieces(state.parcels, sink.name, now()) : [];
    if (due.length === 0) return;
    const reason = await sink.send(due.map(({ notice }) => notice));
    metrics.sent(sink.name, reason === null);
    if (reason !== null) deps.onError(new Error(`alerts could not be sent by ${sink.name}: ${reason}`));
    if (!state) return;
    const { parcels } = state;
    state = {
      ...state,
      parcels: [...(reason === null ? afterSent(parcels, due) : afterFailed(parcels, due, now()))],
      sinks: { ...state.sinks, [sink.name]: sinkAfter(state.sinks[sink.name], now(), reason) },
    };
  }

  async function loop(): Promise<void> {
    await round().catch(deps.onError);
    if (!stopped) timer = setTimeout(() => (running = loop()), deps.lookMs);
  }
  let running = loop();

  return {
    isSender: () => state !== undefined,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await atMost(STOP_MS, running);
      if (state) await leaveAlertWatch(db, holder).catch(deps.onError);
    },
  };
}

/** A mail server that hangs is not waited for: what it did not take is told by the next sender. */
const STOP_MS = 2_000;
