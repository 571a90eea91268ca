import { commandLine } from "../scripts/command-line.ts";
import { percentiles } from "../tests/chaos/latency.ts";
import { publishBulk } from "./bulk.ts";
import { type Gateway, startGateway } from "./gateway.ts";
import { measureGuards } from "./guards.ts";
import { createLoad } from "./load.ts";
import { type System, startLockSystem, startStreamSystem } from "./systems.ts";
import { measureLoad } from "./under-load.ts";
import { createWebhookClient } from "./webhook-client.ts";

/*
 * npm run bench -- [--only load|bulk|guards] [--seconds 15] [--rate 100] [--in-flight 128] [--contacts 1000]
 *                  [--sync default|always] [--design stream|lock] [--json]
 *
 * load    latency at a rate, the sustained rate, CPU and memory of each process
 * bulk    replies of a paced number, alone and beside a thousand broadcasts
 * guards  what each guard of the way costs by itself
 *
 * npm run bench -- --peers: the same job on other engines, side by side with ours (bench/peers/main.ts)
 * npm run bench -- engine: what a decision costs one core, with nothing else started
 * npm run bench -- profile: where a message's time goes, by cause
 * npm run bench -- projector: how fast the streams become rows
 * npm run bench -- size: what grows with contacts, workers and numbers
 * npm run bench -- replay: how fast recorded decisions are made once more
 *
 * Load and gateway live in this process and take their share of the machine too. Quick messages are not waited for
 * (INPUT_WINDOW_MS=0), so each is answered at once and alone.
 */

// Ended from outside, what was started ends too: that happens on exit, which a signal alone does not reach.
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));

// These need nothing that is started below.
const alone: Readonly<Record<string, () => Promise<unknown>>> = {
  engine: () => import("./engine.ts"),
  profile: () => import("./profile.ts"),
  projector: () => import("./projector.ts"),
  api: () => import("./api.ts"),
  size: () => import("./size.ts"),
  replay: () => import("./replay.ts"),
};
const isPeers = process.argv.includes("--peers");
const only = isPeers ? () => import("./peers/main.ts") : alone[process.argv[2] ?? ""];
if (only) {
  await only();
  process.exit();
}

const { values } = commandLine(import.meta.filename, {
  options: {
    seconds: { type: "string", default: "15" },
    rate: { type: "string", default: "100" },
    "in-flight": { type: "string", default: "128" },
    contacts: { type: "string", default: "1000" },
    sync: { type: "string", default: "default" },
    design: { type: "string", default: "stream" },
    only: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const seconds = Number(values.seconds);
const rate = Number(values.rate);
const inFlight = Number(values["in-flight"]);
const contacts = Number(values.contacts);
const syncAlways = values.sync === "always";
const isStream = values.design === "stream";
/** The plain design has neither lanes nor guards. */
const parts = isStream ? ["load", "bulk", "guards"] : ["load"];
const wanted = values.only ? [values.only] : parts;
for (const part of wanted)
  if (!parts.includes(part)) throw new Error(`--only can be ${parts.join(", ")} with --design ${values.design}`);

const BULK_COUNT = 1_000;
const BULK_RATE = 2;
const BULK_SECONDS = 20;

const result: Record<string, unknown> = {};
let failures = 0;
if (wanted.includes("load") || wanted.includes("bulk")) {
  await using gateway = await startGateway();
  await using system = isStream
    ? await startStreamSystem({ gatewayUrl: gateway.url, syncAlways })
    : await startLockSystem({ gatewayUrl: gateway.url });
  if (wanted.includes("load")) {
    const { problems, ...figures } = await measureLoad(system, gateway, { seconds, rate, inFlight, contacts });
    failures += problems;
    Object.assign(result, figures);
  }
  if (wanted.includes("bulk")) {
    const bulk = await repliesBesideBulk(system, gateway);
    // The last line of the load has a fixed shape; what else was measured stands above it.
    if (values.only) result.bulk = bulk;
  }
}
if (wanted.includes("guards")) {
  const guards = await measureGuards({ syncAlways, times: 1_000 });
  for (const [name, microseconds] of Object.entries(guards)) console.log(`${name.padEnd(38)}${microseconds} µs`);
  if (values.only) result.guardsMicroseconds = guards;
}
if (values.json) console.log(JSON.stringify(result));
process.exitCode = failures > 0 ? 1 : 0;

/** Replies of a number that may send one message every 50 ms, before and while broadcasts fill its pace. */
async function repliesBesideBulk({ url, natsUrl, channels }: System, gateway: Gateway) {
  const paced = channels[1]!;
  const client = createWebhookClient(url, paced);
  const replies = createLoad({ client, gateway, contacts: 40, first: 500_000 });
  await replies.warmUp(4);
  const alone = percentiles(await replies.open(BULK_RATE, BULK_SECONDS / 2));
  await publishBulk(natsUrl, paced, BULK_COUNT);
  const beside = percentiles(await replies.open(BULK_RATE, BULK_SECONDS));
  client.close();
  console.log(`paced number, replies alone: p50 ${alone.p50} ms, p95 ${alone.p95} ms`);
  console.log(`with ${BULK_COUNT} broadcasts waiting: p50 ${beside.p50} ms, p95 ${beside.p95} ms`);
  return { alone, beside };
}
