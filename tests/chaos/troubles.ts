import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Bus, patiently } from "@acolhe/bus";
import type { ClusterNode } from "@acolhe/testing";
import { untilWhole } from "./cluster-state.ts";
import type { Part } from "./parts.ts";
import { between, oneOf } from "./random.ts";
import type { Stack } from "./stack.ts";

/** What goes wrong with one server as broker, one after the other. */
export const KINDS = ["worker", "sender", "ingress", "broker", "cache", "slow-wire", "cut-wire", "full-disk"] as const;
/** The same with several. */
export const CLUSTER_KINDS = [
  "worker",
  "sender",
  "ingress",
  "cache",
  "leader",
  "cut-off",
  "empty-disk",
  "rolling-restart",
] as const;
/** Besides, where records are kept. */
export const RECORD_KINDS = ["database", "projector"] as const;
export type Kind = (typeof KINDS)[number] | (typeof CLUSTER_KINDS)[number] | (typeof RECORD_KINDS)[number];

/** Something goes wrong, and is over when it resolves. */
export type Trouble = () => Promise<void>;

/** How long the dead one stays away, besides the time its start takes. */
const AWAY_MS = { min: 50, max: 800 };
/** Beyond the acknowledgement wait, so that another process is given what this one still works at. */
const CUT_MS = { min: 1_000, max: 5_000 };
/** Also beyond what the clients of a node that is cut off bear before they leave it. */
const CUT_OFF_MS = { min: 1_000, max: 20_000 };
const DELAY_MS = { min: 20, max: 200 };
const SLOW_MS = { min: 1_000, max: 4_000 };
const FULL_MS = { min: 1_500, max: 4_000 };
/** Some records still find room before the store is full. */
const ROOM_BYTES = 32 * 1024;

interface TroubleDeps {
  readonly stack: Stack;
  /** Of the operators. */
  readonly bus: Bus;
  readonly random: () => number;
  readonly say: (line: string) => void;
}

export function createTroubles(deps: TroubleDeps): Readonly<Record<Kind, Trouble>> {
  const { stack, random } = deps;
  const say = (what: string) => deps.say(`${new Date().toISOString().slice(14, 23)} ${what}`);
  const away = () => sleep(between(random, AWAY_MS.min, AWAY_MS.max));

  async function killOneOf(parts: readonly Part[]): Promise<void> {
    const part = oneOf(random, parts);
    say(`kill ${part.name}`);
    await part.kill();
    await away();
    await part.revive();
  }
  const killOf = (kind: string) => () => killOneOf(stack.parts.filter((part) => part.kind === kind));

  /** Whichever of our processes it is, the others go on. It works at what it has, and no other process hears of it. */
  async function cutWire(): Promise<void> {
    const { wire, name } = oneOf(random, stack.apps);
    say(`cut the wire of ${name}`);
    wire!.cut();
    await sleep(between(random, CUT_MS.min, CUT_MS.max));
    if (random() < 0.5) wire!.tear();
    wire!.mend();
  }

  async function slowWire(): Promise<void> {
    const { wire, name } = oneOf(random, stack.apps);
    const delayMs = Math.round(between(random, DELAY_MS.min, DELAY_MS.max));
    say(`${delayMs} ms between ${name} and the broker`);
    wire!.setDelay(delayMs);
    await sleep(between(random, SLOW_MS.min, SLOW_MS.max));
    wire!.setDelay(0);
  }

  /** Two restarts: what may be stored cannot be changed while the server runs. */
  async function fullDisk(): Promise<void> {
    const { server, limitStore } = stack.broker;
    const most = (await bytesIn(stack.brokerDirectory)) + ROOM_BYTES;
    say(`no more than ${most} bytes are stored`);
    await server!.kill();
    limitStore(most);
    await server!.revive();
    await sleep(between(random, FULL_MS.min, FULL_MS.max));
    await server!.kill();
    limitStore(null);
    await server!.revive();
  }

  return {
    worker: killOf("worker"),
    sender: killOf("sender"),
    ingress: killOf("ingress"),
    broker: killOf("broker"),
    cache: killOf("cache"),
    database: killOf("database"),
    projector: killOf("projector"),
    "slow-wire": slowWire,
    "cut-wire": cutWire,
    "full-disk": fullDisk,
    ...clusterTroubles({ ...deps, say, away }),
  };
}

function clusterTroubles({ stack, bus, random, say, away }: TroubleDeps & { away: () => Promise<void> }) {
  const nodes = () => stack.broker.cluster!.nodes;

  /** Never two at a time: each node has to have everything again before the next is hurt. */
  async function hurt(node: ClusterNode, how: () => Promise<void>): Promise<void> {
    await how();
    await untilWhole(bus, nodes().length);
    say(`${node.name} has everything again`);
  }

  async function backAfterKill(
    node: ClusterNode,
    signal: NodeJS.Signals,
    between?: () => Promise<void>,
  ): Promise<void> {
    await hurt(node, async () => {
      await node.kill(signal);
      await between?.();
      await away();
      await node.start();
    });
  }

  return {
    async leader(): Promise<void> {
      const stream = oneOf(random, ["INBOUND", "TURNS", "DELIVERY"]);
      const leader = (await patiently(bus.host, () => bus.jsm.streams.info(stream))).cluster?.leader;
      const node = nodes().find(({ name }) => name === leader) ?? oneOf(random, nodes());
      say(`kill ${node.name}, which leads ${stream}`);
      await backAfterKill(node, "SIGKILL");
    },
    async "cut-off"(): Promise<void> {
      const node = oneOf(random, nodes());
      say(`cut ${node.name} off`);
      await hurt(node, async () => {
        node.cutOff();
        await sleep(between(random, CUT_OFF_MS.min, CUT_OFF_MS.max));
        node.rejoin();
      });
    },
    async "empty-disk"(): Promise<void> {
      const node = oneOf(random, nodes());
      say(`${node.name} loses its disk`);
      await backAfterKill(node, "SIGKILL", () => node.wipe());
    },
    async "rolling-restart"(): Promise<void> {
      say("restart each node");
      for (const node of nodes()) await backAfterKill(node, "SIGTERM");
    },
  };
}

async function bytesIn(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    // One that was removed meanwhile takes nothing.
    files.filter((file) => file.isFile()).map((file) => stat(join(file.parentPath, file.name)).catch(() => null)),
  );
  return sizes.reduce((sum, size) => sum + (size?.size ?? 0), 0);
}
