import { connectBus, followLogLevel, openObjects } from "@acolhe/bus";
import { createDeskClient } from "@acolhe/chatwoot";
import { MEDIA, SET_ASIDE_BUCKET } from "@acolhe/events";
import { createMetrics, createSetAside, loadChannels, runApp, type Settings, startHealthServer } from "@acolhe/runtime";
import { mediaHosts } from "@acolhe/runtime/outside";
import { createClinicHours } from "@acolhe/status";
import { createFiles } from "./media/files.ts";
import { LANE_TIMEOUTS_MS, startMediaKeeper } from "./media/keep.ts";
import { startMirror } from "./mirror.ts";
import { createMirrorMetrics } from "./mirror-metrics.ts";
import { openBucket } from "./record.ts";

const RETRY_MS_MAX = 5_000;

await runApp("chatwoot-mirror", async ({ settings, log, onStop }) => {
  const metrics = createMetrics("chatwoot-mirror");
  const bus = await connectBus({ url: settings.NATS_URL, name: "chatwoot-mirror" });
  onStop("bus", () => bus.close());
  const logLevel = followLogLevel(bus, "chatwoot-mirror", log);
  onStop("log level", () => logLevel.stop());

  const objects = openObjects(bus, MEDIA.name);
  const keeper = startMediaKeeper({
    bus,
    objects,
    trustedHosts: mediaHosts(settings),
    timeoutsMs: LANE_TIMEOUTS_MS,
    ackWaitMs: settings.ACK_WAIT_MS,
    log,
    metrics,
  });
  onStop("media", () => keeper.stop());

  const desk = deskOf(settings);
  if (desk === null) log.info("no desk is configured: conversations are not mirrored");
  else {
    const aside = await bus.kvm.open(SET_ASIDE_BUCKET);
    const mirror = startMirror({
      bus,
      records: await openBucket(bus),
      desk,
      channels: loadChannels(settings),
      files: createFiles(objects),
      hoursOf: createClinicHours(bus),
      leaveOut: createSetAside({ by: "chatwoot-mirror", put: (key, json) => aside.put(key, json), log, metrics }),
      settings: {
        teams: teamsOf(settings.CHATWOOT_TEAMS),
        takeoverOnAssign: settings.CHATWOOT_TAKEOVER_ON_ASSIGN,
        returnLabel: settings.CHATWOOT_RETURN_LABEL,
        // A call begins within the time that one may take, is answered within a second, and its server is done after a third.
        writeGraceMs: 3 * settings.CHATWOOT_TIMEOUT_MS,
        retryMsMax: RETRY_MS_MAX,
        reconcileMs: settings.CHATWOOT_RECONCILE_MS,
        unansweredMs: settings.CHATWOOT_UNANSWERED_MS,
      },
      ackWaitMs: settings.ACK_WAIT_MS,
      log,
      metrics: createMirrorMetrics(metrics, bus.host.now),
      now: bus.host.now,
    });
    onStop("mirror", () => mirror.stop());
  }

  const health = await startHealthServer({
    host: settings.HOST,
    port: settings.MIRROR_PORT,
    metrics,
    ready: () => (bus.nc.isClosed() ? "The broker connection is closed" : null),
  });
  onStop("health", () => health.stop());
});

/** Null: none is configured. @throws Error when it is configured by half */
function deskOf(settings: Settings) {
  if (!settings.CHATWOOT_URL) return null;
  if (!settings.CHATWOOT_TOKEN) throw new Error("CHATWOOT_URL is set, so CHATWOOT_TOKEN is needed as well");
  return createDeskClient({
    baseUrl: settings.CHATWOOT_URL,
    accountId: settings.CHATWOOT_ACCOUNT_ID,
    userToken: settings.CHATWOOT_TOKEN,
    botToken: settings.CHATWOOT_BOT_TOKEN,
    timeoutMs: settings.CHATWOOT_TIMEOUT_MS,
  });
}

/** `reception=4,nursing=6`, as the settings' own check allows it. */
function teamsOf(text: string): ReadonlyMap<string, number> {
  const pairs = text.split(",").filter((pair) => pair.trim() !== "");
  return new Map(pairs.map((pair) => [pair.split("=")[0]!.trim(), Number(pair.split("=")[1])]));
}
