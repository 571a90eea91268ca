import { DBOS } from "@dbos-inc/dbos-sdk";
import pg from "pg";
import type { Webhook } from "../decide.ts";
import { sendAll } from "./gateway.ts";
import { sayReady } from "./serve.ts";
import { attemptOf, createTables } from "./sessions.ts";

const AT_ONCE_MAX = 64;
/** Queues are polled; the default is once a second. */
const POLL_MS = 20;

const databaseUrl = process.env.DATABASE_URL!;
const db = new pg.Pool({ connectionString: databaseUrl, max: 16 });
await createTables(db);

/** What a step returned is written down before the next one begins; the second one's is the outcome. */
async function message(webhook: Webhook): Promise<void> {
  const { sends } = await DBOS.runStep(() => attemptOf(db, webhook), { name: "decide" });
  await DBOS.runStep(() => sendAll(sends ?? []), { name: "send", retriesAllowed: true, maxAttempts: 10 });
}

DBOS.setConfig({
  ...{ name: "peers", systemDatabaseUrl: databaseUrl, systemDatabasePoolSize: 20 },
  ...{ applicationVersion: "1", logLevel: "error" },
});
DBOS.registerWorkflow(message, { name: "message" });
await DBOS.launch();
await DBOS.registerQueue("contacts", {
  ...{ partitionConcurrency: 1, workerConcurrency: AT_ONCE_MAX, minPollingIntervalMs: POLL_MS },
});
sayReady();
