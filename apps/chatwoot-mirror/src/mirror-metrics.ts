import type { Metrics } from "@acolhe/runtime";
import { createBehind } from "./behind.ts";

export function createMirrorMetrics(metrics: Metrics, now: () => number) {
  const behind = createBehind(now);
  metrics.gauge("mirror_behind_seconds", {
    help: "Age of the oldest turn that the desk was to be shown and has not taken; 0 while it has taken all",
    asks: "How late is the desk?",
    signal: "latency",
    unit: "seconds",
    collect: (gauge) => gauge.set(behind.seconds()),
  });
  return { ...declareCounters(metrics), behind };
}

const declareCounters = (metrics: Metrics) => ({
  written: metrics.counter("mirror_written_total", {
    help: "What was written at the desk",
    asks: "How much is shown at the desk?",
    signal: "traffic",
    labels: ["what"],
  }),
  skipped: metrics.counter("mirror_skipped_total", {
    help: "What the desk refused for good",
    asks: "Does the desk lack anything?",
    signal: "errors",
    labels: ["code"],
  }),
  adopted: metrics.counter("mirror_adopted_total", {
    help: "Writes of unknown outcome that were found to be there",
    asks: "Does the desk leave calls without an answer?",
    signal: "state",
  }),
  errors: metrics.counter("mirror_errors_total", {
    help: "Calls of the desk that failed",
    asks: "Is the desk away, or does it refuse us?",
    signal: "errors",
    labels: ["code"],
  }),
  controls: metrics.counter("mirror_controls_total", {
    help: "Changes by people at the desk",
    asks: "How much do people do at the desk, and do its webhooks arrive?",
    signal: "traffic",
    labels: ["meaning", "learned"],
  }),
  missed: metrics.counter("mirror_missed_messages_total", {
    help: "Attendants' messages that no webhook told of",
    asks: "Does the desk lose webhooks?",
    signal: "errors",
  }),
  unanswered: metrics.counter("handoffs_unanswered_total", {
    help: "Handoffs that were not answered in time",
    asks: "Do patients wait too long for a person?",
    signal: "errors",
  }),
});
export type MirrorMetrics = ReturnType<typeof createMirrorMetrics>;

export const countCopies = (metrics: Metrics) =>
  metrics.counter("media_copied_total", {
    help: "Files of patients, by what became of their copy",
    asks: "Are patients' files kept before the gateway deletes them?",
    signal: "traffic",
    labels: ["as"],
  });
