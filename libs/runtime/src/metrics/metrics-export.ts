import { type HrTime, type Histogram as OtelHistogram, ValueType } from "@opentelemetry/api";
import { OTLPExporterBase } from "@opentelemetry/otlp-exporter-base";
import { convertLegacyHttpOptions, createOtlpHttpExportDelegate } from "@opentelemetry/otlp-exporter-base/node-http";
import { MetricsExporterMetricsHelper, ProtobufMetricsSerializer } from "@opentelemetry/otlp-transformer";
import { emptyResource } from "@opentelemetry/resources";
import {
  AggregationTemporality,
  AggregationType,
  DataPointType,
  MeterProvider,
  type MetricData,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
  type ResourceMetrics,
} from "@opentelemetry/sdk-metrics";
import type { MetricObjectWithValues, MetricValue, MetricValueWithName } from "prom-client";
import { collectorUrl, EXPORT_MS_MAX, resourceOf } from "../otlp.ts";
import { observeToo, readMetrics } from "./metrics.ts";
import { otelAttributes, otelName, otelUnit } from "./otel-names.ts";

/*
 * The metrics of `/metrics`, sent to a collector over OTLP/HTTP: read from the same registry at each interval, so both
 * say the same. Only what the registry has in fixed buckets and is wanted exactly is counted a second time, by the SDK, at the same observation.
 * This module is loaded only where it is asked for.
 */

/**
 * @param options.endpoint without the path `/v1/metrics`, as in OTEL_EXPORTER_OTLP_ENDPOINT
 * @returns how to end it; what was measured last is sent first
 */
export function startMetricExport(options: {
  endpoint: string;
  service: string;
  everyMs: number;
}): () => Promise<void> {
  const reader = new PeriodicExportingMetricReader({
    exporter: createExporter(collectorUrl(options.endpoint, "metrics")),
    exportIntervalMillis: options.everyMs,
    // The reader refuses to be made where it is longer than the interval.
    exportTimeoutMillis: Math.min(EXPORT_MS_MAX, options.everyMs),
    metricProducers: [{ collect: async () => ({ resourceMetrics: await collect(), errors: [] }) }],
  });
  const provider = new MeterProvider({
    resource: resourceOf(options.service),
    readers: [reader],
    views: [{ instrumentName: "*", aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } }],
  });
  const meter = provider.getMeter("acolhe");
  const exact = new Map<string, OtelHistogram>();
  observeToo(({ name, help }, seconds, labels) => {
    const known = exact.get(name) ?? meter.createHistogram(otelName(name), { description: help, unit: "s" });
    exact.set(name, known);
    known.record(seconds, otelAttributes(name, labels));
  });
  return async () => {
    observeToo(undefined);
    await provider.shutdown();
  };
}

class MetricExporter extends OTLPExporterBase<ResourceMetrics> implements PushMetricExporter {
  selectAggregationTemporality(): AggregationTemporality {
    return AggregationTemporality.CUMULATIVE;
  }
}

const createExporter = (url: string): PushMetricExporter =>
  new MetricExporter(
    createOtlpHttpExportDelegate(
      convertLegacyHttpOptions({ url, timeoutMillis: EXPORT_MS_MAX }, "METRICS", "v1/metrics", {
        "Content-Type": "application/x-protobuf",
      }),
      ProtobufMetricsSerializer,
      "otlp_http_metric_exporter",
      MetricsExporterMetricsHelper,
      undefined,
    ),
  );

async function collect(): Promise<ResourceMetrics> {
  const metrics = (await readMetrics()).map(toOtel).filter((metric) => metric !== null);
  return { resource: emptyResource(), scopeMetrics: [{ scope: { name: "acolhe" }, metrics }] };
}

const hrTime = (ms: number): HrTime => [Math.floor(ms / 1000), Math.round((ms % 1000) * 1e6)];
const STARTED = hrTime(Date.now() - process.uptime() * 1000);

/** Null: a kind that is none of ours. */
function toOtel(metric: MetricObjectWithValues<MetricValue<string>>): MetricData | null {
  const { name, help, values } = metric;
  const kind = String(metric.type);
  const head = {
    descriptor: { name: otelName(name), description: help, unit: otelUnit(name, kind), valueType: ValueType.DOUBLE },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  };
  const time = { startTime: STARTED, endTime: hrTime(Date.now()) };
  const point = <T>(labels: MetricValue<string>["labels"], value: T) => ({
    ...time,
    attributes: otelAttributes(name, labels as Record<string, string | number>),
    value,
  });
  if (kind === "histogram") {
    const points = histogramsOf(values as MetricValueWithName<string>[]);
    const dataPoints = points.map(({ labels, ...value }) => point(labels, value));
    return { ...head, dataPointType: DataPointType.HISTOGRAM, dataPoints };
  }
  const dataPoints = values.map(({ labels, value }) => point(labels, value));
  if (kind === "counter") return { ...head, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints };
  return kind === "gauge" ? { ...head, dataPointType: DataPointType.GAUGE, dataPoints } : null;
}

/** By labels, pure: Prometheus counts in each bucket what is in those below as well. */
export function histogramsOf(values: readonly MetricValueWithName<string>[]) {
  const found = new Map<
    string,
    { labels: Record<string, string | number>; at: [number, number][]; sum: number; count: number }
  >();
  for (const { labels, metricName = "", value } of values) {
    const { le, ...own } = labels as Record<string, string | number>;
    const key = JSON.stringify(Object.entries(own).sort());
    const one = found.get(key) ?? { labels: own, at: [], sum: 0, count: 0 };
    found.set(key, one);
    if (metricName.endsWith("_sum")) one.sum = value;
    else if (metricName.endsWith("_count")) one.count = value;
    else if (le !== undefined && le !== "+Inf") one.at.push([Number(le), value]);
  }
  return [...found.values()].map(({ labels, at, sum, count }) => {
    const below = [0, ...at.map(([, value]) => value), count];
    const buckets = {
      boundaries: at.map(([bound]) => bound),
      counts: below.slice(1).map((value, i) => value - below[i]!),
    };
    return { labels, buckets, sum, count };
  });
}
