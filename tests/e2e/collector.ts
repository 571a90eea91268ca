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

/** A collector of OTLP over HTTP that keeps what it was sent, as it came. */
export async function startCollector() {
  const bodies: Buffer[] = [];
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (request.url === "/v1/traces") bodies.push(Buffer.concat(chunks));
      reply.writeHead(200, { "content-type": "application/x-protobuf" }).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    spans: (): SeenSpan[] => bodies.flatMap(spansOf),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/*
 * Just enough of Protocol Buffers for the fields named here.
 * Source: opentelemetry-proto, trace/v1/trace.proto and resource/v1/resource.proto.
 */
const RESOURCE_SPANS = 1;
const RESOURCE = 1;
const SCOPE_SPANS = 2;
const SPAN = 2;
const ATTRIBUTE = 1;

function spansOf(body: Buffer): SeenSpan[] {
  return fields(body, RESOURCE_SPANS).flatMap((resourceSpans) => {
    const attributes = fields(resourceSpans, RESOURCE).flatMap((resource) => fields(resource, ATTRIBUTE));
    const service = attributes.find((attribute) => text(attribute, 1) === "service.name");
    const spans = fields(resourceSpans, SCOPE_SPANS).flatMap((scope) => fields(scope, SPAN));
    return spans.map((span) => ({
      service: service ? text(fields(service, 2)[0]!, 1) : "",
      name: text(span, 5),
      traceId: fields(span, 1)[0]?.toString("hex") ?? "",
      spanId: fields(span, 2)[0]?.toString("hex") ?? "",
      parentId: fields(span, 4)[0]?.toString("hex") ?? "",
    }));
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
