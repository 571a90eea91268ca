import { randomUUID } from "node:crypto";
import type { AlertOrder } from "@acolhe/database";
import {
  type Alert,
  type AlertState,
  addNotices,
  decideAlerts,
  type Notice,
  ofSinks,
  type Seen,
  type Sink,
} from "@acolhe/status";

/** The state after a look: decided from what is seen and ordered, with the messages to people that follow from it. */
export function afterLook(
  state: AlertState,
  seen: Seen,
  {
    now,
    orders,
    sinks,
  }: { readonly now: number; readonly orders: readonly AlertOrder[]; readonly sinks: readonly Sink[] },
): AlertState {
  const acknowledged = orders.flatMap(({ kind, alertKey, orderedBy, orderedAt }) =>
    kind === "acknowledge" && alertKey !== null ? [{ key: alertKey, by: orderedBy, at: Date.parse(orderedAt) }] : [],
  );
  const { alerts, notices } = decideAlerts(state.alerts, seen, { now, acknowledged });
  const isTested = orders.some(({ kind }) => kind === "test");
  const test = { kind: "test", at: now, code: null, subject: null, count: 1, since: now } as const;
  const all: Notice[] = [...notices, ...(isTested ? [test] : [])].map((one) => ({ ...one, id: randomUUID() }));
  return {
    ...state,
    alerts: sinks.length > 0 ? [...alerts] : alerts.map((alert) => untold(alert, now)),
    parcels: [...addNotices(ofSinks(state.parcels, sinks), all, sinks)],
  };
}

/** With no way to reach people set, no alert was told. The first look with one tells what is open then. */
const untold = (alert: Alert, now: number): Alert => ({
  ...alert,
  told: 0,
  nextAt: alert.firedAt === null || alert.acknowledged !== null ? null : now,
});
