import type { Logger } from "pino";
import { giveBack } from "./give-back.ts";
import { createLog } from "./log.ts";
import { safeError } from "./safe-error.ts";
import { loadSettings, type Settings } from "./settings.ts";

/** Started parts are handed over here; they end in reverse order. */
export interface Lifecycle {
  readonly settings: Settings;
  readonly log: Logger;
  /** Registers how to end what was just started. */
  onStop(name: string, stop: () => Promise<void> | void): void;
}

/**
 * Everything stops within this: a pull runs out (2 s), a call to the gateway ends meanwhile or is left as unknown, the
 * connection drains (1 s). `npm start` allows a process 5.5 s.
 */
const STOP_DEADLINE_MS = 5_000;

/** Runs one process: parts started in order, unwound when one fails, ended in reverse on SIGTERM or SIGINT. */
export async function runApp(name: string, start: (life: Lifecycle) => Promise<void>): Promise<void> {
  // Spools, temporary files and whatever a library writes: patients' words are in it, so no other user may read it.
  process.umask(0o077);
  const settings = loadSettings();
  const log = createLog(name, { level: settings.LOG_LEVEL, share: settings.LOG_SHARE });
  const stops: Array<{ name: string; stop: () => Promise<void> | void }> = [];
  let ending = false;

  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    setTimeout(() => {
      log.error("stop deadline passed; what is under way is left to the next process");
      process.exit(code || 1);
    }, STOP_DEADLINE_MS).unref();
    for (const part of stops.reverse()) {
      try {
        await part.stop();
      } catch (error) {
        log.error({ err: error, part: part.name }, "a part did not stop cleanly");
      }
    }
    log.info("stopped");
    process.exit(code);
  };

  process.once("SIGTERM", () => void end(0));
  process.once("SIGINT", () => void end(0));
  // What was under way is gone, perhaps a consumer: a process that went on would say it is ready and do half its work.
  for (const fault of ["uncaughtException", "unhandledRejection"] as const)
    process.on(fault, (error) => {
      log.fatal({ err: error }, "a programmer's error; ending so that a fresh process takes over");
      void end(1);
    });
  try {
    // Registered first, so ended last: the steps of stopping parts are sent as well.
    stops.push(...(await startExports(name, settings)));
    await start({ settings, log, onStop: (part, stop) => stops.push({ name: part, stop }) });
    log.info("started");
    giveBack();
  } catch (error) {
    log.fatal({ err: error }, `could not start: ${safeError(error).message}`);
    await end(1);
  }
}

/** What is sent to a collector, where there is one. */
async function startExports(
  service: string,
  settings: Settings,
): Promise<{ name: string; stop: () => Promise<void> }[]> {
  const endpoint = settings.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint) return [];
  const { startTraceExport } = await import("./trace-export.ts");
  const traces = { name: "traces", stop: startTraceExport({ endpoint, service }) };
  if (settings.OTEL_METRICS_EXPORTER === "none") return [traces];
  const { startMetricExport } = await import("./metrics/metrics-export.ts");
  const everyMs = settings.OTEL_METRIC_EXPORT_INTERVAL;
  return [traces, { name: "metrics", stop: startMetricExport({ endpoint, service, everyMs }) }];
}
