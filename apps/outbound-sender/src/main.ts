import { connectBus } from "@acolhe/bus";
import { connectCache } from "@acolhe/cache";
import { createMetrics, loadChannels, runApp, startHealthServer } from "@acolhe/runtime";
import { createZapiClient } from "@acolhe/zapi";
import { startChannelSender } from "./channel-sender.ts";
import { createSenderMetrics } from "./sender-metrics.ts";

/** A hint outlives the slowest echo seen, half an hour after a phone came back on line. */
const HINT_MS = 3600_000;

await runApp("outbound-sender", async ({ settings, log, onStop }) => {
  const metrics = createMetrics("outbound-sender");
  const channels = loadChannels(settings);
  const bus = await connectBus({ url: settings.NATS_URL, name: "outbound-sender" });
  onStop("bus", () => bus.close());
  const cache = connectCache({ url: settings.REDIS_URL });
  onStop("cache", () => cache.close());

  const senderMetrics = createSenderMetrics(metrics);
  const held = await bus.kvm.open("held");
  const states = await bus.kvm.open("channels");
  for (const channel of channels) {
    const sender = startChannelSender({
      bus,
      channel,
      held,
      channels: states,
      log,
      metrics: senderMetrics,
      ackWaitMs: settings.ACK_WAIT_MS,
      zapiTimeoutMs: settings.ZAPI_TIMEOUT_MS,
      client: createZapiClient({
        baseUrl: settings.ZAPI_BASE_URL,
        instanceId: channel.instanceId,
        instanceToken: channel.instanceToken,
        clientToken: channel.clientToken,
        timeoutMs: settings.ZAPI_TIMEOUT_MS,
      }),
      pace: { take: (id, pace) => cache.pace(`pace:${id}`, pace) },
      hints: { sent: (id, messageId, contact) => void cache.remember(`sent:${id}:${messageId}`, contact, HINT_MS) },
    });
    onStop(`sender ${channel.id}`, () => sender.stop());
  }

  const health = await startHealthServer({
    host: settings.HOST,
    port: settings.SENDER_PORT,
    metrics,
    ready: () => (bus.nc.isClosed() ? "The broker connection is closed" : null),
  });
  onStop("health", () => health.stop());
});
