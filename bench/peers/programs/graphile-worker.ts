import { Logger, run } from "graphile-worker";
import pg from "pg";
import type { Webhook } from "../decide.ts";
import { sayReady } from "./serve.ts";
import { createTables, handleMessage } from "./sessions.ts";

const JOBS_AT_ONCE = 24;

const connectionString = process.env.DATABASE_URL!;
const db = new pg.Pool({ connectionString, max: 16 });
await createTables(db);
await unlockAfterCrash();

const worker = {
  ...{ connectionString, concurrentJobs: JOBS_AT_ONCE, maxPoolSize: 8 },
  // What waits behind a job of its own queue is found by polling.
  pollInterval: 50,
  localQueue: { size: JOBS_AT_ONCE * 2 },
  ...{ completeJobBatchDelay: 0, failJobBatchDelay: 0 },
};
const logger = new Logger(() => (level, text) => {
  if (level === "error") console.error(text);
});
const taskList = { message: (webhook: unknown) => handleMessage(db, webhook as Webhook) };
await run({ preset: { worker }, taskList, logger });
sayReady();

/** A killed worker's jobs stay locked for four hours. There is one worker, so what is locked now was locked by it. */
async function unlockAfterCrash(): Promise<void> {
  const { rows } = await db.query("select to_regclass('graphile_worker.jobs') as jobs");
  if (rows[0]?.jobs === null) return;
  await db.query(`select graphile_worker.force_unlock_workers(
    array(select distinct locked_by from graphile_worker.jobs where locked_by is not null))`);
}
