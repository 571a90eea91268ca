import type { Logger, Metrics } from "@acolhe/runtime";

const counted = { inc() {}, set() {}, observe() {}, startTimer: () => () => 0 };

/** Counts nothing: a registry for each simulated process would take most of the time. */
export const noMetrics = {
  counter: () => counted,
  gauge: () => counted,
  seconds: () => counted,
  text: async () => "",
} as unknown as Metrics;

export const noLog = { debug() {}, info() {}, warn() {}, error() {} } as unknown as Logger;
