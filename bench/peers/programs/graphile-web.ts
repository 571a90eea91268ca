import { makeWorkerUtils } from "graphile-worker";
import pg from "pg";
import type { Webhook } from "../decide.ts";
import { serveWebhooks } from "./serve.ts";

/** Webhooks that one statement takes. */
const BATCH_MAX = 200;

/** A table of its own tells repeats: a job's key would keep its place in the queue only until the job was first tried. */
const ADD = `
  with spec as (select * from json_populate_recordset(null::graphile_worker.job_spec, $1::json)),
       fresh as (insert into inbox select job_key from spec on conflict do nothing returning message_id)
  select count(*) from graphile_worker.add_jobs(array(
    select row(identifier, payload, queue_name, run_at, max_attempts, null, priority, flags)::graphile_worker.job_spec
    from spec join fresh on message_id = job_key))`;

/** 0: a queue for each phone. */
const queues = Number(process.env.QUEUES);
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL!, max: 4 });
pool.on("error", (error) => console.error(error.message));
pool.on("connect", (client) => client.on("error", (error) => console.error(error.message)));
await makeWorkerUtils({ pgPool: pool });
await pool.query("create table if not exists inbox (message_id text primary key)");

const queueOf = (phone: string) => (queues > 0 ? `contacts-${Number(phone.slice(-6)) % queues}` : phone);

interface Waiting {
  readonly webhook: Webhook;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}
let waiting: Waiting[] = [];
let isAdding = false;

/** One statement at a time; what arrives meanwhile goes together into the next. */
async function addWaiting(): Promise<void> {
  isAdding = true;
  while (waiting.length > 0) {
    const batch = waiting.slice(0, BATCH_MAX);
    waiting = waiting.slice(BATCH_MAX);
    // An id may stand only once in a statement.
    const byId = new Map(batch.map(({ webhook }) => [webhook.messageId, webhook]));
    const jobs = [...byId].map(([job_key, payload]) => ({
      ...{ identifier: "message", payload, job_key, queue_name: queueOf(payload.phone) },
    }));
    try {
      await pool.query({ name: "add", text: ADD, values: [JSON.stringify(jobs)] });
      for (const { done } of batch) done();
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  }
  isAdding = false;
}

await serveWebhooks(
  (webhook) =>
    new Promise<void>((done, failed) => {
      waiting.push({ webhook, done, failed });
      if (!isAdding) void addWaiting();
    }),
);
