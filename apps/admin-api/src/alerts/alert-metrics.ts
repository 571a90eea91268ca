import type { Metrics } from "@acolhe/runtime";
import type { Alert, Sink } from "@acolhe/status";

export type AlertMetrics = ReturnType<typeof createAlertMetrics>;

export function createAlertMetrics(metrics: Metrics) {
  const open = metrics.gauge("alerts_open", {
    help: "Alerts that are not over; absent where another process looks after them, or none",
    asks: "What is there to be alerted of?",
    signal: "state",
    unit: "count",
    labels: ["code"],
  });
  const sendings = metrics.counter("alert_sendings_total", {
    help: "Sendings of alerts by mail and webhook",
    asks: "Do alerts reach people?",
    signal: "errors",
    labels: ["how", "outcome"],
  });
  return {
    open(alerts: readonly Alert[]): void {
      open.reset();
      for (const { code, firedAt } of alerts) if (firedAt !== null) open.inc({ code });
    },
    idle: () => open.reset(),
    sent: (how: Sink, arrived: boolean) => sendings.inc({ how, outcome: arrived ? "sent" : "failed" }),
  };
}
