import type { Metrics } from "@acolhe/runtime";

export function createProjectorMetrics(metrics: Metrics) {
  return {
    leading: metrics.gauge("acolhe_projector_leading", {
      help: "1 while this process projects, 0 while another one does",
      asks: "Does anyone keep the panel's lists up to date?",
      signal: "state",
      unit: "0 or 1",
    }),
    records: metrics.counter("acolhe_projector_records_total", {
      help: "Records projected",
      asks: "How much is there to project?",
      signal: "traffic",
      labels: ["stream"],
    }),
    setAside: metrics.counter("acolhe_projector_set_aside_total", {
      help: "Records that could not be projected",
      asks: "Does the panel lack anything for good?",
      signal: "errors",
      labels: ["stream"],
    }),
    failures: metrics.counter("acolhe_projector_failures_total", {
      help: "Interruptions, each followed by a new try",
      asks: "Is the database or the broker in trouble?",
      signal: "errors",
      labels: ["stream"],
    }),
    other: metrics.gauge("acolhe_projector_other_stream", {
      help: "1 while the broker's stream is not the one that was read: an older copy was put in its place",
      asks: "Do the panel's lists and the log belong together?",
      signal: "state",
      unit: "0 or 1",
      labels: ["stream"],
    }),
    lagRecords: metrics.gauge("acolhe_projector_lag_records", {
      help: "Records the stream has and the read side lacks",
      asks: "Is the panel behind?",
      signal: "saturation",
      unit: "count",
      labels: ["stream"],
    }),
    lagSeconds: metrics.gauge("acolhe_projector_lag_seconds", {
      help: "Time from the broker's storing of the newest projected record to its commit",
      asks: "How old is what the panel shows?",
      signal: "latency",
      unit: "seconds",
      labels: ["stream"],
    }),
  };
}
export type ProjectorMetrics = ReturnType<typeof createProjectorMetrics>;

export function createSweepMetrics(metrics: Metrics) {
  return {
    deleted: metrics.counter("acolhe_retention_deleted_total", {
      help: "Records and rows deleted for their age",
      asks: "Is what is too old deleted?",
      signal: "traffic",
      labels: ["rule"],
    }),
    sweptAt: metrics.gauge("acolhe_retention_swept_timestamp_seconds", {
      help: "When a rule was last carried out, in Unix time",
      asks: "Is what is too old looked for every day?",
      signal: "state",
      unit: "seconds",
      labels: ["rule"],
    }),
    unreadable: metrics.gauge("acolhe_retention_unreadable", {
      help: "Conversations kept because a turn cannot be read",
      asks: "Is anything kept longer than it may be?",
      signal: "errors",
      unit: "count",
    }),
    failures: metrics.counter("acolhe_retention_failures_total", {
      help: "Sweeps that were broken off",
      asks: "Does deleting what is too old fail?",
      signal: "errors",
    }),
  };
}
