import { type Job, Worker } from "bullmq";
import { Redis } from "ioredis";
import { decideMessage, type Webhook } from "../decide.ts";
import { connection, nameOf, QUEUES } from "./bullmq-queues.ts";
import { sendAll } from "./gateway.ts";
import { sayReady } from "./serve.ts";

const ATTEMPT_SECONDS = 86_400;
const redis = new Redis(connection);

/** Session and attempt are written together, before the call; the attempt again after it. */
async function message({ data: webhook }: Job<Webhook>): Promise<void> {
  const { phone, messageId } = webhook;
  const [sessionKey, attemptKey] = [`session:${phone}`, `attempt:${messageId}`];
  const [session, attempt] = await redis.mget(sessionKey, attemptKey);
  const begun = attempt ? JSON.parse(attempt) : null;
  if (begun?.ids) return;
  let sends = begun?.sends;
  if (!sends) {
    const decided = decideMessage(session ? JSON.parse(session) : null, webhook);
    sends = decided.sends;
    const both = redis.multi().set(sessionKey, JSON.stringify(decided.state));
    await both.set(attemptKey, JSON.stringify({ sends }), "EX", ATTEMPT_SECONDS).exec();
  }
  const ids = await sendAll(sends);
  await redis.set(attemptKey, JSON.stringify({ sends, ids }), "EX", ATTEMPT_SECONDS);
}

const options = {
  ...{ connection, concurrency: 1 },
  // A killed worker's job holds its queue until its lock has run out and two checks have passed; the defaults are 30 s.
  ...{ lockDuration: 2_000, stalledInterval: 500 },
  // By default the second crash under the same job loses it.
  maxStalledCount: 1_000,
};
const workers = Array.from({ length: QUEUES }, (_, index) => new Worker<Webhook>(nameOf(index), message, options));
for (const worker of workers) worker.on("error", (error) => console.error(error.message));
await Promise.all(workers.map((worker) => worker.waitUntilReady()));
sayReady();
