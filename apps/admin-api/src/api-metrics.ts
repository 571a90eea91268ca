import type { Metrics } from "@acolhe/runtime";

/** What the API counts. Labels never name a person. */
export function createApiMetrics(metrics: Metrics) {
  return {
    seconds: metrics.seconds("api_request_seconds", "Time to answer a request", ["route", "status"]),
    rateLimited: metrics.counter("api_rate_limited_total", "Requests refused because they came too fast"),
    rateLimitUnavailable: metrics.counter(
      "api_rate_limit_unavailable_total",
      "Requests counted by this process alone: no cache",
    ),
    logins: metrics.counter("api_logins_total", "Logins by outcome", ["outcome"]),
    controls: metrics.counter("api_controls_total", "Controls and messages put into conversations", ["type"]),
  };
}
export type ApiMetrics = ReturnType<typeof createApiMetrics>;
