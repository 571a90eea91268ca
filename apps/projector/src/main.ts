import { connectBus, followLogLevel } from "@acolhe/bus";
import { connectDatabase, safeError } from "@acolhe/database";
import { periodsOf, startDaily } from "@acolhe/retention";
import { createMetrics, createTrouble, runApp, startHealthServer } from "@acolhe/runtime";
import { startProjector } from "./projector.ts";
import { createProjectorMetrics, createSweepMetrics } from "./projector-metrics.ts";
import { rebuild } from "./rebuild.ts";

/** One transaction a stream, and the readings of checkpoints beside them. */
const CONNECTIONS_MAX = 6;

/** Whether a sweep is due is one small question to the database. */
const SWEEP_CHECK_MS = 60_000;

const isRebuild = process.argv[2] === "rebuild";

await runApp(isRebuild ? "projector-rebuild" : "projector", async ({ settings, log, onStop }) => {
  const url = settings.DATABASE_URL;
  const bus = await connectBus({ url: settings.NATS_URL, name: "projector" });
  onStop("bus", () => bus.close());
  const logLevel = followLogLevel(bus, "projector", log);
  onStop("log level", () => logLevel.stop());
  const trouble = createTrouble(log, { safeError });
  const db = connectDatabase({
    url,
    name: "projector",
    connectionsMax: CONNECTIONS_MAX,
    onError: trouble("a connection to the database was lost"),
  });
  onStop("database", () => db.destroy());
  if (isRebuild) {
    await rebuild({ bus, db, url, log });
    process.kill(process.pid, "SIGTERM");
    return;
  }

  const metrics = createMetrics("projector");
  const projector = startProjector({ bus, db, url, log, metrics: createProjectorMetrics(metrics) });
  onStop("projector", () => projector.stop());
  const swept = createSweepMetrics(metrics);
  const sweepTrouble = trouble("a sweep was broken off; the next one goes on");
  const daily = startDaily({
    bus,
    db,
    url,
    periods: periodsOf(settings),
    everyHours: settings.RETENTION_EVERY_HOURS,
    checkMs: SWEEP_CHECK_MS,
    clock: Date.now,
    onRule: ({ rule, deleted, unreadable }) => {
      swept.deleted.inc({ rule }, deleted);
      swept.sweptAt.set({ rule }, Date.now() / 1000);
      if (rule === "words") swept.unreadable.set(unreadable);
      log.info({ rule, deleted, unreadable }, "what was too old is deleted");
    },
    onError: (error) => {
      swept.failures.inc();
      sweepTrouble(error);
    },
  });
  onStop("retention", () => daily.stop());
  const health = await startHealthServer({
    host: settings.HOST,
    port: settings.PROJECTOR_PORT,
    metrics,
    ready: () =>
      bus.nc.isClosed()
        ? "The broker connection is closed"
        : projector.mode() === "away"
          ? "The database cannot be reached"
          : projector.refused(),
  });
  onStop("health", () => health.stop());
});
