import { type Resource, resourceFromAttributes } from "@opentelemetry/resources";

/* What traces and metrics that are sent to a collector have in common. Loaded only where one is asked for. */

/** A collector that hangs must not hold up the stop of the process (5 s). */
export const EXPORT_MS_MAX = 1_500;

/** @param endpoint without the path, as in OTEL_EXPORTER_OTLP_ENDPOINT */
export const collectorUrl = (endpoint: string, signal: "traces" | "metrics"): string =>
  `${endpoint.replace(/\/+$/, "")}/v1/${signal}`;

export const resourceOf = (service: string): Resource =>
  resourceFromAttributes({ "service.name": service, "service.namespace": "acolhe" });
