import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface SeenSpan {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string;
}

export interface SeenMetric {
  readonly service: string;
  readonly name: string;
  readonly unit: string;
  readonly kind: "gauge" | "sum" | "histogram" | "exponential" | "other";
}

/** A collector of OTLP over HTTP that keeps what it was sent, as it came. */
export async function startCollector() {
  const bodies: Buffer[] = [];
  const measured: Buffer[] = [];
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (request.url === "/v1/traces") bodies.push(Buffer.concat(chunks));
      if (request.url === "/v1/metrics") measured.push(Buffer.concat(chunks));
      reply.writeHead(200, { "content-type": "application/x-protobuf" }).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    spans: (): SeenSpan[] => bodies.flatMap(spansOf),
    measured,
    metrics: (): SeenMetric[] => measured.flatMap(metricsOf),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/*
 * Just enough of Protocol Buffers for the fields named here.
 * Source: opentelemetry-proto, trace/v1/trace.proto, metrics/v1/metrics.proto and resource/v1/resource.proto. Spans and metrics
 * lie in the same fields of their resources and scopes.
 */
const RESOURCES = 1;
const RESOURCE = 1;
const SCOPES = 2;
const RECORD = 2;
const ATTRIBUTE = 1;

function spansOf(body: Buffer): SeenSpan[] {
  return inResources(body).map(({ service, record }) => ({
    service,
    name: text(record, 5),
    traceId: fields(record, 1)[0]?.toString("hex") ?? "",
    spanId: fields(record, 2)[0]?.toString("hex") ?? "",
    parentId: fields(record, 4)[0]?.toString("hex") ?? "",
  }));
}

const KINDS = [
  [5, "gauge"],
  [7, "sum"],
  [9, "histogram"],
  [10, "exponential"],
] as const;

const metricsOf = (body: Buffer): SeenMetric[] =>
  inResources(body).map(({ service, record }) => ({
    ...{ service, name: text(record, 1), unit: text(record, 3) },
    kind: KINDS.find(([field]) => fields(record, field).length > 0)?.[1] ?? "other",
  }));

/** Spans or metrics, each with the service that it is of. */
function inResources(body: Buffer): { service: string; record: Buffer }[] {
  return fields(body, RESOURCES).flatMap((resources) => {
    const attributes = fields(resources, RESOURCE).flatMap((resource) => fields(resource, ATTRIBUTE));
    const service = attributes.find((attribute) => text(attribute, 1) === "service.name");
    const records = fields(resources, SCOPES).flatMap((scope) => fields(scope, RECORD));
    return records.map((record) => ({ service: service ? text(fields(service, 2)[0]!, 1) : "", record }));
  });
}

const text = (message: Buffer, field: number) => fields(message, field)[0]?.toString("utf8") ?? "";

/** The length-delimited values of one field: bytes, texts, and messages within. */
function fields(message: Buffer, wanted: number): Buffer[] {
  const found: Buffer[] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++]!;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    const type = tag & 7;
    if (type === 0) varint();
    else if (type === 1) at += 8;
    else if (type === 5) at += 4;
    else {
      const length = varint();
      if (Math.floor(tag / 8) === wanted) found.push(message.subarray(at, at + length));
      at += length;
    }
  }
  return found;
}
