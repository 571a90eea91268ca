import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Histogram, Registry } from "prom-client";
import { expect, test } from "vitest";
import { createMetrics, observeToo } from "../src/metrics/metrics.ts";
import { histogramsOf, startMetricExport } from "../src/metrics/metrics-export.ts";
import { otelAttributes, otelName, otelUnit } from "../src/metrics/otel-names.ts";
import { loadSettings } from "../src/settings.ts";

const intervalOf = (text: string) => loadSettings({ OTEL_METRIC_EXPORT_INTERVAL: text }).OTEL_METRIC_EXPORT_INTERVAL;

test("the client's buckets, each with those below, become OpenTelemetry's, each by itself", async () => {
  const registers = [new Registry()];
  const histogram = new Histogram({ name: "x_seconds", help: "x", buckets: [1, 2], labelNames: ["lane"], registers });
  for (const seconds of [0.5, 1.5, 1.6, 9]) histogram.observe({ lane: "reply" }, seconds);
  histogram.observe({ lane: "bulk" }, 0.25);
  const { values } = await histogram.get();
  expect(histogramsOf(values as Parameters<typeof histogramsOf>[0])).toEqual([
    { labels: { lane: "reply" }, buckets: { boundaries: [1, 2], counts: [1, 2, 1] }, sum: 12.6, count: 4 },
    { labels: { lane: "bulk" }, buckets: { boundaries: [1, 2], counts: [1, 0, 0] }, sum: 0.25, count: 1 },
  ]);
});

test("the shortest interval that may be set is one that is sent at", async () => {
  const asked: string[] = [];
  const collector = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = collector.address() as AddressInfo;
    const everyMs = intervalOf("1000");
    const stop = startMetricExport({ endpoint: `http://127.0.0.1:${port}`, service: "test", everyMs });
    await stop();
    expect(asked, "what was measured last").toContain("/v1/metrics");
    expect(() => intervalOf("999"), "the control").toThrow();
  } finally {
    collector.close();
  }
});

test.each([
  ["api_request_seconds", "histogram", "http.server.request.duration", "s"],
  ["process_resident_memory_bytes", "gauge", "process.memory.usage", "By"],
  ["process_cpu_seconds_total", "counter", "process.cpu.time", "s"],
  ["turns_total", "counter", "acolhe.turns", "{count}"],
  ["spool_disk_free_ratio", "gauge", "acolhe.spool_disk_free", "1"],
])("%s, a %s, is called %s in %s", (name, kind, called, unit) => {
  expect([otelName(name), otelUnit(name, kind)]).toEqual([called, unit]);
});

test("labels become attributes: the conventions' where they have one; the service is said by the resource", () => {
  expect(otelAttributes("api_request_seconds", { route: "/patients", status: 200, app: "admin-api" })).toEqual({
    "http.route": "/patients",
    "http.response.status_code": 200,
  });
  expect(otelAttributes("turns_total", { lane: "reply", app: "x" })).toEqual({ "acolhe.lane": "reply" });
});

test("what is to be measured exactly is handed over at the same observation, and nothing else is", () => {
  const metrics = createMetrics("test");
  const about = { help: "h", asks: "?", signal: "latency" } as const;
  const exact = metrics.seconds("exact_seconds", { ...about, native: true });
  const usual = metrics.seconds("usual_seconds", about);
  const seen: [string, number][] = [];
  observeToo(({ name }, seconds) => void seen.push([name, seconds]));
  exact.observe(1.25);
  usual.observe(2);
  observeToo(undefined);
  exact.observe(3);
  expect(seen).toEqual([["exact_seconds", 1.25]]);
});
