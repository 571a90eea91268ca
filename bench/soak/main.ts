import { setTimeout as sleep } from "node:timers/promises";
import { connectBus } from "@acolhe/bus";
import { connectDatabase } from "@acolhe/database";
import { eventually } from "@acolhe/testing";
import { commandLine } from "../../scripts/command-line.ts";
import { percentiles } from "../../tests/chaos/latency.ts";
import { lagOfRows } from "../../tests/chaos/rows.ts";
import { type Gateway, startGateway } from "../gateway.ts";
import { createLoad } from "../load.ts";
import { createWebhookClient } from "../webhook-client.ts";
import { settled, slopePerHour } from "./slope.ts";
import { type SoakSystem, startSoakSystem } from "./system.ts";
import { lagOfDurables, type Series, startWatch } from "./watch.ts";

/*
 * npm run soak -- [--minutes 60] [--rate 20] [--sync always] [--restart] [--database-away SECONDS] [--json]
 *
 * Patients write at a steady rate, new ones all the time. Printed is what each process holds at the beginning and at the end,
 * and how much more each hour by what its last two thirds show. `--restart` kills every process after a third of the time,
 * servers included, one after the other; `--database-away` takes PostgreSQL away for so long after two thirds.
 */

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));

const { values } = commandLine(import.meta.filename, {
  options: {
    minutes: { type: "string", default: "60" },
    rate: { type: "string", default: "20" },
    sync: { type: "string", default: "default" },
    restart: { type: "boolean", default: false },
    "database-away": { type: "string", default: "0" },
    json: { type: "boolean", default: false },
  },
});
const seconds = Number(values.minutes) * 60;
const rate = Number(values.rate);
const awaySeconds = Number(values["database-away"]);
const LOOKS = 120;
/** Each says some twenty things before others come in its place: one who goes on and on is given to a person. */
const CONTACTS = 100;
const SAYINGS = 20;
const CAUGHT_UP_MS_MAX = 10 * 60_000;

await using gateway = await startGateway();
await using system = await startSoakSystem({ gatewayUrl: gateway.url, syncAlways: values.sync === "always" });
const bus = await connectBus({ url: system.natsUrl, name: "soak" });
await using _bus = { [Symbol.asyncDispose]: () => bus.close() };
// It loses its connections when the server is taken away.
const db = connectDatabase({ url: system.databaseUrl, name: "soak", onError: () => {} });
await using _db = { [Symbol.asyncDispose]: () => db.destroy() };

const pids = () => Object.fromEntries(system.parts.map(({ name, pid }) => [name, pid]));
const watch = startWatch({ bus, db, pids }, (seconds * 1000) / LOOKS);
const spoken = talk(system, gateway);
const told: Record<string, number> = {};
await sleep((seconds * 1000) / 3);
if (values.restart) await restartEverything();
await sleep((seconds * 1000) / 3);
if (awaySeconds > 0) await databaseAway();
const { latencies, refused, unanswered } = await spoken;
await watch.stop();

const latencyMs = percentiles(latencies);
const { p50, p95, p99 } = latencyMs;
console.log(`${latencies.length} answered at ${rate}/s: p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`);
console.log(`refused ${refused}, unanswered within half a minute ${unanswered}`);
for (const [what, value] of Object.entries(told)) console.log(`${what}: ${value}`);
const table = tableOf(watch.series);
console.table(table);
if (values.json)
  console.log(JSON.stringify({ minutes: seconds / 60, rate, latencyMs, refused, unanswered, told, table }));
process.exitCode = refused + unanswered > 0 ? 1 : 0;

/** One group of contacts after the other, until the time is over. */
async function talk({ forwarder, channel }: SoakSystem, to: Gateway) {
  const endsAt = performance.now() + seconds * 1000;
  const latencies: number[] = [];
  let refused = 0;
  let unanswered = 0;
  for (let first = 0; performance.now() < endsAt; first += CONTACTS) {
    const client = createWebhookClient(forwarder.url, channel);
    const load = createLoad({ client, gateway: to, contacts: CONTACTS, first });
    await load.warmUp(4);
    const left = (endsAt - performance.now()) / 1000;
    latencies.push(...(await load.open(rate, Math.max(0, Math.min(left, (CONTACTS * SAYINGS) / rate)))));
    refused += load.problems.refused;
    unanswered += load.problems.unanswered;
    client.close();
  }
  return { latencies, refused, unanswered };
}

async function restartEverything(): Promise<void> {
  const began = performance.now();
  for (const part of system.parts) {
    await part.kill();
    await part.revive();
  }
  told["everything was started anew within, s"] = secondsSince(began);
  await caughtUp("after that all was caught up with within, s");
}

async function databaseAway(): Promise<void> {
  await system.database.kill();
  await sleep(awaySeconds * 1000);
  await system.database.revive();
  told["PostgreSQL was away for, s"] = awaySeconds;
  told["records that were no rows yet when it came back"] = await eventually(() => lagOfRows(bus, db));
  await caughtUp("all were rows again within, s");
}

/** While patients go on: what waits is no more than what comes within a second. */
async function caughtUp(what: string): Promise<void> {
  const began = performance.now();
  const few = rate * 6;
  const isFew = async () => (await lagOfDurables(bus)) <= few && (await lagOfRows(bus, db)) <= few;
  await eventually(isFew, { deadlineMs: CAUGHT_UP_MS_MAX, everyMs: 500, what });
  told[what] = secondsSince(began);
}

function secondsSince(began: number): number {
  return Math.round((performance.now() - began) / 100) / 10;
}

function tableOf(series: Series) {
  const rows = [...series].map(([name, samples]) => {
    const slope = slopePerHour(settled(samples));
    const row = {
      first: samples[0]?.value,
      last: samples.at(-1)?.value,
      perHour: slope && Math.round(slope * 10) / 10,
    };
    return [name, row] as const;
  });
  return Object.fromEntries(rows);
}
