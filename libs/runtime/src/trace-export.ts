import { redactSubject } from "@acolhe/events";
import { ROOT_CONTEXT, type SpanContext, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { AlwaysOnSampler, BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { collectorUrl, EXPORT_MS_MAX, resourceOf } from "./otlp.ts";
import { partsOf, recordSteps, type StepAttributes, type StepKind } from "./trace.ts";

/*
 * Spans by OpenTelemetry's SDK, sent to a collector over OTLP/HTTP. This module is loaded only where a collector is
 * configured: the SDK takes a fifth of a second to load. Contexts are handed from step to step by hand, which
 * spares the asynchronous bookkeeping of a context manager.
 */

const KINDS: Readonly<Record<StepKind, SpanKind>> = {
  server: SpanKind.SERVER,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  client: SpanKind.CLIENT,
  internal: SpanKind.INTERNAL,
};

/** Some seconds of a busy clinic; what a collector does not take in time is dropped. */
const SPANS_WAITING_MAX = 8_192;

/**
 * Turns every step of this process into a span from now on.
 *
 * @param options.endpoint without the path `/v1/traces`, as in OTEL_EXPORTER_OTLP_ENDPOINT
 * @returns how to end it; what is still waiting is sent first
 */
export function startTraceExport(options: { endpoint: string; service: string }): () => Promise<void> {
  const exporter = new OTLPTraceExporter({
    url: collectorUrl(options.endpoint, "traces"),
    timeoutMillis: EXPORT_MS_MAX,
  });
  const provider = new TracerProvider({
    resource: resourceOf(options.service),
    // Also of what begins in a process that exports nothing.
    sampler: new AlwaysOnSampler(),
    spanProcessors: [
      new BatchSpanProcessor({ exporter, maxQueueSize: SPANS_WAITING_MAX, exportTimeoutMillis: EXPORT_MS_MAX }),
    ],
  });
  const tracer = provider.getTracer("acolhe");

  recordSteps((name, { kind, parent, link, attributes = {} }) => {
    const before = contextOf(parent);
    const linked = contextOf(link);
    const span = tracer.startSpan(
      name,
      {
        kind: KINDS[kind],
        attributes: withoutPhones(attributes),
        ...(linked ? { links: [{ context: linked }] } : {}),
      },
      before ? trace.setSpanContext(ROOT_CONTEXT, before) : ROOT_CONTEXT,
    );
    const { traceId, spanId, traceFlags } = span.spanContext();
    return {
      traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`,
      note: (more) => void span.setAttributes(withoutPhones(more)),
      end(error) {
        if (error !== undefined) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          span.setAttribute("error.type", errorType(error));
        }
        span.end();
      },
    };
  });

  return async () => {
    recordSteps(undefined);
    await provider.shutdown();
  };
}

/** A code of one of our closed lists, or the class. */
function errorType(error: unknown): string {
  if (!(error instanceof Error)) return "not an error";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

function contextOf(traceparent: string | undefined): SpanContext | undefined {
  const parts = partsOf(traceparent);
  return parts && { ...parts, isRemote: true };
}

const withoutPhones = (attributes: StepAttributes): StepAttributes =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, typeof value === "string" ? redactSubject(value) : value]),
  );
