import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const CALL_MS = 4_000;

export interface Forwarder {
  readonly url: string;
  /**
   * When a patient's message was passed on to the ingress that then answered 200, by message id; the first time counts.
   * Not the answer's own time: on a quiet system the gateway is called before the proxy has read that answer.
   */
  readonly acceptedAt: ReadonlyMap<string, number>;
  /** Messages that came here, accepted or not. */
  readonly arrived: ReadonlySet<string>;
  readonly counts: { accepted: number; retried: number };
  /** Where webhooks go, any of them. */
  setTargets(urls: readonly string[]): void;
  stop(): Promise<void>;
}

/**
 * The reverse proxy in front of several ingress. A number's webhooks go to one of them, and to the next one while it
 * fails; with `spread`, each goes to any. Unlike a real one it takes each webhook at once and tries until an ingress
 * took it, a chat's in order: how a gateway repeats what was refused is not known, and not what is judged here.
 */
export async function startForwarder(options: { spread: boolean; random: () => number }): Promise<Forwarder> {
  let targets: readonly string[] = [];
  let stopped = false;
  const acceptedAt = new Map<string, number>();
  const arrived = new Set<string>();
  const counts = { accepted: 0, retried: 0 };
  const chats = new Map<string, Promise<void>>();

  async function forward(path: string, token: string, body: Buffer, messageId: string | null): Promise<void> {
    const sticky = createHash("sha256").update(path).digest()[0]!;
    while (!stopped) {
      const first = options.spread ? Math.floor(options.random() * 256) : sticky;
      for (let i = 0; i < targets.length; i++) {
        const passedOnAt = Date.now();
        const status = await post(`${targets[(first + i) % targets.length]}${path}`, token, body);
        if (status !== null && status < 300) {
          counts.accepted++;
          if (messageId && !acceptedAt.has(messageId)) acceptedAt.set(messageId, passedOnAt);
          return;
        }
        if (status !== null && status < 500) throw new Error(`ingress answered ${status} to a webhook`);
        counts.retried++;
      }
      await sleep(50);
    }
  }

  const server = createServer(async (request, reply) => {
    const body = Buffer.concat(await request.toArray());
    const { chat, messageId } = read(body);
    if (messageId) arrived.add(messageId);
    const path = request.url ?? "";
    const key = `${path} ${chat}`;
    const token = String(request.headers["z-api-token"] ?? "");
    const mine = (chats.get(key) ?? Promise.resolve()).then(() => forward(path, token, body, messageId));
    chats.set(key, mine);
    void mine.then(() => chats.get(key) === mine && chats.delete(key));
    reply.writeHead(200).end();
  });
  // An idle connection closed just when the gateway writes to it would lose a webhook without a count.
  server.keepAliveTimeout = 10 * 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    acceptedAt,
    arrived,
    counts,
    setTargets(urls) {
      targets = urls;
    },
    async stop() {
      stopped = true;
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Whose webhook it is, and of which message if a patient sent one. */
function read(body: Buffer): { chat: string; messageId: string | null } {
  const payload = JSON.parse(body.toString("utf8")) as {
    type?: string;
    phone?: string;
    fromMe?: boolean;
    messageId?: string;
  };
  const fromPatient = payload.type === "ReceivedCallback" && payload.fromMe === false;
  return { chat: payload.phone ?? "", messageId: fromPatient ? (payload.messageId ?? null) : null };
}

/** The status ingress answered with, or null when it did not. */
async function post(url: string, token: string, body: Buffer): Promise<number | null> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "z-api-token": token },
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(CALL_MS),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    // Killed before or after it stored the message; ingress must make one event of both.
    return null;
  }
}
