import {
  type Bus,
  connectBus,
  ensureDurable,
  followBucket,
  publish,
  retryWhileUnavailable,
  startPump,
} from "@acolhe/bus";
import { CLINIC_BUCKET, turnSubject } from "@acolhe/events";
import { type ClusterNode, eventually } from "@acolhe/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { untilWhole } from "../chaos/cluster-state.ts";
import { COPIES, refOf, startCluster } from "./cluster.ts";

/*
 * A node dies, is cut off, or loses its disk, while one process writes, another handles what is written, one at a time, and
 * a third follows a bucket. Each talks to another node, so that two of three are hurt from afar. What is hurt is healed
 * only when all three have got over it: a client of a node that is cut off leaves it by itself.
 */

/** One record at a time, as the worker's are. */
const DURABLE = "probe";
const ACK_WAIT_MS = 1_500;
/** Two choices of a leader, and a client's patience with a node that is cut off; a busy machine takes several times as long. */
const OVER_IT_MS_MAX = 120_000;
/** Of one case: what is waited for one after the other, at worst. */
const CASE_MS_MAX = 600_000;

const ends = new AsyncDisposableStack();
let nodes: readonly ClusterNode[];
let buses: Bus[];

beforeAll(async () => {
  const cluster = await startCluster(ends);
  nodes = cluster.nodes;
  buses = await Promise.all(
    nodes.map(async (_node, place) => {
      const bus = await connectBus({ url: cluster.url, name: `process-${place}` });
      ends.defer(() => bus.close());
      return bus;
    }),
  );
  const durable = { stream: "TURNS", name: DURABLE, filters: ["turn.>"], ackWaitMs: ACK_WAIT_MS, window: 1 };
  await ensureDurable(buses[0]!, durable);
});
afterAll(() => ends.disposeAsync());

async function leaderOf(stream: string): Promise<ClusterNode> {
  const leader = await eventually(async () => (await buses[0]!.jsm.streams.info(stream)).cluster?.leader);
  return nodes.find(({ name }) => name === leader)!;
}

/** Clients choose among the nodes by chance, and those of one that died are at another since. */
async function spread(): Promise<void> {
  for (const [place, bus] of buses.entries())
    await eventually(async () => {
      if (nodeOf(bus) === nodes[place]) return true;
      await bus.nc.reconnect();
      return false;
    });
}

const nodeOf = (bus: Bus) => nodes.find(({ url }) => url.endsWith(bus.nc.getServer()));

interface Hurt {
  readonly what: string;
  readonly hurt: () => Promise<ClusterNode>;
  readonly heal: (node: ClusterNode) => Promise<void>;
}

async function cutOff(node: ClusterNode): Promise<ClusterNode> {
  node.cutOff();
  return node;
}

const HURTS: readonly Hurt[] = [
  {
    what: "the leader is killed",
    async hurt() {
      const node = await leaderOf("TURNS");
      await node.kill("SIGKILL");
      return node;
    },
    heal: (node) => node.start(),
  },
  {
    what: "a node is cut off, with the writer at it",
    hurt: () => cutOff(nodes[0]!),
    heal: async (node) => node.rejoin(),
  },
  {
    what: "a node is cut off, with the worker at it",
    hurt: () => cutOff(nodes[1]!),
    heal: async (node) => node.rejoin(),
  },
  {
    what: "a node is cut off, with the follower at it",
    hurt: () => cutOff(nodes[2]!),
    heal: async (node) => node.rejoin(),
  },
  {
    what: "a node comes back with an empty disk",
    async hurt() {
      const node = nodes[2]!;
      await node.kill("SIGKILL");
      await node.wipe();
      return node;
    },
    heal: (node) => node.start(),
  },
];

/** The others wait for a cluster to become whole again, which takes a busy machine minutes: `npm run test:all`. */
const TRIED = process.env.ACOLHE_LONG === "1" ? HURTS : HURTS.slice(0, 1);

it.each(TRIED)(
  "$what: what was acknowledged is handled in order, and settings are heard of",
  async ({ what, hurt, heal }) => {
    await spread();
    const [writer, worker, follower] = buses as [Bus, Bus, Bus];
    const subject = turnSubject(refOf(HURTS.findIndex((one) => one.what === what)), "reply");
    const handled: number[] = [];
    const pump = startPump(worker, {
      stream: "TURNS",
      durable: DURABLE,
      slots: 1,
      ackWaitMs: ACK_WAIT_MS,
      async handle(message) {
        if (message.subject === subject) handled.push(message.seq);
        message.ack();
      },
      onError: () => {},
    });
    let heard: unknown;
    const followed = followBucket(follower, CLINIC_BUCKET, {
      key: "probe",
      onChange: ({ value }) => {
        heard = value;
      },
      onError: () => {},
    });
    const persistently = <T>(work: () => Promise<T>) =>
      retryWhileUnavailable(work, { host: writer.host, stopping: () => false, onRetry: () => {} });
    const stored: number[] = [];
    const write = async () => {
      const id = `${what} ${stored.length}`;
      const expected = { seq: stored.at(-1) ?? 0, subject };
      const { seq } = await persistently(() => publish(writer, subject, {}, { id, expect: expected }));
      stored.push(seq);
    };

    for (let n = 0; n < 20; n++) await write();
    const node = await hurt();
    for (let n = 0; n < 20; n++) await write();
    const bucket = await persistently(() => writer.kvm.open(CLINIC_BUCKET));
    await persistently(() => bucket.put("probe", JSON.stringify(what)));
    const isHandled = () =>
      eventually(() => handled.at(-1) === stored.at(-1), { deadlineMs: OVER_IT_MS_MAX, what: "all is handled" });
    await eventually(() => heard === what, { deadlineMs: OVER_IT_MS_MAX, what: "the setting is heard of" });
    await isHandled();
    await heal(node);
    await untilWhole(writer, COPIES);
    await write();
    await isHandled();
    await pump.stop();
    followed.stop();
    // A lost acknowledgement brings a record again, never a later one before it.
    expect([...new Set(handled)]).toEqual(stored);
  },
  CASE_MS_MAX,
);
