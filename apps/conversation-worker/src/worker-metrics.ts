import type { Metrics } from "@acolhe/runtime";

/** Parkings a minute above which the bug is taken to be ours: then the worker stops consuming (D7). */
const PARKINGS_PER_MINUTE_MAX = 20;

export type WorkerMetrics = ReturnType<typeof createWorkerMetrics>;

export function createWorkerMetrics(metrics: Metrics, clock: () => number) {
  const parkings: number[] = [];
  const parkedTotal = metrics.counter("parked_total", {
    help: "Contacts parked because an event could not be handled; how many are now is conversations_parked",
    asks: "Does something new make conversations stand still?",
    signal: "errors",
  });
  const recent = () => parkings.filter((at) => at > clock() - 60_000);
  return {
    ...turnsOf(metrics),
    ...conversationsOf(metrics),
    parked(): void {
      parkedTotal.inc();
      parkings.splice(0, parkings.length, ...recent(), clock());
    },
    tooManyParkings: () => recent().length >= PARKINGS_PER_MINUTE_MAX,
  };
}

const turnsOf = (metrics: Metrics) => ({
  turns: metrics.counter("turns_total", {
    help: "Turns committed",
    asks: "How much is decided?",
    signal: "traffic",
    labels: ["outcome", "lane"],
  }),
  turnSeconds: metrics.seconds("turn_seconds", {
    help: "From delivery of an event to its acknowledgement",
    asks: "Are decisions quick?",
    signal: "latency",
  }),
  failures: metrics.counter("handling_failures_total", {
    help: "Handlings that threw",
    asks: "Does the code fail at an event?",
    signal: "errors",
  }),
  conflicts: metrics.counter("turn_conflicts_total", {
    help: "Turns refused because another worker was first",
    asks: "Do replicas get in each other's way?",
    signal: "errors",
  }),
  overtaken: metrics.counter("turn_overtaken_total", {
    help: "Events the broker handed out after a later one of their contact",
    asks: "Was anything answered out of order?",
    signal: "errors",
  }),
  repeats: metrics.counter("turn_repeats_total", {
    help: "Events delivered again after their turn was committed",
    asks: "Do workers die before they acknowledge?",
    signal: "state",
  }),
  brokerRetries: metrics.counter("broker_retries_total", {
    help: "Handlings tried again because the broker did not answer",
    asks: "Does the broker stumble?",
    signal: "errors",
  }),
  lookups: metrics.counter("patient_lookups_total", {
    help: "Questions to the clinic's records: who writes",
    asks: "Does the bot know whom it speaks with?",
    signal: "state",
    labels: ["how"],
  }),
});

const conversationsOf = (metrics: Metrics) => ({
  notUnderstood: metrics.counter("not_understood_total", {
    help: "Answers of patients that the open question could not use",
    asks: "Does the bot understand what patients say?",
    signal: "errors",
  }),
  handoffs: metrics.counter("handoffs_total", {
    help: "Calls for a person",
    asks: "How much does the bot hand to people?",
    signal: "traffic",
    labels: ["priority"],
  }),
});

export const countLookups = (metrics: Metrics) =>
  metrics.counter("flow_lookups_total", {
    help: "Slow work that flows asked for",
    asks: "Do flows get what they ask the records for?",
    signal: "state",
    labels: ["result"],
  });

export const countOpinions = (metrics: Metrics) =>
  metrics.counter("opinions_total", {
    help: "What a model outside said of words not understood",
    asks: "Is the model outside of use, and does it answer?",
    signal: "state",
    labels: ["answer"],
  });

export const countTranscriptions = (metrics: Metrics) =>
  metrics.counter("transcriptions_total", {
    help: "What became of voice notes to be written down",
    asks: "Are voice notes understood?",
    signal: "state",
    labels: ["answer"],
  });
