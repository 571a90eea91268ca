import type { Metrics } from "@acolhe/runtime";

export type SenderMetrics = ReturnType<typeof createSenderMetrics>;

export const createSenderMetrics = (metrics: Metrics) => ({
  outcomes: metrics.counter("send_outcomes_total", "Commands by what became of them", ["status", "lane"]),
  sendErrors: metrics.counter("send_errors_total", "Failed calls by code of the closed list", ["code"]),
  conflicts: metrics.counter("send_conflicts_total", "Records refused because another replica was first"),
  fenceRefusals: metrics.counter("send_fence_refusals_total", "Attempts refused because the gate had moved"),
  gaps: metrics.counter("send_gaps_total", "Predecessors carried out by their successor"),
  unknown: metrics.counter("send_unknown_total", "Calls whose outcome was unknown"),
  settled: metrics.counter("send_settled_total", "Unknown outcomes by how they were settled", ["as", "evidence"]),
  ordered: metrics.counter("send_orders_total", "Operators' orders about sends by what became of them", [
    "order",
    "done",
  ]),
  heldNow: metrics.gauge("send_held", "Contacts waiting for an unknown outcome", ["channel"]),
  deliveryFailures: metrics.counter("delivery_failures_total", "Accepted messages the gateway failed to send", [
    "code",
  ]),
  plainText: metrics.gauge("channel_plain_text", "1 while buttons and lists of a number go out as numbered text", [
    "channel",
  ]),
  takenBack: metrics.counter("sends_taken_back_total", "Words of the bot deleted from the gateway's queue", ["by"]),
  takenBackTooLate: metrics.counter(
    "sends_taken_back_too_late_total",
    "Words of the bot that the gateway had let go when they were to be taken back",
    ["by"],
  ),
  calledSeconds: metrics.seconds("reply_seconds", "From the webhook's arrival to the accepted call"),
});
