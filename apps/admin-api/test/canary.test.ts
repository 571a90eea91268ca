import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startBroker } from "@acolhe/bus";
import {
  CANARY_CONTACT,
  Channel,
  type ChannelId,
  CLINIC_BUCKET,
  CLINIC_KEYS,
  pauseKey,
  SENDING_BUCKET,
} from "@acolhe/events";
import { createMetrics } from "@acolhe/runtime";
import type { CanaryRun } from "@acolhe/status";
import { eventually, startNats, temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import { setUp } from "../../ops/src/setup.ts";
import { startCanary } from "../src/canary/canary.ts";
import { createCanaryMetrics } from "../src/canary/canary-metrics.ts";

const NAMES = ["well", "off-line", "paused", "bot-off"];
const channels = NAMES.map((id) =>
  Channel.parse({
    id,
    instanceId: id,
    instanceToken: "t",
    clientToken: "c",
    webhookSecret: `secret-of-${id}-0123456789`,
  }),
);

/** In place of ingress: takes nothing, and keeps what it was asked. */
async function startRefusing() {
  const asked: { url: string; phone: string }[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
    asked.push({ url: request.url ?? "", phone: body.phone });
    response.writeHead(503).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    asked,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

test("numbers on which an answer may leave are tried in turn by the one process whose task it is, and counted", async () => {
  await using directory = await temporaryDirectory();
  const nats = await startNats({ dir: directory.path });
  await using ingress = await startRefusing();
  const broker = startBroker({ url: nats.url, name: "test", onError: () => undefined });
  const bus = await eventually(() => (broker.connected && broker.bus) || undefined);
  await setUp(bus, { channels, replicas: 1, ackWaitMs: 1_000 });
  const put = async (bucket: string, key: string, value: object) =>
    (await bus.kvm.open(bucket)).put(key, JSON.stringify(value));
  await put("channels", "off-line", { connected: false, at: 1 });
  await put(SENDING_BUCKET, pauseKey("paused" as ChannelId), {});
  await put(CLINIC_BUCKET, CLINIC_KEYS.bot, { off: false, channelsOff: ["bot-off"] });

  const metrics = createMetrics("admin-api");
  const canaryMetrics = createCanaryMetrics(metrics);
  let isMine = false;
  let asks = 0;
  const errors: unknown[] = [];
  const canary = startCanary(
    { channels, ingressUrl: ingress.url, everyMs: 60_000, againMs: 1, lookMs: 5 },
    {
      ...{ broker, metrics: canaryMetrics, now: Date.now, onError: (error: unknown) => errors.push(error) },
      isMine() {
        asks += 1;
        return isMine;
      },
    },
  );
  try {
    await eventually(() => asks > 3);
    expect(ingress.asked, "while it is another's task").toEqual([]);
    isMine = true;
    const runs: CanaryRun[] = [];
    await eventually(() => runs.push(...canary.takeRuns()) >= 3);
    expect(new Set(runs.map(({ channel, outcome }) => `${channel} ${outcome}`))).toEqual(new Set(["well not-taken"]));
    await put("channels", "off-line", { connected: true, at: 2 });
    await eventually(() => ingress.asked.some(({ url }) => url.includes("off-line")));
    const asked = new Set(ingress.asked.map(({ url, phone }) => `${url} ${phone}`));
    expect(asked).toEqual(
      new Set(["well", "off-line"].map((id) => `/webhooks/zapi/secret-of-${id}-0123456789 ${CANARY_CONTACT}`)),
    );
    expect(canary.tried()).toEqual(["well", "off-line"]);
    await put(SENDING_BUCKET, pauseKey("well" as ChannelId), {});
    await eventually(() => canary.tried().length === 1);
    canaryMetrics.kept(runs);
    expect(await metrics.text()).toMatch(/^canary_failing\{channel="well".*\} 1$/m);
    expect(errors).toEqual([]);
  } finally {
    await canary.stop();
    await broker.stop();
    await nats.stop();
  }
});
