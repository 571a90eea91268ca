import type { Metrics } from "@acolhe/runtime";
import { type CanaryRun, failingCanaries } from "@acolhe/status";

export type CanaryMetrics = ReturnType<typeof createCanaryMetrics>;

export function createCanaryMetrics(metrics: Metrics) {
  const runs = metrics.counter("canary_runs_total", {
    help: "Messages of the patient who does not exist, by what became of them",
    asks: "Is a message answered, as far as can be tried?",
    signal: "errors",
    labels: ["channel", "outcome"],
  });
  const seconds = metrics.seconds("canary_answer_seconds", {
    help: "From such a message until its answer was handed over",
    asks: "How long does an answer take, all the way?",
    signal: "latency",
    labels: ["channel"],
  });
  const failing = metrics.gauge("canary_failing", {
    help: "1 while the last two of them were not answered in time",
    asks: "Does the way from a message to its answer stand still?",
    signal: "errors",
    unit: "0 or 1",
    labels: ["channel"],
  });
  return {
    tried({ channel, outcome, tookMs }: CanaryRun): void {
      runs.inc({ channel, outcome });
      if (tookMs !== null) seconds.observe({ channel }, tookMs / 1000);
    },
    /** @param kept the runs that are kept, of all numbers that are tried */
    kept(kept: readonly CanaryRun[]): void {
      const late = failingCanaries(kept);
      failing.reset();
      for (const channel of new Set(kept.map((run) => run.channel)))
        failing.set({ channel }, late.includes(channel) ? 1 : 0);
    },
  };
}
