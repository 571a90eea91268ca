import type { Metrics } from "@acolhe/runtime";

export function createProjectorMetrics(metrics: Metrics) {
  const stream = ["stream"];
  return {
    leading: metrics.gauge("acolhe_projector_leading", "1 while this process projects, 0 while another one does"),
    records: metrics.counter("acolhe_projector_records_total", "Records projected", stream),
    setAside: metrics.counter("acolhe_projector_set_aside_total", "Records that could not be projected", stream),
    failures: metrics.counter("acolhe_projector_failures_total", "Interruptions, each followed by a new try", stream),
    other: metrics.gauge(
      "acolhe_projector_other_stream",
      "1 while the broker's stream is not the one that was read: an older copy was put in its place",
      stream,
    ),
    lagRecords: metrics.gauge("acolhe_projector_lag_records", "Records the stream has and the read side lacks", stream),
    lagSeconds: metrics.gauge(
      "acolhe_projector_lag_seconds",
      "Time from the broker's storing of the newest projected record to its commit",
      stream,
    ),
  };
}
export type ProjectorMetrics = ReturnType<typeof createProjectorMetrics>;

export function createSweepMetrics(metrics: Metrics) {
  return {
    deleted: metrics.counter("acolhe_retention_deleted_total", "Records and rows deleted for their age", ["rule"]),
    sweptAt: metrics.gauge("acolhe_retention_swept_timestamp_seconds", "When a rule was last carried out", ["rule"]),
    unreadable: metrics.gauge("acolhe_retention_unreadable", "Conversations kept because a turn cannot be read"),
    failures: metrics.counter("acolhe_retention_failures_total", "Sweeps that were broken off"),
  };
}
