import { connectBus } from "@acolhe/bus";
import { clinicFlow } from "@acolhe/flows";
import { createMetrics, runApp, startHealthServer } from "@acolhe/runtime";
import { startWorker } from "./worker.ts";
import { createWorkerMetrics } from "./worker-metrics.ts";

await runApp("conversation-worker", async ({ settings, log, onStop }) => {
  const metrics = createMetrics("conversation-worker");
  const bus = await connectBus({ url: settings.NATS_URL, name: "conversation-worker" });
  onStop("bus", () => bus.close());

  const workerMetrics = createWorkerMetrics(metrics, Date.now);
  const worker = startWorker({ bus, flow: clinicFlow, log, metrics: workerMetrics, ackWaitMs: settings.ACK_WAIT_MS });
  onStop("worker", () => worker.stop());

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
