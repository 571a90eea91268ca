import type { Metrics } from "@acolhe/runtime";

/** What the API counts. Labels never name a person. */
export function createApiMetrics(metrics: Metrics) {
  return {
    seconds: metrics.seconds("api_request_seconds", {
      help: "Time to answer a request",
      asks: "How much is the panel used, is it quick, and does it fail?",
      signal: "latency",
      labels: ["route", "status"],
    }),
    rateLimited: metrics.counter("api_rate_limited_total", {
      help: "Requests refused because they came too fast",
      asks: "Does a caller ask too often?",
      signal: "errors",
    }),
    rateLimitUnavailable: metrics.counter("api_rate_limit_unavailable_total", {
      help: "Requests counted by this process alone, because the cache was away",
      asks: "Does the API go on without the cache?",
      signal: "errors",
    }),
    logins: metrics.counter("api_logins_total", {
      help: "Logins by outcome",
      asks: "Is a caller guessing passwords?",
      signal: "traffic",
      labels: ["outcome"],
    }),
    controls: metrics.counter("api_controls_total", {
      help: "Controls and messages put into conversations",
      asks: "How much do people do in conversations?",
      signal: "traffic",
      labels: ["type"],
    }),
  };
}
export type ApiMetrics = ReturnType<typeof createApiMetrics>;
