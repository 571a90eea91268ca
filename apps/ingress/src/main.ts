import { createMetrics, loadChannels, runApp } from "@acolhe/runtime";
import { createIngress } from "./ingress.ts";

await runApp("ingress", async ({ settings, log, onStop }) => {
  const ingress = createIngress({
    channels: loadChannels(settings),
    natsUrl: settings.NATS_URL,
    redisUrl: settings.REDIS_URL,
    spoolDir: settings.SPOOL_DIR,
    spoolBytesMax: settings.SPOOL_BYTES_MAX,
    limits: { perMinute: settings.RATE_LIMIT_PER_MINUTE, per10s: settings.RATE_LIMIT_BURST_PER_10S },
    gateway: {
      baseUrl: settings.ZAPI_BASE_URL,
      publicUrl: settings.PUBLIC_WEBHOOK_URL,
      timeoutMs: settings.ZAPI_TIMEOUT_MS,
    },
    gaps: { waitMs: settings.GAP_WAIT_SECONDS * 1000, everyMs: settings.GAP_CHECK_MINUTES * 60_000 },
    ...(settings.CHATWOOT_WEBHOOK_SECRET
      ? {
          desk: {
            webhookSecret: settings.CHATWOOT_WEBHOOK_SECRET,
            signingSecrets: settings.CHATWOOT_SIGNING_SECRETS.split(",").flatMap((secret) => secret.trim() || []),
          },
        }
      : {}),
    log,
    metrics: createMetrics("ingress"),
  });
  onStop("ingress", () => ingress.stop());
  const { port } = await ingress.listen({ host: settings.HOST, port: settings.INGRESS_PORT });
  log.info({ port }, "webhooks are taken");
});
