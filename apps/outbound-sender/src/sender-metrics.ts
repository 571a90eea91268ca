import { SENDING_LANES } from "@acolhe/events";
import type { Metrics } from "@acolhe/runtime";

export type SenderMetrics = ReturnType<typeof createSenderMetrics>;

export function createSenderMetrics(metrics: Metrics) {
  const outcomes = outcomesOf(metrics);
  // A series that begins with its first event has no increase: what an alert waits for begins at nothing.
  for (const lane of SENDING_LANES)
    for (const status of ["expired", "failed"]) outcomes.outcomes.inc({ status, lane }, 0);
  outcomes.settled.inc({ as: "sent-once-more", evidence: "silence" }, 0);
  return { ...outcomes, ...afterwardsOf(metrics), ...timesOf(metrics) };
}

/** What became of commands, and of calls of the gateway. */
const outcomesOf = (metrics: Metrics) => ({
  outcomes: metrics.counter("send_outcomes_total", {
    help: "Commands by what became of them",
    asks: "How much is sent, and does it arrive, expire or fail?",
    signal: "traffic",
    labels: ["status", "lane"],
  }),
  sendErrors: metrics.counter("send_errors_total", {
    help: "Failed calls of the gateway, by code of the closed list",
    asks: "What does the gateway refuse, and why?",
    signal: "errors",
    labels: ["code"],
  }),
  conflicts: metrics.counter("send_conflicts_total", {
    help: "Records refused because another replica was first",
    asks: "Do replicas get in each other's way?",
    signal: "errors",
  }),
  fenceRefusals: metrics.counter("send_fence_refusals_total", {
    help: "Attempts refused because the gate had moved",
    asks: "How often did a takeover come just before a send?",
    signal: "state",
  }),
  gaps: metrics.counter("send_gaps_total", {
    help: "Predecessors carried out by their successor",
    asks: "Are turns handed out late, or lost by a process that died?",
    signal: "errors",
  }),
  unknown: metrics.counter("send_unknown_total", {
    help: "Calls whose outcome was unknown",
    asks: "Does the gateway leave calls without an answer?",
    signal: "errors",
  }),
  settled: metrics.counter("send_settled_total", {
    help: "Unknown outcomes by how they were settled, and on what evidence",
    asks: "Was anything perhaps sent twice?",
    signal: "state",
    labels: ["as", "evidence"],
  }),
});

/** What is done, learnt or held about sends after their calls. */
const afterwardsOf = (metrics: Metrics) => ({
  ordered: metrics.counter("send_orders_total", {
    help: "Orders about sends by what became of them",
    asks: "What did operators settle, hold, drop or try again, and the desk take back?",
    signal: "state",
    labels: ["order", "done"],
  }),
  heldNow: metrics.gauge("send_held", {
    help: "Contacts that wait for an unknown outcome",
    asks: "Whose answers stand still until an outcome is known?",
    signal: "saturation",
    unit: "count",
    labels: ["channel"],
  }),
  deliveryFailures: metrics.counter("delivery_failures_total", {
    help: "Messages the gateway took and then failed to send, by its code",
    asks: "Does what the gateway took reach the phone?",
    signal: "errors",
    labels: ["code"],
  }),
  plainText: metrics.gauge("channel_plain_text", {
    help: "1 while buttons and lists of a number go out as numbered text",
    asks: "Do patients see buttons?",
    signal: "state",
    unit: "0 or 1",
    labels: ["channel"],
  }),
  takenBack: metrics.counter("sends_taken_back_total", {
    help: "Words of the bot deleted from the gateway's queue",
    asks: "Was the bot silenced in time?",
    signal: "state",
    labels: ["by"],
  }),
  takenBackTooLate: metrics.counter("sends_taken_back_too_late_total", {
    help: "Words of the bot that the gateway had let go when they were to be taken back",
    asks: "Did the bot speak after a person took over?",
    signal: "errors",
    labels: ["by"],
  }),
});

const timesOf = (metrics: Metrics) => ({
  replySeconds: metrics.seconds("reply_seconds", {
    help: "From the webhook of the patient's last words to the gateway's taking of the first message of the answer",
    asks: "How long do patients wait for the bot?",
    signal: "latency",
    native: true,
  }),
  handoverSeconds: metrics.seconds("reply_handover_seconds", {
    help: "The same without the time for which the flow waits for more words",
    asks: "Is the promise kept that replies are handed over within two seconds?",
    signal: "latency",
    native: true,
  }),
  callSeconds: metrics.seconds("send_call_seconds", {
    help: "From the call of the gateway to its answer, or to giving it up",
    asks: "Is the gateway slow?",
    signal: "latency",
  }),
  permitSeconds: metrics.seconds("send_permit_wait_seconds", {
    help: "How long a message waits for its turn at the number: its pace, its window, its connection",
    asks: "Does the pace of a number hold answers up?",
    signal: "saturation",
    labels: ["lane"],
  }),
  paceAlone: metrics.counter("send_pace_alone_total", {
    help: "Permits given by this process alone, at half the pace, because the cache was away",
    asks: "Do senders go on without the cache?",
    signal: "errors",
  }),
});
