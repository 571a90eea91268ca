import type { Metrics } from "@acolhe/runtime";

export const createMirrorMetrics = (metrics: Metrics) => ({
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
  behindSeconds: metrics.gauge("mirror_behind_seconds", {
    help: "Age of the newest turn when it was shown; it stands still while nothing is",
    asks: "How late is the desk, while it takes anything?",
    signal: "latency",
    unit: "seconds",
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
