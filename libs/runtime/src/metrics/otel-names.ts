/*
 * What a metric is called in OpenTelemetry. Where its semantic conventions have a name for what is measured, it is theirs, with
 * their attributes (https://opentelemetry.io/docs/specs/semconv/, as of version 1.29); else ours, without what Prometheus has in a
 * name for kind and unit.
 */

interface Convention {
  readonly name: string;
  /** Attributes by our labels. */
  readonly labels?: Readonly<Record<string, string>>;
  /** What is the same of all. */
  readonly also?: Readonly<Record<string, string>>;
}

const LAG = ["min", "max", "mean", "stddev", "p50", "p90", "p99"];

const CONVENTIONS: Readonly<Record<string, Convention>> = {
  api_request_seconds: {
    name: "http.server.request.duration",
    labels: { route: "http.route", status: "http.response.status_code" },
  },
  webhook_seconds: { name: "http.server.request.duration", also: { "http.request.method": "POST" } },
  send_call_seconds: { name: "http.client.request.duration", also: { "http.request.method": "POST" } },
  turn_seconds: {
    name: "messaging.process.duration",
    also: { "messaging.system": "nats", "messaging.operation.name": "turn" },
  },
  process_cpu_seconds_total: { name: "process.cpu.time" },
  process_resident_memory_bytes: { name: "process.memory.usage" },
  process_virtual_memory_bytes: { name: "process.memory.virtual" },
  process_open_fds: { name: "process.unix.file_descriptor.count" },
  nodejs_gc_duration_seconds: { name: "v8js.gc.duration", labels: { kind: "v8js.gc.type" } },
  ...Object.fromEntries(
    LAG.map((part) => [`nodejs_eventloop_lag_${part}_seconds`, { name: `nodejs.eventloop.delay.${part}` }]),
  ),
};

const ENDINGS = /_(?:total|seconds|bytes|ratio)$/;

export const otelName = (name: string): string =>
  CONVENTIONS[name]?.name ?? `acolhe.${name.replace(ENDINGS, "").replace(ENDINGS, "")}`;

/** In UCUM, as the conventions have it. */
export function otelUnit(name: string, kind: string): string {
  const bare = name.replace(/_total$/, "");
  if (bare.endsWith("_seconds")) return "s";
  if (bare.endsWith("_bytes")) return "By";
  return kind === "counter" ? "{count}" : "1";
}

/** Of which service it is, the resource says. */
export function otelAttributes(name: string, labels: Readonly<Record<string, string | number>>) {
  const { labels: names = {}, also = {} } = CONVENTIONS[name] ?? {};
  const own = Object.entries(labels).filter(([label]) => label !== "app");
  return { ...also, ...Object.fromEntries(own.map(([label, value]) => [names[label] ?? `acolhe.${label}`, value])) };
}
