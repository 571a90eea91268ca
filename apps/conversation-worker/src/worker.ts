import { type CoreBus, type Pump, startPump } from "@acolhe/bus";
import { INBOUND, PARTITION_COUNT, workerDurable } from "@acolhe/events";
import type { LeaveOut, Logger } from "@acolhe/runtime";
import { createAdvance } from "./advance/advance-delivery.ts";
import { createKnowledge, type KnowledgeDeps } from "./gather/gather-facts.ts";
import type { WorkerMetrics } from "./worker-metrics.ts";

/** Pause after a failed handling. Five tries hold up the partition for about a second before the contact parks. */
const RETRY_DELAY_MS = 200;

/** Pulls from every partition; start as many of these as you like, in as many processes. */
export function startWorker(options: {
  bus: CoreBus;
  knowledge: KnowledgeDeps;
  leaveOut: LeaveOut;
  log: Logger;
  metrics: WorkerMetrics;
  ackWaitMs: number;
  hides: boolean;
  /** How long a pull waits at the broker, ms: as long as a stop may take. */
  pullMs?: number;
}): { stop(): Promise<void> } {
  const { bus, log, metrics, ackWaitMs } = options;
  let stopping = false;
  const advance = createAdvance({
    bus,
    leaveOut: options.leaveOut,
    hides: options.hides,
    ...createKnowledge(options.knowledge),
    log,
    metrics,
    stopping: () => stopping,
  });
  const pumps: Pump[] = Array.from({ length: PARTITION_COUNT }, (_, partition) =>
    startPump(bus, {
      stream: INBOUND.name,
      durable: workerDurable(partition),
      slots: 1,
      ackWaitMs,
      retryDelayMs: RETRY_DELAY_MS,
      ...(options.pullMs === undefined ? {} : { expiresMs: options.pullMs }),
      async handle(delivery) {
        // Many parkings a minute are our bug, not the patients': leave the events where they are and let people look.
        if (metrics.tooManyParkings()) return delivery.retry(30_000);
        await advance(delivery);
      },
      onError(error, delivery) {
        metrics.failures.inc();
        log.warn({ err: error, seq: delivery.seq, delivery: delivery.deliveryCount }, "handling an event failed");
      },
    }),
  );
  return {
    async stop() {
      stopping = true;
      await Promise.all(pumps.map((pump) => pump.stop()));
    },
  };
}
