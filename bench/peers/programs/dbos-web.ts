import { DBOSClient } from "@dbos-inc/dbos-sdk";
import { serveWebhooks } from "./serve.ts";

const client = await DBOSClient.create({
  systemDatabaseUrl: process.env.DATABASE_URL!,
  systemDatabasePoolSize: 16,
  applicationName: "peers",
});
const workflow = { queueName: "contacts", workflowName: "message" };

// An id that was enqueued before stands for the same workflow, finished or not.
await serveWebhooks((webhook) =>
  client.enqueue({ ...workflow, workflowID: webhook.messageId, queuePartitionKey: webhook.phone }, webhook),
);
