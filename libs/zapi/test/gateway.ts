import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createZapiClient } from "../src/index.ts";

export const INSTANCE = "3E0A1B2C3D4E5F60718293A4B5C6D7E8";
export const INSTANCE_TOKEN = "0A1B2C3D4E5F60718293A4B5";
export const CLIENT_TOKEN = "F00000000000000000000000000000000S";
const PREFIX = `/instances/${INSTANCE}/token/${INSTANCE_TOKEN}`;

export interface Request {
  readonly method: string;
  /** Without instance and token. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
  /** The client's end of the connection. */
  readonly port: number | undefined;
}
type Reply = { status?: number; body?: unknown; raw?: string; headers?: Record<string, string> };
type Handler = (request: Request, response: ServerResponse) => Reply | undefined;

/** A local HTTP server in the gateway's place; a handler that returns nothing answers by itself, or never. */
export async function startGateway(handler: Handler, { timeoutMs = 2000 } = {}) {
  const requests: Request[] = [];
  const server = createServer(async (req, res) => {
    let raw = "";
    for await (const chunk of req) raw += chunk;
    const request: Request = {
      method: req.method ?? "",
      path: (req.url ?? "").replace(PREFIX, ""),
      headers: req.headers,
      body: raw === "" ? undefined : JSON.parse(raw),
      port: req.socket.remotePort,
    };
    requests.push(request);
    const reply = handler(request, res);
    if (!reply) return;
    res.writeHead(reply.status ?? 200, { "content-type": "application/json", ...reply.headers });
    res.end(reply.raw ?? (reply.body == null ? "" : JSON.stringify(reply.body)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    requests,
    baseUrl,
    client: createZapiClient({
      baseUrl,
      instanceId: INSTANCE,
      instanceToken: INSTANCE_TOKEN,
      clientToken: CLIENT_TOKEN,
      timeoutMs,
    }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
