import { connectBus, followLogLevel, type Host } from "@acolhe/bus";
import { connectDatabase, LOOKUP_ROLE, patientCard, safeError } from "@acolhe/database";
import { type ContactKey, SECRETS_BUCKET, SET_ASIDE_BUCKET } from "@acolhe/events";
import { clinicFlow } from "@acolhe/flows";
import {
  createMetrics,
  createSetAside,
  createTrouble,
  type Lifecycle,
  loadChannels,
  runApp,
  startHealthServer,
} from "@acolhe/runtime";
import { startOverdueTimers } from "./commit/overdue-timers.ts";
import { createAskedQuestions } from "./gather/asked-questions.ts";
import { channelRules } from "./gather/channel-rules.ts";
import { followClinicSettings } from "./gather/clinic-settings.ts";
import { createPatientLookup, type PatientLookup } from "./gather/patient-lookup.ts";
import { followFlows } from "./gather/published-flows.ts";
import { modelOf, startOpinions } from "./lookups/opinions.ts";
import { startLookups } from "./lookups/records.ts";
import { startTranscriptions, transcriberOf } from "./lookups/transcriptions.ts";
import { startWorker } from "./worker.ts";
import { createWorkerMetrics, type WorkerMetrics } from "./worker-metrics.ts";

/** A lookup takes about a millisecond, so these serve thousands a second. */
const LOOKUPS_AT_ONCE_MAX = 4;
/** No turn waits so long; the answer of a slow moment still serves the next message. */
const RECORDS_PATIENCE_MS = 1_000;

await runApp("conversation-worker", async (app) => {
  const { settings, log, onStop } = app;
  const metrics = createMetrics("conversation-worker");
  const bus = await connectBus({ url: settings.NATS_URL, name: "conversation-worker" });
  onStop("bus", () => bus.close());
  const logLevel = followLogLevel(bus, "conversation-worker", log);
  onStop("log level", () => logLevel.stop());
  const workerMetrics = createWorkerMetrics(metrics, bus.host.now);
  const flows = await followFlows(bus, clinicFlow, log);
  onStop("flows", () => flows.stop());
  const clinic = await followClinicSettings(bus, log);
  onStop("clinic", () => clinic.stop());
  const records = recordsOf(app);
  const read = (contact: ContactKey) => patientCard(records, contact);
  const model = modelOf(settings);
  const transcriber = transcriberOf(settings);

  const knowledge = {
    ...{ flows, clock: bus.host.now, botOff: clinic.botOff, staffHours: clinic.hours },
    patientOf: patientLookupOf(app, { read, host: bus.host, metrics: workerMetrics }),
    askedQuestion: createAskedQuestions(bus, bus.host.now),
    onRecognised: () => workerMetrics.lookups.inc({ how: "recognised-late" }),
    ...{ model: model !== null, transcription: transcriber !== null, desk: settings.CHATWOOT_URL !== undefined },
    rulesOf: channelRules(loadChannels(settings)),
    inputWindowMs: settings.INPUT_WINDOW_MS,
  };
  const aside = await bus.kvm.open(SET_ASIDE_BUCKET);
  const put = (key: string, json: string) => aside.put(key, json);
  const leaveOut = createSetAside({ by: "conversation-worker", put, log, metrics });
  const ackWaitMs = settings.ACK_WAIT_MS;
  const hides = settings.HIDE_IDENTIFIERS;
  // Without it no turn could be written: rather no worker than patients whose conversations park.
  if (hides) await bus.kvm.open(SECRETS_BUCKET);
  const lookup = { bus, log, metrics, ackWaitMs, clock: bus.host.now };
  const timeZoneOf = (version: string) => (flows.get(version) ?? flows.latest).head.hours.timeZone;
  const pulling = [
    startWorker({ bus, knowledge, leaveOut, log, metrics: workerMetrics, ackWaitMs, hides }),
    startOverdueTimers({ bus, log }),
    startLookups({ ...lookup, read, safeError, timeZoneOf }),
    ...(model === null ? [] : [startOpinions({ ...lookup, model })]),
    ...(transcriber === null ? [] : [startTranscriptions({ ...lookup, transcriber })]),
  ];
  // Together: each takes up to the two seconds that a pull needs to run out, and one after another would be too late.
  onStop("pulling", async () => {
    await Promise.all(pulling.map((part) => part.stop()));
  });

  const health = await startHealthServer({
    host: settings.HOST,
    port: settings.WORKER_PORT,
    metrics,
    ready() {
      if (bus.nc.isClosed()) return "The broker connection is closed";
      return workerMetrics.tooManyParkings() ? "Too many conversations were parked within a minute" : null;
    },
  });
  onStop("health", () => health.stop());
});

function recordsOf({ settings, onStop }: Lifecycle) {
  const records = connectDatabase({
    url: settings.PATIENT_LOOKUP_URL ?? settings.DATABASE_URL,
    name: "conversation-worker",
    readAs: LOOKUP_ROLE,
    connectionsMax: LOOKUPS_AT_ONCE_MAX,
    patienceMs: RECORDS_PATIENCE_MS,
  });
  onStop("records", () => records.destroy());
  return records;
}

function patientLookupOf(
  { settings, log }: Lifecycle,
  { read, host, metrics }: { read: (contact: ContactKey) => Promise<unknown>; host: Host; metrics: WorkerMetrics },
): PatientLookup {
  const trouble = createTrouble(log, { safeError })(
    "the records did not answer; contacts count as last known, or are recognised later",
  );
  return createPatientLookup({
    read,
    waitMs: settings.PATIENT_LOOKUP_MS,
    host,
    onAnswer(how, error) {
      metrics.lookups.inc({ how });
      if (error) trouble(error);
    },
  });
}
