import { adviceAfter, ensureChannels, migrate } from "@acolhe/database";
import { openDesk } from "@acolhe/privacy";
import { createMetrics, loadChannels, pairsOf, runApp } from "@acolhe/runtime";
import { ensureAdministrator } from "./access/first-admin.ts";
import { createAdminApi } from "./admin-api.ts";
import { alertsOf } from "./alerts/settings.ts";
import { sweepTemporaryFolders } from "./files/temporary-folder.ts";
import { AUTH_BURST } from "./limits.ts";

/** Ten seconds of a minute's even share, and the burst on top: the cache's limiter looks at both windows. */
const per10s = (perMinute: number, burst: number) => (perMinute === 0 ? 0 : Math.ceil(perMinute / 6) + burst);

await runApp("admin-api", async ({ settings, log, onStop }) => {
  const jwtSecret = settings.ADMIN_JWT_SECRET;
  if (jwtSecret === undefined) throw new Error("ADMIN_JWT_SECRET is not set: give it 32 random characters or more");
  await sweepTemporaryFolders();
  const advice = adviceAfter(await migrate(settings.DATABASE_URL));
  if (advice) log.warn(advice);
  const isAnyNumberSet = settings.CHANNELS_FILE ?? settings.ZAPI_INSTANCE_ID;
  const numbers = isAnyNumberSet === undefined ? [] : loadChannels(settings);
  const api = await createAdminApi({
    databaseUrl: settings.DATABASE_URL,
    natsUrl: settings.NATS_URL,
    redisUrl: settings.REDIS_URL,
    jwtSecret,
    corsOrigins: settings.ADMIN_CORS_ORIGINS.split(",").filter((origin) => origin !== ""),
    trustProxy: settings.TRUST_PROXY,
    panelDirectory: settings.PANEL_DIR,
    limits: {
      perMinute: settings.API_RATE_LIMIT_PER_MINUTE,
      per10s: per10s(settings.API_RATE_LIMIT_PER_MINUTE, settings.API_RATE_LIMIT_BURST),
    },
    authLimits: {
      perMinute: settings.API_AUTH_RATE_LIMIT_PER_MINUTE,
      per10s: per10s(settings.API_AUTH_RATE_LIMIT_PER_MINUTE, AUTH_BURST),
    },
    heartbeatMs: settings.API_HEARTBEAT_MS,
    desk: settings.CHATWOOT_URL ? { url: settings.CHATWOOT_URL, accountId: settings.CHATWOOT_ACCOUNT_ID } : undefined,
    erasureDesk: openDesk({
      url: settings.CHATWOOT_URL,
      token: settings.CHATWOOT_TOKEN,
      accountId: settings.CHATWOOT_ACCOUNT_ID,
      timeoutMs: settings.CHATWOOT_TIMEOUT_MS,
      channels: numbers,
    }),
    apps: Object.fromEntries(pairsOf(settings.APP_URLS)),
    alerts: alertsOf(settings, numbers),
    log,
    metrics: createMetrics("admin-api"),
  });
  onStop("admin-api", () => api.stop());
  const first = { email: settings.ADMIN_EMAIL, password: settings.ADMIN_PASSWORD };
  const administrator = await ensureAdministrator(api.db, first);
  if (administrator === "no-password") log.warn("nobody can log in: set ADMIN_PASSWORD for the first administrator");
  await ensureChannels(
    api.db,
    numbers.map(({ id }) => id),
  );
  const { port } = await api.listen({ host: settings.HOST, port: settings.ADMIN_API_PORT });
  log.info({ port }, "requests are answered");
});
