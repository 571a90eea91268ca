import type { Metrics } from "@acolhe/runtime";

export function createIngressMetrics(metrics: Metrics) {
  return {
    webhooks: metrics.counter("webhooks_total", "Webhooks stored.", ["kind"]),
    refused: metrics.counter("webhooks_refused_total", "Requests answered with an error.", ["status"]),
    tokenAbsent: metrics.counter("webhook_token_absent_total", "Webhooks without the gateway's token header."),
    seconds: metrics.seconds("webhook_seconds", "From the whole body to the answer."),
    rateLimited: metrics.counter("rate_limited_total", "Messages marked as too fast."),
    rateLimitUnavailable: metrics.counter("rate_limit_unavailable_total", "Messages not counted: the cache was away."),
    spoolRecords: metrics.gauge("spool_records", "Facts waiting on the disk for the broker."),
    spoolWritten: metrics.counter("spool_written_total", "Facts that went to the disk first."),
    spoolSetAside: metrics.counter("spool_set_aside_total", "Facts of the spool that cannot be published."),
    merges: metrics.counter("contacts_merged_total", "Conversations found to be the same person."),
    takeovers: metrics.counter("own_or_human_total", "Messages from our number of unsaid author.", ["as"]),
    deskIgnored: metrics.counter("desk_webhooks_ignored_total", "Webhooks of the desk that change nothing.", [
      "reason",
    ]),
    deskRefused: metrics.counter("desk_webhooks_refused_total", "Webhooks of the desk with a wrong signature.", [
      "why",
    ]),
    settingsComplaints: metrics.gauge("settings_complaints", "Settings at the gateway that need a person.", [
      "channel",
    ]),
    missed: metrics.counter("messages_missed_total", "Chats that moved without a webhook, told to the log.", ["as"]),
    comparisons: metrics.counter("chat_comparisons_total", "Comparisons of the gateway's chats with the log.", [
      "outcome",
    ]),
    comparedUntil: metrics.gauge(
      "chats_compared_until_seconds",
      "Unix time up to which the gateway's chats were compared with the log.",
      ["channel"],
    ),
    begun: metrics.gauge("channel_begun", "1 once a number's chats were read, so that the bot may speak", ["channel"]),
  };
}
export type IngressMetrics = ReturnType<typeof createIngressMetrics>;
