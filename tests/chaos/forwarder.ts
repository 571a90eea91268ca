import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** The gateway gives up after ten seconds; we answer before it does. */
const GIVE_UP_MS = 8_000;
const CALL_MS = 4_000;

export interface Forwarder {
  readonly url: string;
  /** When ingress answered 200 for a patient's message, by message id; the first time counts. */
  readonly acceptedAt: ReadonlyMap<string, number>;
  /** Messages no ingress accepted: nobody may expect an answer to them. */
  readonly refused: Set<string>;
  readonly counts: { accepted: number; retried: number; refused: number };
  /** Where webhooks go, any of them. */
  setTargets(urls: readonly string[]): void;
  stop(): Promise<void>;
}

/**
 * The reverse proxy in front of several ingress. A number's webhooks go to one of them, and to the next one while it
 * fails: spread over both they could change places when the broker comes back and two spools are emptied at once.
 */
export async function startForwarder(): Promise<Forwarder> {
  let targets: readonly string[] = [];
  const acceptedAt = new Map<string, number>();
  const refused = new Set<string>();
  const counts = { accepted: 0, retried: 0, refused: 0 };

  async function forward(request: IncomingMessage, body: Buffer): Promise<number> {
    const endsAt = Date.now() + GIVE_UP_MS;
    const headers = { "content-type": "application/json", "z-api-token": String(request.headers["z-api-token"] ?? "") };
    const first = createHash("sha256")
      .update(request.url ?? "")
      .digest()[0]!;
    while (Date.now() < endsAt) {
      for (let i = 0; i < targets.length; i++) {
        const target = targets[(first + i) % targets.length];
        try {
          const signal = AbortSignal.timeout(CALL_MS);
          const response = await fetch(`${target}${request.url}`, {
            method: "POST",
            headers,
            body: new Uint8Array(body),
            signal,
          });
          await response.arrayBuffer();
          if (response.status < 500) return response.status;
        } catch {
          // Killed before or after it stored the message; ingress must make one event of both.
        }
        counts.retried++;
      }
      await sleep(50);
    }
    return 503;
  }

  const server = createServer(async (request, reply) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const messageId = patientMessageId(body);
    const status = await forward(request, body);
    if (status < 300) {
      counts.accepted++;
      if (messageId && !acceptedAt.has(messageId)) acceptedAt.set(messageId, Date.now());
    } else {
      counts.refused++;
      if (messageId && !acceptedAt.has(messageId)) refused.add(messageId);
    }
    reply.writeHead(status).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    acceptedAt,
    refused,
    counts,
    setTargets(urls) {
      targets = urls;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function patientMessageId(body: Buffer): string | null {
  const payload = JSON.parse(body.toString("utf8")) as { type?: string; fromMe?: boolean; messageId?: string };
  return payload.type === "ReceivedCallback" && payload.fromMe === false ? (payload.messageId ?? null) : null;
}
