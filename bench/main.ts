import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { percentiles } from "../tests/chaos/run.ts";
import { publishBulk } from "./bulk.ts";
import { startGateway } from "./gateway.ts";
import { measureGuards } from "./guards.ts";
import { createLoad } from "./load.ts";
import { cpuMs, rssMb } from "./processes.ts";
import { type System, startLockSystem, startStreamSystem } from "./systems.ts";
import { createWebhookClient } from "./webhook-client.ts";

/*
 * npm run bench -- [--seconds 15] [--rate 100] [--in-flight 128] [--sync default|always] [--design stream|lock]
 *                  [--no-bulk] [--guards] [--json]
 * Load and gateway live in this process and take their share of the machine too.
 */

// Ended from outside, what was started ends too: that happens on exit, which a signal alone does not reach.
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "15" },
    rate: { type: "string", default: "100" },
    "in-flight": { type: "string", default: "128" },
    contacts: { type: "string", default: "1000" },
    sync: { type: "string", default: "default" },
    design: { type: "string", default: "stream" },
    "no-bulk": { type: "boolean", default: false },
    guards: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const seconds = Number(values.seconds);
const rate = Number(values.rate);
const inFlight = Number(values["in-flight"]);
const isStream = values.design === "stream";

/** The first second of a fresh process is compiling, not working. */
const SETTLE_MS = 1_000;
const BULK_COUNT = 1_000;
const BULK_RATE = 2;
const BULK_SECONDS = 20;

await using gateway = await startGateway();
await using system = isStream
  ? await startStreamSystem({ gatewayUrl: gateway.url, syncAlways: values.sync === "always" })
  : await startLockSystem({ gatewayUrl: gateway.url });
const [main, paced] = system.channels;
const client = createWebhookClient(system.url, main!);
const load = createLoad({ client, gateway, contacts: Number(values.contacts) });
await load.warmUp(32);
await load.closed(inFlight, 3);
await sleep(SETTLE_MS);

const latencies = await load.open(rate, seconds);
const latencyMs = { rate, ...percentiles(latencies) };
console.log(`at ${rate}/s: p50 ${latencyMs.p50} ms, p95 ${latencyMs.p95} ms, p99 ${latencyMs.p99} ms`);

const before = cpuOf(system);
const { messages, seconds: took } = await load.closed(inFlight, seconds);
const after = cpuOf(system);
const sustainedPerSecond = Math.round(messages / took);
const cpuMsPerMessage: Record<string, number> = {};
for (const [name, ms] of Object.entries(after)) cpuMsPerMessage[name] = round((ms - before[name]!) / messages);
cpuMsPerMessage.total = round(Object.values(cpuMsPerMessage).reduce((sum, ms) => sum + ms, 0));
const rss = Object.fromEntries(Object.entries(system.pids).map(([name, pid]) => [name, rssMb(pid)]));
console.log(`sustained ${sustainedPerSecond}/s with ${inFlight} under way`);
console.log(`CPU ms per message ${JSON.stringify(cpuMsPerMessage)}, resident MB ${JSON.stringify(rss)}`);
console.log(`problems ${JSON.stringify(load.problems)}`);
client.close();

const bulk = isStream && !values["no-bulk"] ? await repliesBesideBulk(system) : undefined;
if (bulk) {
  const { alone, beside } = bulk;
  console.log(`paced number, replies alone: p50 ${alone.p50} ms, p95 ${alone.p95} ms`);
  console.log(`with ${BULK_COUNT} broadcasts waiting: p50 ${beside.p50} ms, p95 ${beside.p95} ms`);
}
const guards =
  isStream && values.guards ? await measureGuards({ syncAlways: values.sync === "always", times: 1_000 }) : {};
for (const [name, microseconds] of Object.entries(guards)) console.log(`${name.padEnd(38)}${microseconds} µs`);
if (values.json) {
  const extra = { design: values.design, sync: values.sync, inFlight, problems: load.problems };
  console.log(
    JSON.stringify({
      sustainedPerSecond,
      latencyMs,
      cpuMsPerMessage,
      rssMb: rss,
      ...(bulk ? { bulk } : {}),
      ...(values.guards ? { guardsMicroseconds: guards } : {}),
      ...extra,
    }),
  );
}
process.exitCode = load.problems.refused + load.problems.unanswered > 0 ? 1 : 0;

/** Replies of a number that may send one message every 50 ms, before and while broadcasts fill its pace. */
async function repliesBesideBulk({ url, natsUrl }: System) {
  const pacedClient = createWebhookClient(url, paced!);
  const replies = createLoad({ client: pacedClient, gateway, contacts: 40, first: 500_000 });
  await replies.warmUp(4);
  const alone = percentiles(await replies.open(BULK_RATE, BULK_SECONDS / 2));
  await publishBulk(natsUrl, paced!, BULK_COUNT);
  const beside = percentiles(await replies.open(BULK_RATE, BULK_SECONDS));
  pacedClient.close();
  return { alone, beside };
}

function cpuOf({ pids }: System): Record<string, number> {
  return Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, cpuMs(pid)]));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
