import { connectBus, followLogLevel } from "@acolhe/bus";
import { connectDatabase, LOOKUP_ROLE, patientCard, safeError } from "@acolhe/database";
import { type ContactKey, SECRETS_BUCKET, SET_ASIDE_BUCKET } from "@acolhe/events";
import { clinicFlow } from "@acolhe/flows";
import { createMetrics, createSetAside, loadChannels, runApp, startHealthServer } from "@acolhe/runtime";
import { createAskedQuestions } from "./asked-questions.ts";
import { channelRules } from "./channel-rules.ts";
import { followClinicSettings } from "./clinic-settings.ts";
import { startLookups } from "./effects/lookups.ts";
import { modelOf, startOpinions } from "./effects/opinions.ts";
import { startTranscriptions, transcriberOf } from "./effects/transcriptions.ts";
import { createPatientLookup } from "./patient-lookup.ts";
import { followFlows } from "./published-flows.ts";
import { startWorker } from "./worker.ts";
import { createWorkerMetrics } from "./worker-metrics.ts";

/** A lookup takes about a millisecond, so these serve thousands a second. */
const LOOKUPS_AT_ONCE_MAX = 4;
/** Nobody waits so long; the answer of a slow moment still serves the next message. */
const RECORDS_PATIENCE_MS = 1_000;

await runApp("conversation-worker", async ({ settings, log, onStop }) => {
  const metrics = createMetrics("conversation-worker");
  const bus = await connectBus({ url: settings.NATS_URL, name: "conversation-worker" });
  onStop("bus", () => bus.close());
  const logLevel = followLogLevel(bus, "conversation-worker", log);
  onStop("log level", () => logLevel.stop());

  const { host } = bus;
  const workerMetrics = createWorkerMetrics(metrics, host.now);
  const flows = await followFlows(bus, clinicFlow, log);
  onStop("flows", () => flows.stop());
  const clinic = await followClinicSettings(bus, log);
  onStop("clinic", () => clinic.stop());
  const records = connectDatabase({
    url: settings.PATIENT_LOOKUP_URL ?? settings.DATABASE_URL,
    name: "conversation-worker",
    readAs: LOOKUP_ROLE,
    connectionsMax: LOOKUPS_AT_ONCE_MAX,
    patienceMs: RECORDS_PATIENCE_MS,
  });
  onStop("records", () => records.destroy());
  const read = (contact: ContactKey) => patientCard(records, contact);
  const patientOf = createPatientLookup({
    read,
    waitMs: settings.PATIENT_LOOKUP_MS,
    host,
    onAnswer(how, error) {
      workerMetrics.lookups.inc({ how });
      if (error)
        log.warn(
          { err: safeError(error) },
          "the records did not answer; contacts count as last known, or are recognised later",
        );
    },
  });
  const model = modelOf(settings);
  const transcriber = transcriberOf(settings);
  const knowledge = {
    ...{
      flows,
      clock: host.now,
      patientOf,
      askedQuestion: createAskedQuestions(bus, host.now),
      botOff: clinic.botOff,
      staffHours: clinic.hours,
    },
    onRecognised: () => workerMetrics.lookups.inc({ how: "recognised-late" }),
    ...{ model: model !== null, transcription: transcriber !== null, desk: settings.CHATWOOT_URL !== undefined },
    rulesOf: channelRules(loadChannels(settings)),
    inputWindowMs: settings.INPUT_WINDOW_MS,
  };
  const aside = await bus.kvm.open(SET_ASIDE_BUCKET);
  const leaveOut = createSetAside({
    by: "conversation-worker",
    put: (key, json) => aside.put(key, json),
    log,
    metrics,
  });
  const ackWaitMs = settings.ACK_WAIT_MS;
  const hides = settings.HIDE_IDENTIFIERS;
  // Without it no turn could be written: rather no worker than patients whose conversations park.
  if (hides) await bus.kvm.open(SECRETS_BUCKET);
  const worker = startWorker({ bus, knowledge, leaveOut, log, metrics: workerMetrics, ackWaitMs, hides });
  const slowWork = { bus, log, metrics, ackWaitMs, clock: host.now };
  const lookups = startLookups({
    ...slowWork,
    ...{ read, safeError },
    timeZoneOf: (version) => (flows.get(version) ?? flows.latest).head.hours.timeZone,
  });
  const pulling = [
    worker,
    lookups,
    ...(model === null ? [] : [startOpinions({ ...slowWork, model })]),
    ...(transcriber === null ? [] : [startTranscriptions({ ...slowWork, transcriber })]),
  ];
  // Together: each takes up to the two seconds that a pull needs to run out, and one after another would be too late.
  onStop("pulling", async () => {
    await Promise.all(pulling.map((part) => part.stop()));
  });

  const health = await startHealthServer({
    host: settings.HOST,
    port: settings.WORKER_PORT,
    metrics,
    ready: () =>
      bus.nc.isClosed()
        ? "The broker connection is closed"
        : workerMetrics.tooManyParkings()
          ? "Too many conversations were parked within a minute"
          : null,
  });
  onStop("health", () => health.stop());
});
