import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { percentiles } from "../tests/chaos/latency.ts";
import type { Gateway } from "./gateway.ts";
import { createLoad } from "./load.ts";
import { cpuMs, rssMb } from "./processes.ts";
import type { System } from "./systems.ts";
import { createWebhookClient, type RouteOf } from "./webhook-client.ts";

export interface LoadOptions {
  readonly seconds: number;
  readonly rate: number;
  readonly inFlight: number;
  readonly contacts: number;
  readonly routeOf?: RouteOf | undefined;
  /** Done once there is data. */
  readonly settle?: () => Promise<void>;
}

/** The first second of a fresh process is compiling, not working. */
const SETTLE_MS = 1_000;

/** Latency at a rate, the sustained rate, CPU and memory of each process of the system. */
export async function measureLoad(system: System, gateway: Gateway, options: LoadOptions) {
  const { seconds, rate, inFlight, contacts } = options;
  const client = createWebhookClient(system.url, system.channels[0]!, options.routeOf);
  const load = createLoad({ client, gateway, contacts });
  await load.warmUp(32);
  await load.closed(inFlight, 3);
  await options.settle?.();
  await sleep(SETTLE_MS);

  const latencyMs = { rate, ...percentiles(await load.open(rate, seconds)) };
  console.log(`at ${rate}/s: p50 ${latencyMs.p50} ms, p95 ${latencyMs.p95} ms, p99 ${latencyMs.p99} ms`);

  const before = cpuOf(system);
  const { messages, seconds: took } = await load.closed(inFlight, seconds);
  const after = cpuOf(system);
  client.close();
  const sustainedPerSecond = Math.round(messages / took);
  const each = Object.entries(after).map(([name, ms]) => [name, round((ms - before[name]!) / messages)] as const);
  // Ours has one for limits and hints, outside the sum; where it is the store of another design, it counts.
  const own = each.filter(([name]) => name !== "redis" || options.routeOf !== undefined);
  const cpuMsPerMessage = { ...Object.fromEntries(own), total: round(own.reduce((sum, [, ms]) => sum + ms, 0)) };
  const memory = Object.fromEntries(Object.entries(system.pids).map(([name, pid]) => [name, rssMb(pid)]));
  const loadAverage = round(loadavg()[0]!);
  console.log(`sustained ${sustainedPerSecond}/s with ${inFlight} under way, load average ${loadAverage}`);
  console.log(`CPU ms per message ${JSON.stringify(cpuMsPerMessage)}`);
  console.log(`resident MB ${JSON.stringify(memory)}`);
  const { refused, unanswered } = load.problems;
  console.log(`refused ${refused}, unanswered ${unanswered}`);
  const problems = refused + unanswered;
  return { sustainedPerSecond, latencyMs, cpuMsPerMessage, rssMb: memory, loadAverage, problems };
}

function cpuOf({ pids }: System): Record<string, number> {
  return Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, cpuMs(pid)]));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
