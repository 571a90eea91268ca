import { connectBus, followLogLevel } from "@acolhe/bus";
import { connectCache } from "@acolhe/cache";
import { HELD_BUCKET, SET_ASIDE_BUCKET } from "@acolhe/events";
import { createMetrics, createSetAside, loadChannels, runApp, startHealthServer } from "@acolhe/runtime";
import { createZapiClient } from "@acolhe/zapi";
import { startChannelSender } from "./channel-sender.ts";
import { followBotSwitch } from "./number/bot-switch.ts";
import { followSpeech } from "./number/speech.ts";
import { createSenderMetrics } from "./sender-metrics.ts";

/** A hint outlives the slowest echo seen, half an hour after a phone came back on line. */
const HINT_MS = 3600_000;

await runApp("outbound-sender", async ({ settings, log, onStop }) => {
  const metrics = createMetrics("outbound-sender");
  const channels = loadChannels(settings);
  const bus = await connectBus({ url: settings.NATS_URL, name: "outbound-sender" });
  onStop("bus", () => bus.close());
  const logLevel = followLogLevel(bus, "outbound-sender", log);
  onStop("log level", () => logLevel.stop());
  const cache = connectCache({ url: settings.REDIS_URL });
  onStop("cache", () => cache.close());

  const senderMetrics = createSenderMetrics(metrics);
  const held = await bus.kvm.open(HELD_BUCKET);
  const aside = await bus.kvm.open(SET_ASIDE_BUCKET);
  const leaveOut = createSetAside({ by: "outbound-sender", put: (key, json) => aside.put(key, json), log, metrics });
  const botSwitch = await followBotSwitch(bus, log);
  onStop("bot switch", () => botSwitch.stop());
  const speech = await followSpeech(bus, log, channels);
  onStop("speech", () => speech.stop());
  for (const channel of channels) {
    const sender = startChannelSender({
      bus,
      channel,
      held,
      log,
      metrics: senderMetrics,
      leaveOut,
      isBotOff: botSwitch.isOff,
      speech,
      ackWaitMs: settings.ACK_WAIT_MS,
      zapiTimeoutMs: settings.ZAPI_TIMEOUT_MS,
      client: createZapiClient({ ...channel, baseUrl: settings.ZAPI_BASE_URL, timeoutMs: settings.ZAPI_TIMEOUT_MS }),
      pace: {
        async take(id, pace) {
          const waitMs = await cache.pace(`pace:${id}`, pace);
          if (waitMs === null) senderMetrics.paceAlone.inc();
          return waitMs;
        },
      },
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
