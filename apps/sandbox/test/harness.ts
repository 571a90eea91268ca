import { readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { createSandbox } from "../src/sandbox.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests read arbitrary JSON
type Json = any;

export const INSTANCE = {
  channelId: "one",
  instanceId: "3E0A1B2C3D4E5F60718293A4B5C6D7E8",
  instanceToken: "0A1B2C3D4E5F60718293A4B5",
  clientToken: "F00000000000000000000000000000000S",
  name: "Clínica Exemplo",
  callbackUrl: "",
};

export const fixture = (name: string): Json =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));

export const DESK = {
  userToken: "token-of-the-bridge",
  botToken: "token-of-the-bot",
  webhook: { url: "", signingSecret: "Zt5pQ8vLm2Rk9XwYb4HdNc7J" },
};

export interface Received {
  headers: IncomingHttpHeaders;
  raw: Buffer;
  body: Json;
}

/** A sandbox and a receiver of its webhooks, both on free ports. */
export async function start(pace = { minMs: 0, maxMs: 0 }) {
  const received: Received[] = [];
  const answer = { status: 200 };
  const receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const raw = Buffer.concat(parts);
      const text = request.headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw;
      received.push({ headers: request.headers, raw, body: JSON.parse(text.toString()) });
      response.writeHead(answer.status).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const callbackUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  const sandbox = createSandbox({
    instances: [INSTANCE],
    pace,
    publicUrl: "",
    logger: false,
    demoContacts: true,
    desk: { ...DESK, webhook: { ...DESK.webhook, url: callbackUrl } },
  });
  const base = await sandbox.listen(0, "127.0.0.1");
  const zapiBase = `/instances/${INSTANCE.instanceId}/token/${INSTANCE.instanceToken}/`;

  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(base + path, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : null) as Json };
  };
  const zapi = (method: string, route: string, body?: unknown) =>
    call(method, zapiBase + route, body, { "client-token": INSTANCE.clientToken });
  const webhook = async (accept: (body: Json) => boolean): Promise<Received> => {
    for (const deadline = Date.now() + 3000; Date.now() < deadline; ) {
      const found = received.find((one) => accept(one.body));
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`No such webhook among ${received.map((one) => one.body.type).join(", ") || "none"}`);
  };
  await zapi("PUT", "update-every-webhooks", { value: callbackUrl, notifySentByMe: true });
  return {
    base,
    zapiBase,
    received,
    answer,
    call,
    zapi,
    webhook,
    [Symbol.asyncDispose]: async () => {
      await sandbox.close();
      receiver.closeAllConnections();
      await new Promise((resolve) => receiver.close(resolve));
    },
  };
}
