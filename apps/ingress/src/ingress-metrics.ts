import type { Metrics } from "@acolhe/runtime";

export const createIngressMetrics = (metrics: Metrics) => ({
  ...webhooksOf(metrics),
  ...spoolOf(metrics),
  ...channelsOf(metrics),
});
export type IngressMetrics = ReturnType<typeof createIngressMetrics>;

const webhooksOf = (metrics: Metrics) => ({
  webhooks: metrics.counter("webhooks_total", {
    help: "Webhooks stored",
    asks: "How much do patients write?",
    signal: "traffic",
    labels: ["kind"],
  }),
  refused: metrics.counter("webhooks_refused_total", {
    help: "Requests answered with an error",
    asks: "Are webhooks turned away?",
    signal: "errors",
    labels: ["status"],
  }),
  tokenAbsent: metrics.counter("webhook_token_absent_total", {
    help: "Webhooks without the gateway's token header",
    asks: "Does the gateway prove who it is?",
    signal: "state",
  }),
  seconds: metrics.seconds("webhook_seconds", {
    help: "From a webhook's whole body to the answer",
    asks: "Does the gateway get its answer in time?",
    signal: "latency",
  }),
  rateLimited: metrics.counter("rate_limited_total", {
    help: "Messages marked as too fast",
    asks: "Does a sender flood us?",
    signal: "state",
  }),
  rateLimitUnavailable: metrics.counter("rate_limit_unavailable_total", {
    help: "Messages let through uncounted, because the cache was away",
    asks: "Does ingress go on without the cache?",
    signal: "errors",
  }),
  merges: metrics.counter("contacts_merged_total", {
    help: "Conversations found to be the same person",
    asks: "How often does a person turn out to have two conversations?",
    signal: "state",
  }),
  takeovers: metrics.counter("own_or_human_total", {
    help: "Messages from our number without a stated author, by the author they are taken to have",
    asks: "Is the bot's echo taken for a person?",
    signal: "state",
    labels: ["as"],
  }),
  deskIgnored: metrics.counter("desk_webhooks_ignored_total", {
    help: "Webhooks of the desk that change nothing",
    asks: "What does the desk tell us in vain?",
    signal: "state",
    labels: ["reason"],
  }),
  deskRefused: metrics.counter("desk_webhooks_refused_total", {
    help: "Webhooks of the desk with a wrong signature",
    asks: "Does a stranger pretend to be the desk?",
    signal: "errors",
    labels: ["why"],
  }),
});

const spoolOf = (metrics: Metrics) => ({
  spoolRecords: metrics.gauge("spool_records", {
    help: "Facts waiting on the disk for the broker",
    asks: "Does anything wait for the broker?",
    signal: "saturation",
    unit: "count",
  }),
  spoolUnknown: metrics.gauge("spool_unknown", {
    help: "1 while the spool cannot be opened, so that what waits in it is unknown",
    asks: "Is it known what waits for the broker?",
    signal: "errors",
    unit: "0 or 1",
  }),
  outOfOrder: metrics.counter("webhooks_out_of_order_total", {
    help: "Facts stored before what they had to wait for, because the spool took nothing",
    asks: "Did a full or broken disk cost the order of messages?",
    signal: "errors",
  }),
  spoolWritten: metrics.counter("spool_written_total", {
    help: "Facts that went to the disk first",
    asks: "Was the broker away while patients wrote?",
    signal: "errors",
  }),
  spoolSetAside: metrics.counter("spool_set_aside_total", {
    help: "Facts of the spool that cannot be published",
    asks: "Was anything lost on the way into the log?",
    signal: "errors",
  }),
});

const channelsOf = (metrics: Metrics) => ({
  settingsComplaints: metrics.gauge("settings_complaints", {
    help: "Settings of a number at the gateway that need a person",
    asks: "Is a number set up as it has to be?",
    signal: "state",
    unit: "count",
    labels: ["channel"],
  }),
  missed: metrics.counter("messages_missed_total", {
    help: "Chats that moved without a webhook, told to the log",
    asks: "Did patients write while we did not hear them?",
    signal: "errors",
    labels: ["as"],
  }),
  comparisons: metrics.counter("chat_comparisons_total", {
    help: "Comparisons of the gateway's chats with the log",
    asks: "Is it looked whether a webhook was lost?",
    signal: "traffic",
    labels: ["outcome"],
  }),
  comparedUntil: metrics.gauge("chats_compared_until_seconds", {
    help: "Unix time up to which the gateway's chats were compared with the log",
    asks: "Up to when is it known that no patient was missed?",
    signal: "state",
    unit: "seconds",
    labels: ["channel"],
  }),
  begun: metrics.gauge("channel_begun", {
    help: "1 once a number's chats were read, so that the bot may speak",
    asks: "May the bot speak on this number yet?",
    signal: "state",
    unit: "0 or 1",
    labels: ["channel"],
  }),
});

/** How much of the disk that holds the spool is free; the broker's and the database's is the same on one machine. */
export const watchSpoolDisk = (metrics: Metrics, freeRatio: () => Promise<number>) =>
  metrics.gauge("spool_disk_free_ratio", {
    help: "Free part of the disk that holds the spool",
    asks: "Is the disk about to be full?",
    signal: "saturation",
    unit: "ratio",
    collect: async (gauge) => gauge.set(await freeRatio()),
  });
