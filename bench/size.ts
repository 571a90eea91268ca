import { loadavg } from "node:os";
import { join } from "node:path";
import { asService, natsAuthorization, redisUsers } from "@acolhe/access";
import { type Bus, connectBus, lastOf, publish } from "@acolhe/bus";
import { anyTurnOf, type Channel, type ConversationRef, TURNS, Turn, turnSubject } from "@acolhe/events";
import { startLocalNats, startLocalRedis, temporaryDirectory } from "@acolhe/testing";
import { commandLine } from "../scripts/command-line.ts";
import { asUser, PASSWORDS } from "../tests/access/logins.ts";
import { makeChannels } from "../tests/chaos/channels.ts";
import { percentiles } from "../tests/chaos/latency.ts";
import { appPart, type Part, serverPart, setUp } from "../tests/chaos/parts.ts";
import { phoneOf } from "./contacts.ts";
import { type Gateway, startGateway } from "./gateway.ts";
import { createLoad, type Load } from "./load.ts";
import { rssMb } from "./processes.ts";
import { environment } from "./systems.ts";
import { createWebhookClient } from "./webhook-client.ts";

/*
 * npm run bench -- size [--contacts 1000,100000] [--workers 1,2,4] [--channels 1,10,100] [--seconds 10]
 *
 * What an installation costs that has grown, one thing at a time; one line of JSON each. `contacts` have a conversation in
 * TURNS that no process has in memory. A cold message is the first of such a contact, from its webhook to the gateway;
 * a restart is from the start of a process that was killed until it is ready.
 */

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));

const { values } = commandLine(import.meta.filename, {
  args: process.argv.slice(3),
  options: {
    contacts: { type: "string", default: "1000,100000" },
    workers: { type: "string", default: "1,2,4" },
    channels: { type: "string", default: "1,10,100" },
    seconds: { type: "string", default: "10" },
  },
});

/** Contacts that talk all the time, beside those that are only there. */
const TALKING = 500;
const IN_FLIGHT = 64;
const COLD_TIMES = 300;
/** One after another: what is measured is the way, not the queue. */
const COLD_RATE = 20;
const READ_TIMES = 500;
/** Publishes under way at a time, and how long a busy machine may take for one. */
const TOGETHER = 500;
const STORED_MS_MAX = 30_000;
/** The first of those that are only there. */
const QUIET_FROM = 2_000_000;

interface Size {
  readonly contacts: number;
  readonly workers: number;
  readonly channels: number;
}

const numbers = (list: string) => list.split(",").map(Number);
const plain: Size = { contacts: 1_000, workers: 1, channels: 1 };
const sizes: Size[] = [
  ...numbers(values.contacts).map((contacts) => ({ ...plain, contacts })),
  ...numbers(values.workers).map((workers) => ({ ...plain, workers })),
  ...numbers(values.channels).map((channels) => ({ ...plain, channels })),
];
// What differs in nothing is measured once.
const distinct = new Map(sizes.map((size) => [JSON.stringify(size), size]));
for (const size of distinct.values()) console.log(JSON.stringify({ ...size, ...(await measured(size)) }));

async function measured({ contacts, workers, channels: count }: Size) {
  await using gateway = await startGateway();
  await using ends = new AsyncDisposableStack();
  const ids = Array.from({ length: count }, (_, index) => `number-${index}`);
  const channels = makeChannels(ids, { paceMs: 0, window: 256, callbackWaitMs: 0 });
  const { broker, parts, bus } = await start({ channels, workers, gateway, ends });
  const client = createWebhookClient(parts.find(({ kind }) => kind === "ingress")!.url, channels[0]!);
  ends.defer(() => client.close());
  const talking = createLoad({ client, gateway, contacts: TALKING });
  await talking.warmUp(IN_FLIGHT);
  await fill(bus, { channel: channels[0]!.id, contact: phoneOf(0) } as ConversationRef, contacts);
  const sustained = await talking.closed(IN_FLIGHT, Number(values.seconds));
  const cold = createLoad({ client, gateway, contacts: Math.min(COLD_TIMES, contacts), first: QUIET_FROM });
  const coldMs = percentiles(await cold.open(COLD_RATE, Math.min(COLD_TIMES, contacts) / COLD_RATE));
  const coldReadMs = percentiles(await coldReads(bus, channels[0]!, contacts));
  const brokerMb = rssMb(broker.pid);
  const restartMs: Record<string, number> = {};
  for (const part of [...parts, broker]) restartMs[part.kind] = await restartOf(part);
  return {
    ...{
      coldMs,
      coldReadMs,
      restartMs,
      brokerMb,
      sustainedPerSecond: Math.round(sustained.messages / sustained.seconds),
    },
    ...{ unanswered: unanswered(talking, cold), loadAverage: loadavg()[0] },
  };
}

function unanswered(...loads: readonly Load[]): number {
  return loads.reduce((sum, { problems }) => sum + problems.unanswered, 0);
}

async function start(options: {
  channels: readonly Channel[];
  workers: number;
  gateway: Gateway;
  ends: AsyncDisposableStack;
}): Promise<{ broker: Part; parts: readonly Part[]; bus: Bus }> {
  const { channels, workers, gateway, ends } = options;
  const keep = (part: Part): Part => {
    ends.defer(() => part.stop());
    return part;
  };
  const directory = ends.use(await temporaryDirectory("acolhe-bench-")).path;
  const more = natsAuthorization(
    PASSWORDS,
    channels.map(({ id }) => id),
  );
  const broker = keep(
    await serverPart("broker", (port) =>
      startLocalNats({ dir: join(directory, "nats"), more, ...(port === undefined ? {} : { port }) }),
    ),
  );
  const redis = ends.use(await startLocalRedis({ dir: join(directory, "redis"), users: redisUsers(PASSWORDS) }));
  const natsUrl = asService(broker.url, "ops", PASSWORDS.ops);
  const env = await environment({ directory, channels, natsUrl, redisUrl: redis.url, gatewayUrl: gateway.url });
  await setUp(env);
  const part = async (kind: Part["kind"], app: "conversation-worker" | "outbound-sender" | "ingress", name: string) =>
    keep(await appPart(kind, { app, name, env: asUser(app, env) }));
  const parts = [await part("sender", "outbound-sender", "sender"), await part("ingress", "ingress", "ingress")];
  for (let copy = 1; copy <= workers; copy++) parts.push(await part("worker", "conversation-worker", `worker-${copy}`));
  const bus = await connectBus({ url: natsUrl, name: "bench" });
  ends.defer(() => bus.close());
  return { broker, parts, bus };
}

/** Copies what a contact's conversation has come to, as a turn to which nothing is said, for so many others. */
async function fill(bus: Bus, like: ConversationRef, contacts: number): Promise<void> {
  const stored = await lastOf(bus, TURNS.name, anyTurnOf(like));
  if (!stored) throw new Error("the first contact has no turn to copy");
  const turn = stored.json<Turn>();
  const chain = { previousTurnSeq: 0, predecessorSeq: 0, coveredSeq: 1, lanes: { reply: 0, proactive: 0, bulk: 0 } };
  for (let from = 0; from < contacts; from += TOGETHER) {
    const some = Array.from({ length: Math.min(TOGETHER, contacts - from) }, (_, index) => from + index);
    await Promise.all(
      some.map((n) => {
        const ref = { channel: like.channel, contact: phoneOf(QUIET_FROM + n) } as ConversationRef;
        const copy = Turn.parse({ ...turn, ...ref, ...chain, lane: "quiet", commands: [] });
        return publish(bus, turnSubject(ref, "quiet"), copy, { timeoutMs: STORED_MS_MAX });
      }),
    );
  }
}

/** One read each of a last turn, spread over all that are there. */
async function coldReads(bus: Bus, channel: Channel, contacts: number): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < READ_TIMES; i++) {
    const contact = phoneOf(QUIET_FROM + Math.floor((i * contacts) / READ_TIMES));
    const begun = performance.now();
    await lastOf(bus, TURNS.name, anyTurnOf({ channel: channel.id, contact } as ConversationRef));
    taken.push(performance.now() - begun);
  }
  return taken;
}

async function restartOf(part: Part): Promise<number> {
  await part.kill();
  const begun = performance.now();
  await part.revive();
  return Math.round(performance.now() - begun);
}
