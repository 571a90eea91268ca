import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { connection, indexOf, nameOf, QUEUES } from "./bullmq-queues.ts";
import { serveWebhooks } from "./serve.ts";

const redis = new Redis(connection);
const queues = Array.from({ length: QUEUES }, (_, index) => new Queue(nameOf(index), { connection: redis }));
// Over all workers: else a new one would begin while a killed one's job still counts as running.
for (const queue of queues) await queue.setGlobalConcurrency(1);

const kept = { removeOnComplete: true, attempts: 10, backoff: { type: "fixed", delay: 100 } };

// An id that still waits or runs is not added again.
await serveWebhooks((webhook) =>
  queues[indexOf(webhook.phone)]!.add("message", webhook, { ...kept, jobId: webhook.messageId }),
);
