import type { Metrics } from "@acolhe/runtime";

export const createMirrorMetrics = (metrics: Metrics) => ({
  written: metrics.counter("mirror_written_total", "What was written at the desk.", ["what"]),
  skipped: metrics.counter("mirror_skipped_total", "What the desk refused for good.", ["code"]),
  adopted: metrics.counter("mirror_adopted_total", "Writes of unknown outcome that were found to be there."),
  errors: metrics.counter("mirror_errors_total", "Calls of the desk that failed.", ["code"]),
  controls: metrics.counter("mirror_controls_total", "Changes by people at the desk.", ["meaning", "learned"]),
  missed: metrics.counter("mirror_missed_messages_total", "Attendants' messages no webhook told of."),
  unanswered: metrics.counter("handoffs_unanswered_total", "Handoffs nobody answered in time."),
  behindSeconds: metrics.gauge("mirror_behind_seconds", "Age of the newest turn when it was shown."),
});
export type MirrorMetrics = ReturnType<typeof createMirrorMetrics>;
