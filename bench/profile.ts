import { mkdir, readFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { join } from "node:path";
import { eventually, freePort, temporaryDirectory } from "@acolhe/testing";
import { commandLine } from "../scripts/command-line.ts";
import { byCause, type Profile } from "./causes.ts";
import { startGateway } from "./gateway.ts";
import { createLoad } from "./load.ts";
import { cpuMs } from "./processes.ts";
import { startStreamSystem } from "./systems.ts";
import { createWebhookClient } from "./webhook-client.ts";

/*
 * npm run bench -- profile [--seconds 10] [--in-flight 64] [--contacts 1000] [--sync always|default]
 *
 * Where a message's time goes: of each service V8's profile of a steady load, by cause and as a share of its processor time; of the
 * broker what it takes in and hands out, as it counts it itself. The profile slows what it looks at, so compare shares.
 */

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));

const { values } = commandLine(import.meta.filename, {
  args: process.argv.slice(3),
  options: {
    seconds: { type: "string", default: "10" },
    "in-flight": { type: "string", default: "64" },
    contacts: { type: "string", default: "1000" },
    sync: { type: "string", default: "always" },
  },
});
const inFlight = Number(values["in-flight"]);
const SERVICES = ["ingress", "worker", "sender"];
/** Until what is compiled while it runs is compiled. */
const WARM_SECONDS = 4;

await using directory = await temporaryDirectory("acolhe-profile-");
const profiles = join(directory.path, "profiles");
await mkdir(profiles);
const port = await freePort();
await using gateway = await startGateway();
await using system = await startStreamSystem({
  ...{ gatewayUrl: gateway.url, syncAlways: values.sync === "always", nats: `http: 127.0.0.1:${port}\n` },
  env: { NODE_OPTIONS: `--import ${join(import.meta.dirname, "profiler.ts")}`, PROFILE_DIR: profiles },
});
const client = createWebhookClient(system.url, system.channels[0]!);
const load = createLoad({ client, gateway, contacts: Number(values.contacts) });
await load.warmUp(inFlight);
await load.closed(inFlight, WARM_SECONDS);

const before = await counted();
signalServices();
const { messages } = await load.closed(inFlight, Number(values.seconds));
signalServices();
const after = await counted();
client.close();

console.log(`${messages} messages, load average ${loadavg()[0]!.toFixed(1)}`);
for (const name of SERVICES) await tellCauses(name);
tellBroker();

function signalServices(): void {
  for (const name of SERVICES) process.kill(system.pids[name]!, "SIGUSR2");
}

/** Each figure a message. */
function perMessage(name: string): number {
  return ((after[name] ?? 0) - (before[name] ?? 0)) / messages;
}

async function tellCauses(name: string): Promise<void> {
  const file = join(profiles, `${system.pids[name]}.json`);
  // Half a file is no JSON.
  const written = async () => JSON.parse(await readFile(file, "utf8").catch(() => "false")) as Profile | false;
  const profile = await eventually(() => written().catch(() => false as const), {
    ...{ deadlineMs: 30_000, what: `the profile of ${name}` },
  });
  const causes = byCause(profile);
  const whole = causes.reduce((sum, [, ms]) => sum + ms, 0);
  const cpu = perMessage(`cpu ${name}`);
  console.log(`${name}: ${cpu.toFixed(3)} ms of processor time a message`);
  for (const [cause, ms] of causes)
    console.log(`  ${cause.padEnd(22)} ${((100 * ms) / whole).toFixed(1).padStart(5)} %`);
}

function tellBroker(): void {
  console.log(`broker: ${perMessage("cpu broker").toFixed(3)} ms of processor time a message`);
  for (const name of Object.keys(after).filter((name) => !name.startsWith("cpu") && perMessage(name) >= 0.005))
    console.log(`  ${name.padEnd(40)} ${perMessage(name).toFixed(2)}`);
}

interface Jsz {
  readonly api: { readonly total: number };
  readonly account_details: ReadonlyArray<{
    readonly stream_detail?: ReadonlyArray<{ readonly name: string; readonly state: { readonly last_seq: number } }>;
  }>;
}
interface Connz {
  readonly connections: ReadonlyArray<{ readonly name?: string; readonly in_msgs: number; readonly out_msgs: number }>;
}

/** What the broker has counted so far, and what each process has used. */
async function counted(): Promise<Record<string, number>> {
  const [jsz, connz] = (await Promise.all([ask("/jsz?streams=1&accounts=1"), ask("/connz")])) as [Jsz, Connz];
  const streams = jsz.account_details.flatMap(({ stream_detail = [] }) => stream_detail);
  return {
    ...Object.fromEntries(Object.entries(system.pids).map(([name, pid]) => [`cpu ${name}`, cpuMs(pid)])),
    ...Object.fromEntries(streams.map(({ name, state }) => [`records of ${name}`, state.last_seq])),
    ...Object.fromEntries(
      connz.connections.flatMap(({ name = "?", in_msgs, out_msgs }) => [
        [`messages from ${name}`, in_msgs],
        [`messages to ${name}`, out_msgs],
      ]),
    ),
    "requests of the API": jsz.api.total,
  };
}

async function ask(path: string): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return answer.json();
}
