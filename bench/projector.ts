import { readdirSync, readFileSync } from "node:fs";
import { connectBus } from "@acolhe/bus";
import { connectDatabase, migrate } from "@acolhe/database";
import { LIVE, readCheckpoint } from "@acolhe/database/projection";
import { DELIVERY, INBOUND, TURNS } from "@acolhe/events";
import { startLocalNats, startLocalPostgres, temporaryDirectory } from "@acolhe/testing";
import { setUp } from "../apps/ops/src/setup.ts";
import { followAll } from "../apps/projector/src/follow.ts";
import { commandLine } from "../scripts/command-line.ts";
import { cpuMs } from "./processes.ts";
import { recordsOf } from "./records.ts";

/*
 * npm run bench -- projector [--messages 20000] [--contacts 2000] [--json]
 *
 * Fills the streams with answered messages and projects them from the beginning. Broker and database share this machine;
 * the projector is this process. CPU is the figure that says something on a machine that is busy. The database syncs, as
 * it does for a clinic.
 */

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));

const { values } = commandLine(import.meta.filename, {
  args: process.argv.slice(3),
  options: {
    messages: { type: "string", default: "20000" },
    contacts: { type: "string", default: "2000" },
    json: { type: "boolean", default: false },
  },
});
const messages = Number(values.messages);
/** Publishes under way at a time. */
const TOGETHER = 500;

await using directory = await temporaryDirectory("acolhe-bench-");
await using nats = await startLocalNats({ dir: `${directory.path}/nats` });
await using postgres = await startLocalPostgres({ dir: `${directory.path}/postgres`, durable: true });
const url = new URL(postgres.url);
url.pathname = "acolhe";
await migrate(url.href);
const db = connectDatabase({ url: url.href, name: "bench" });
const bus = await connectBus({ url: nats.url, name: "bench" });
await setUp(bus, { channels: [], replicas: 1, ackWaitMs: 5_000 });

let waiting: Promise<unknown>[] = [];
let records = 0;
for (let n = 0; n < messages; n += 1) {
  for (const { subject, body, isProjected } of recordsOf(n, Number(values.contacts))) {
    if (isProjected) records += 1;
    waiting.push(bus.js.publish(subject, JSON.stringify(body)));
  }
  if (waiting.length < TOGETHER) continue;
  await Promise.all(waiting);
  waiting = [];
}
await Promise.all(waiting);
const streams = [INBOUND.name, TURNS.name, DELIVERY.name];
const last = new Map<string, number>();
for (const name of streams) last.set(name, (await bus.jsm.streams.info(name)).state.last_seq);
console.log(`${messages} messages left ${records} records to project`);

const cpu = { projector: process.cpuUsage(), broker: cpuMs(nats.pid), database: familyCpuMs(postgres.pid) };
const begun = performance.now();
const batches = new Map(streams.map((name) => [name, 0]));
const { promise: done, resolve } = Promise.withResolvers<void>();
const left = new Set(streams);
const following = followAll({
  bus,
  db,
  schema: LIVE,
  onBatch: ({ stream }) => batches.set(stream, (batches.get(stream) ?? 0) + 1),
  onPending: (stream, pending) => {
    if (pending === 0) left.delete(stream);
    if (left.size === 0) resolve();
  },
  onError: (_stream, error) => console.error(error),
});
await done;
const seconds = (performance.now() - begun) / 1000;
const { user, system } = process.cpuUsage(cpu.projector);
const spent = {
  projector: (user + system) / 1000,
  database: familyCpuMs(postgres.pid) - cpu.database,
  broker: cpuMs(nats.pid) - cpu.broker,
};
await following.stop();
if ((await readCheckpoint({ db, schema: LIVE }, TURNS.name)) !== last.get(TURNS.name))
  throw new Error("not all is there");
const { rows } = await db
  .selectFrom("read.messages")
  .select(({ fn }) => fn.countAll<number>().as("rows"))
  .executeTakeFirstOrThrow();
if (rows !== 2 * messages) throw new Error(`${rows} messages are shown, not ${2 * messages}`);

const perSecond = Math.round(records / seconds);
const cpuMsPerRecord = Object.fromEntries(
  Object.entries(spent).map(([name, ms]) => [name, Math.round((ms / records) * 1000) / 1000]),
);
console.log(`projected at ${perSecond}/s`);
console.log(`CPU ms per record ${JSON.stringify(cpuMsPerRecord)}`);
console.log(`batches ${JSON.stringify(Object.fromEntries(batches))}`);
if (values.json) console.log(JSON.stringify({ records, perSecond, cpuMsPerRecord }));
await bus.close();
await db.destroy();

/** Of the server and the processes it started, one a connection. */
function familyCpuMs(pid: number): number {
  const children = readdirSync("/proc").filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return new RegExp(`^PPid:\\s+${pid}$`, "m").test(readFileSync(`/proc/${name}/status`, "utf8"));
    } catch {
      return false;
    }
  });
  return [pid, ...children.map(Number)].reduce((sum, one) => sum + cpuMs(one), 0);
}
