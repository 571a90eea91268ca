import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Bus, connectBus, ensureBucket, ensureStream } from "@acolhe/bus";
import { BUCKETS, Channel, STREAMS } from "@acolhe/events";
import { createMetrics, type Logger } from "@acolhe/runtime";
import { eventually, rootDirectory, type Server, startNats, startRedis, temporaryDirectory } from "@acolhe/testing";
import { createIngress, type IngressOptions } from "../src/ingress.ts";

export const SECRET = "a-secret-path-of-32-characters-00";
export const CHANNEL = Channel.parse({
  instanceId: "3E0A1B2C3D4E5F60718293A4B5C6D7E8",
  instanceToken: "instance-token-of-the-tests",
  clientToken: "client-token-of-the-tests",
  webhookSecret: SECRET,
  previousWebhookSecret: "an-older-secret-path-of-the-number",
});

export const fixturesDirectory = join(rootDirectory, "libs/zapi/fixtures");
export const fixture = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(fixturesDirectory, `${name}.json`), "utf8"));

/** A patient's text; every number is another message. */
export const textMessage = (n: number, more: Record<string, unknown> = {}) => ({
  ...fixture("received-text"),
  messageId: `M${n}`,
  text: { message: `secret words ${n}` },
  ...more,
});

export async function setUpBroker(url: string): Promise<Bus> {
  const bus = await connectBus({ url, name: "test" });
  for (const stream of STREAMS) await ensureStream(bus, stream);
  for (const [name, bucket] of Object.entries(BUCKETS)) await ensureBucket(bus, name, bucket);
  return bus;
}

export interface StoredMessage {
  readonly seq: number;
  readonly subject: string;
  readonly header: (name: string) => string;
  readonly body: Record<string, unknown>;
}

/** Everything of a stream from a sequence on. */
export async function stored(bus: Bus, stream: string, from = 1): Promise<StoredMessage[]> {
  const { state } = await bus.jsm.streams.info(stream);
  const found: StoredMessage[] = [];
  for (let seq = Math.max(from, state.first_seq); seq <= state.last_seq; seq++) {
    const m = await bus.jsm.direct.getMessage(stream, { seq });
    if (m) found.push({ seq, subject: m.subject, header: (name) => m.header?.get(name) ?? "", body: m.json() });
  }
  return found;
}

/** Keeps what would be logged, error chains included. */
export function recordingLog() {
  const lines: string[] = [];
  const write = (...args: unknown[]) => {
    lines.push(JSON.stringify(args, (_key, v) => (v instanceof Error ? [v.name, v.message, v.stack, v.cause] : v)));
  };
  const log = { info: write, warn: write, error: write, debug: write, fatal: write, trace: write };
  return { lines, log: log as unknown as Logger };
}

/** The real ingress in this process, on a real broker and, if asked for, a real Redis. */
export async function startDesk(options: Partial<IngressOptions> & { redis?: boolean } = {}) {
  const dir = await temporaryDirectory();
  const natsDir = join(dir.path, "nats");
  let nats: Server = await startNats({ dir: natsDir, syncAlways: true });
  const redis = options.redis ? await startRedis({ dir: join(dir.path, "redis") }) : undefined;
  const bus = await setUpBroker(nats.url);
  const { lines, log } = recordingLog();
  let metrics = createMetrics("ingress");
  const make = (changed: Partial<IngressOptions> = {}) => {
    metrics = createMetrics("ingress");
    return createIngress({
      channels: [CHANNEL],
      natsUrl: nats.url,
      redisUrl: redis?.url ?? "redis://127.0.0.1:1",
      spoolDir: join(dir.path, "spool"),
      spoolBytesMax: 1024 * 1024,
      limits: { perMinute: 0, per10s: 0 },
      log,
      metrics,
      ...options,
      ...changed,
    });
  };
  let ingress = make();
  let { port } = await ingress.listen({ host: "127.0.0.1", port: 0 });
  // The first connections are made in the background. A spool that cannot be opened is waited for.
  const isThere = () => (options.spoolDir ? ingress.status().broker : ingress.status().direct);
  await eventually(() => isThere() && (!redis || ingress.status().cache));

  return {
    dir: dir.path,
    bus,
    lines,
    metricsText: () => metrics.text(),
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    get redis() {
      return redis;
    },
    post(body: unknown, init: { path?: string; headers?: Record<string, string>; raw?: string | Buffer } = {}) {
      return fetch(`http://127.0.0.1:${port}${init.path ?? `/webhooks/zapi/${SECRET}`}`, {
        method: "POST",
        headers: { "content-type": "application/json", "z-api-token": CHANNEL.instanceToken, ...init.headers },
        body: init.raw === undefined ? JSON.stringify(body) : new Uint8Array(Buffer.from(init.raw)),
      });
    },
    killBroker: () => nats.kill("SIGKILL"),
    hangBroker: () => process.kill(nats.pid, "SIGSTOP"),
    wakeBroker: () => process.kill(nats.pid, "SIGCONT"),
    async returnBroker() {
      nats = await startNats({ dir: natsDir, port: nats.port, syncAlways: true });
      await reachedAgain(bus);
    },
    async restart(changed?: Partial<IngressOptions>) {
      await ingress.stop();
      ingress = make(changed);
      ({ port } = await ingress.listen({ host: "127.0.0.1", port: 0 }));
    },
    /** Nothing waits in the spool, and webhooks go to the broker at once. */
    isDirect: () => ingress.status().direct,
    async [Symbol.asyncDispose]() {
      await ingress.stop();
      await bus.nc.close();
      await nats.stop();
      await redis?.stop();
      await dir[Symbol.asyncDispose]();
    },
  };
}

/** Our own reader: a request it makes too early is lost, and waits for seconds. */
export const reachedAgain = (bus: Bus) =>
  eventually(async () => !bus.nc.isClosed() && (await reached(bus)), { everyMs: 50 });

const reached = (bus: Bus) =>
  Promise.race([
    bus.nc.rtt().then(
      () => true,
      () => false,
    ),
    new Promise<false>((resolve) => setTimeout(() => resolve(false), 300)),
  ]);
