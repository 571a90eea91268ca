import type { Metrics } from "@acolhe/runtime";

/** Parkings a minute above which the bug is taken to be ours: then the worker stops consuming (D7). */
const PARKINGS_PER_MINUTE_MAX = 20;

export type WorkerMetrics = ReturnType<typeof createWorkerMetrics>;

export function createWorkerMetrics(metrics: Metrics, clock: () => number) {
  const parkings: number[] = [];
  const parkedTotal = metrics.counter("parked_total", "Contacts parked because an event could not be handled");
  const recent = () => parkings.filter((at) => at > clock() - 60_000);
  return {
    turns: metrics.counter("turns_total", "Turns committed", ["outcome", "lane"]),
    conflicts: metrics.counter("turn_conflicts_total", "Turns refused because another worker was first"),
    overtaken: metrics.counter(
      "turn_overtaken_total",
      "Events the broker handed out after a later one of their contact",
    ),
    repeats: metrics.counter("turn_repeats_total", "Events delivered again after their turn was committed"),
    brokerRetries: metrics.counter("broker_retries_total", "Handlings tried again because the broker did not answer"),
    failures: metrics.counter("handling_failures_total", "Handlings that threw"),
    lookups: metrics.counter("patient_lookups_total", "Questions to the clinic's records: who writes", ["how"]),
    turnSeconds: metrics.seconds("turn_seconds", "From delivery of an event to its acknowledgement"),
    parked(): void {
      parkedTotal.inc();
      parkings.splice(0, parkings.length, ...recent(), clock());
    },
    tooManyParkings: () => recent().length >= PARKINGS_PER_MINUTE_MAX,
  };
}
