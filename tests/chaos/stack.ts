import { join } from "node:path";
import type { Channel } from "@acolhe/events";
import { spawnApp, startNats, startRedis, temporaryDirectory } from "@acolhe/testing";
import { makeChannels, webhookPath, writeChannels } from "./channels.ts";
import { type Forwarder, startForwarder } from "./forwarder.ts";
import { appPart, type Part, serverPart, setUp } from "./parts.ts";

export interface Stack extends AsyncDisposable {
  readonly channels: readonly Channel[];
  readonly parts: readonly Part[];
  readonly forwarder: Forwarder;
  readonly sandboxUrl: string;
  readonly natsUrl: string;
}

/** Patients are slower than this in life; here more fits into a minute. */
const GATEWAY_PACE_MS = { min: 0, max: 20 };
const ACK_WAIT_MS = 1_500;
const NO_LIMIT = "1000000";

/** Everything a clinic runs, twice where it may run twice, beside the stand-in for the gateway. */
export async function startStack(options: {
  syncAlways: boolean;
  /** Webhooks of one number go to any ingress. */
  spread: boolean;
  random: () => number;
  onLine?: (name: string, line: string) => void;
}): Promise<Stack> {
  const ends = new AsyncDisposableStack();
  try {
    const directory = ends.use(await temporaryDirectory("acolhe-chaos-")).path;
    const channels = makeChannels(["main", "other"], {
      paceMs: 0,
      window: 64,
      callbackWaitMs: 500,
      unknownGiveUpMs: 3_000,
    });
    const keep = (part: Part): Part => {
      ends.defer(() => part.stop());
      return part;
    };
    const nats = keep(
      await serverPart("broker", (port) =>
        startNats({
          dir: join(directory, "nats"),
          syncAlways: options.syncAlways,
          ...(port === undefined ? {} : { port }),
        }),
      ),
    );
    const redis = keep(
      await serverPart("cache", (port) =>
        startRedis({ dir: join(directory, "redis"), ...(port === undefined ? {} : { port }) }),
      ),
    );
    const forwarder = await startForwarder(options);
    ends.defer(() => forwarder.stop());
    const shared = {
      NATS_URL: nats.url,
      REDIS_URL: redis.url,
      CHANNELS_FILE: await writeChannels(directory, channels),
      LOG_LEVEL: "warn",
      ACK_WAIT_MS: String(ACK_WAIT_MS),
      INPUT_WINDOW_MS: "0",
    };
    await setUp(shared);
    const sandbox = ends.use(
      await spawnApp("sandbox", {
        ...shared,
        SANDBOX_PACE_MS_MIN: String(GATEWAY_PACE_MS.min),
        SANDBOX_PACE_MS_MAX: String(GATEWAY_PACE_MS.max),
        // On a busy machine the proxy itself may take seconds; a webhook given up would change its place.
        SANDBOX_WEBHOOK_TIMEOUT_MS: "120000",
        SANDBOX_CALLBACK_URL: `${forwarder.url}${webhookPath("{webhookSecret}")}`,
      }),
    );
    const env = {
      ...shared,
      ZAPI_BASE_URL: sandbox.url,
      PUBLIC_WEBHOOK_URL: forwarder.url,
      ZAPI_TIMEOUT_MS: "3000",
      RATE_LIMIT_PER_MINUTE: NO_LIMIT,
      RATE_LIMIT_BURST_PER_10S: NO_LIMIT,
    };
    const parts = [nats, redis];
    for (const copy of [1, 2]) {
      const more = { ...(options.onLine ? { onLine: options.onLine } : {}) };
      const spool = join(directory, `spool-${copy}`);
      const [ingress, worker, sender] = await Promise.all([
        appPart("ingress", { app: "ingress", name: `ingress-${copy}`, env: { ...env, SPOOL_DIR: spool }, ...more }),
        appPart("worker", { app: "conversation-worker", name: `worker-${copy}`, env, ...more }),
        appPart("sender", { app: "outbound-sender", name: `sender-${copy}`, env, ...more }),
      ]);
      parts.push(keep(ingress), keep(worker), keep(sender));
    }
    forwarder.setTargets(parts.filter((part) => part.kind === "ingress").map((part) => part.url));
    const dispose = ends.move();
    return {
      channels,
      parts,
      forwarder,
      sandboxUrl: sandbox.url,
      natsUrl: nats.url,
      [Symbol.asyncDispose]: () => dispose.disposeAsync(),
    };
  } catch (error) {
    await ends.disposeAsync();
    throw error;
  }
}
