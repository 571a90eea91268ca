import { randomUUID } from "node:crypto";
import {
  type AlertOrder,
  type Database,
  leaveAlertWatch,
  listAlertOrders,
  saveAlertWatch,
  takeAlertWatch,
} from "@acolhe/database";
import { AlertState } from "@acolhe/status";
import { ALERT_WATCH_MS } from "../limits.ts";

/** What the watch knows, in memory and in the database, which says whether this process is the sender (A1). */
export function createKeptState({ db, onError }: { db: Database; onError: (error: unknown) => void }) {
  const holder = randomUUID();
  const kept = {
    /** Undefined: idle. */
    state: undefined as AlertState | undefined,

    /** Whether this process is the sender, and what operators asked of it since. */
    async takeOrders(): Promise<readonly AlertOrder[]> {
      try {
        const saved = await takeAlertWatch(db, { holder, forMs: ALERT_WATCH_MS });
        if (saved === null) kept.state = undefined;
        // What is in memory is at least as new: what the database did not take is in it.
        else kept.state ??= readState(saved);
        return saved === null ? [] : await listAlertOrders(db);
      } catch (error) {
        onError(error);
        return [];
      }
    },

    /** False: another process is the sender by now. While the database is away, this one still is. */
    async save(orders: readonly AlertOrder[]): Promise<boolean> {
      const { state } = kept;
      if (!state) return false;
      try {
        const isMine = await saveAlertWatch(db, { holder, state, orders: orders.map(({ id }) => id) });
        if (!isMine) kept.state = undefined;
        return isMine;
      } catch (error) {
        onError(error);
        return true;
      }
    },

    /** The next process need not wait until this one's time is over. */
    async leave(): Promise<void> {
      if (kept.state) await leaveAlertWatch(db, holder).catch(onError);
    },
  };
  return kept;

  /** What another version wrote and this one cannot read is told anew: better twice than not at all. */
  function readState(saved: unknown): AlertState {
    const read = AlertState.safeParse(saved);
    if (!read.success) onError(new Error("the alerts that were saved cannot be read, so they begin anew"));
    return read.data ?? AlertState.parse({});
  }
}
