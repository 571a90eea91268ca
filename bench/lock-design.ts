import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type ConversationState, transition } from "@acolhe/conversation";
import { type ConversationRef, isSend } from "@acolhe/events";
import { clinicFlow } from "@acolhe/flows";
import { loadChannels, loadSettings } from "@acolhe/runtime";
import { createZapiClient, normalise, parseWebhook } from "@acolhe/zapi";
import { connectRedis } from "./redis-client.ts";

/*
 * The plain way, to compare with: the request that brings a webhook takes a lock for the phone in Redis, reads the
 * session there, decides, sends, writes the session and lets go. Same reading of webhooks, same engine, same flow.
 * What it does not do is the point of the other design: a crash between send and session loses or repeats a message,
 * a lock that expires lets two requests in, and who waits for a lock may be overtaken.
 */

const LOCK_MS = 10_000;
const LOCK_RETRY_MS = 5;
const SESSION_SECONDS = "1800";
const UNLOCK = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

const settings = loadSettings();
const channel = loadChannels(settings)[0]!;
const redis = await connectRedis(settings.REDIS_URL);
const client = createZapiClient({
  baseUrl: settings.ZAPI_BASE_URL,
  instanceId: channel.instanceId,
  instanceToken: channel.instanceToken,
  clientToken: channel.clientToken,
  timeoutMs: settings.ZAPI_TIMEOUT_MS,
});

async function handle(json: unknown): Promise<void> {
  for (const item of normalise(parseWebhook(json), { receivedAt: Date.now() })) {
    if (item.target !== "conversation" || item.draft.type !== "message-received" || !item.names.phone) continue;
    const { phone } = item.names;
    const token = randomUUID();
    const lock = `lock:${phone}`;
    while ((await redis("SET", lock, token, "NX", "PX", String(LOCK_MS))) !== "OK") await sleep(LOCK_RETRY_MS);
    try {
      const stored = await redis("GET", `session:${phone}`);
      const state = stored ? (JSON.parse(stored) as ConversationState) : null;
      const ref = { channel: channel.id, contact: phone as ConversationRef["contact"] };
      const next = transition(state, {
        event: { ...item.draft, ...ref },
        facts: { now: Date.now(), inputWindowMs: 0 },
        flow: clinicFlow,
      });
      for (const command of next.commands) if (isSend(command)) await client.send(command);
      await redis("SET", `session:${phone}`, JSON.stringify(next.state), "EX", SESSION_SECONDS);
    } finally {
      await redis("EVAL", UNLOCK, "1", lock, token);
    }
  }
}

const server = createServer(async (request, reply) => {
  if (request.method !== "POST") return reply.writeHead(200).end();
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    await handle(JSON.parse(Buffer.concat(chunks).toString("utf8")));
    reply.writeHead(200).end();
  } catch {
    reply.writeHead(500).end();
  }
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.LOCK_PORT ?? 0), "127.0.0.1", () => {
  console.log(`listening ${(server.address() as AddressInfo).port}`);
});
