import { followConnection } from "@acolhe/bus";
import { clinicFlow } from "@acolhe/flows";
import { startMirror } from "../../../apps/chatwoot-mirror/src/mirror.ts";
import { createMirrorMetrics } from "../../../apps/chatwoot-mirror/src/mirror-metrics.ts";
import { startOverdueTimers } from "../../../apps/conversation-worker/src/commit/overdue-timers.ts";
import { startWorker } from "../../../apps/conversation-worker/src/worker.ts";
import { createWorkerMetrics } from "../../../apps/conversation-worker/src/worker-metrics.ts";
import { createIngressMetrics } from "../../../apps/ingress/src/ingress-metrics.ts";
import { startTakeIn } from "../../../apps/ingress/src/take-in.ts";
import { startChannelSender } from "../../../apps/outbound-sender/src/channel-sender.ts";
import { createSenderMetrics } from "../../../apps/outbound-sender/src/sender-metrics.ts";
import type { SimulatedConnection } from "../broker/connection.ts";
import type { SimulatedDisk } from "../process/disk.ts";
import type { SimulatedProcess } from "../process/simulated-process.ts";
import type { Slot } from "./plan.ts";
import { noMetrics } from "./quiet.ts";
import type { Taker } from "./webhooks.ts";
import type { World } from "./world.ts";

/** Where a service runs: its process, and what that has of the world. */
export interface Place {
  readonly world: World;
  readonly process: SimulatedProcess;
  readonly connection: SimulatedConnection;
  readonly disk: SimulatedDisk;
  /** Something is about to leave the process. False: it died of that. */
  readonly onEffect: (what: string) => boolean;
}

export interface Running {
  stop(): Promise<void>;
  readonly take?: Taker["take"];
  readonly takeDesk?: Taker["takeDesk"];
}

const INPUT_WINDOW_MS = 300;
const TIMERS_LOOKED_AT_MS = 10_000;
const TIMER_OVERDUE_MS = 2_000;
const SENDER_SLOTS = { reply: 4, proactive: 2, bulk: 2 } as const;
const MIRROR_SLOTS = 3;
export const RETURN_LABEL = "devolver-ao-bot";
const SPOOL_BYTES_MAX = 1_000_000;
const NO_LIMITS = { perMinute: 0, per10s: 0 };

/** Starts what belongs into a place, as its `main.ts` does. */
export function startService(slot: Slot, place: Place): Promise<Running> {
  if (slot.startsWith("worker")) return startAsWorker(place);
  if (slot.startsWith("sender")) return startAsSender(place);
  return slot.startsWith("mirror") ? startAsMirror(place) : startAsIngress(place);
}

async function startAsWorker({ world, process, connection: { bus } }: Place): Promise<Running> {
  const { log } = world;
  const timers = startOverdueTimers({ bus, log, everyMs: TIMERS_LOOKED_AT_MS, overdueMs: TIMER_OVERDUE_MS });
  const worker = startWorker({
    bus,
    knowledge: {
      flows: { latest: clinicFlow, get: () => clinicFlow },
      clock: bus.host.now,
      patientOf: async (contact) => {
        world.lookUp(contact, process);
        return {};
      },
      inputWindowMs: INPUT_WINDOW_MS,
    },
    leaveOut: async () => {},
    log: world.log,
    metrics: createWorkerMetrics(noMetrics, bus.host.now),
    ackWaitMs: world.ackWaitMs,
    // Chance of the machine is in what is encrypted, and none may be in a trace.
    hides: false,
  });
  return {
    async stop() {
      await Promise.all([worker.stop(), timers.stop()]);
    },
  };
}

async function startAsSender({ world, process, connection: { bus }, onEffect }: Place): Promise<Running> {
  const { channel, gateway, zapiTimeoutMs, cache } = world;
  const held = await bus.kvm.open("held");
  return startChannelSender({
    bus,
    channel,
    held,
    slots: SENDER_SLOTS,
    isBotOff: () => false,
    speech: { isPaused: () => false, isOnlyObserved: () => false, stop: () => undefined },
    leaveOut: async () => {},
    log: world.log,
    metrics: createSenderMetrics(noMetrics),
    ackWaitMs: world.ackWaitMs,
    zapiTimeoutMs,
    client: gateway.client(process, { timeoutMs: zapiTimeoutMs, onEffect }),
    pace: { take: (_channel, pace) => cache.pace(pace) },
    hints: { sent: (id, messageId, contact) => cache.remember(`sent:${id}:${messageId}`, contact) },
  });
}

async function startAsIngress({ world, process, connection, disk, onEffect }: Place): Promise<Running> {
  const { channel, cache } = world;
  const { host } = process;
  const broker = followConnection({
    host,
    connect: async () => {
      await connection.whenUp();
      const close = async () => {};
      return { ...connection.bus, nc: { ...connection.bus.nc, close }, close };
    },
    onError: () => {},
  });
  const takeIn = startTakeIn({
    ...{ channels: [channel], broker, cache, disk: disk.of(process, onEffect), host },
    ...{ machine: "simulated", spoolDir: "spool", spoolBytesMax: SPOOL_BYTES_MAX, limits: NO_LIMITS },
    ...{ log: world.log, counters: createIngressMetrics(noMetrics) },
  });
  await takeIn.store.begun();
  const door = createDoor();
  return {
    take: (payload) => door.pass(() => takeIn.webhook(channel, payload, host.now())),
    takeDesk: (payload, deliveryId) => door.pass(() => takeIn.desk(payload, { receivedAt: host.now(), deliveryId })),
    async stop() {
      await door.close();
      await takeIn.stop();
      await broker.stop();
    },
  };
}

/** As the server closes: what is asked then is answered with 503, and what is in hand is waited for. */
function createDoor() {
  const inHand = new Set<Promise<unknown>>();
  let isClosed = false;
  return {
    async pass(take: () => Promise<unknown>): Promise<void> {
      if (isClosed) throw new Error("503");
      const taking = take();
      inHand.add(taking);
      try {
        await taking;
      } finally {
        inHand.delete(taking);
      }
    },
    async close(): Promise<void> {
      isClosed = true;
      await Promise.allSettled(inHand);
    },
  };
}

async function startAsMirror({ world, process, connection: { bus }, onEffect }: Place): Promise<Running> {
  const { channel, desk, deskTimeoutMs } = world;
  return startMirror({
    ...{ bus, records: await bus.kvm.open("mirror"), channels: [channel], slots: MIRROR_SLOTS },
    desk: desk.client(process, { timeoutMs: deskTimeoutMs, onEffect }),
    // A file that never comes; how one is waited for has tests of its own.
    files: { read: async () => "never" },
    hoursOf: async () => null,
    settings: {
      teams: new Map([["reception", 4]]),
      ...{ takeoverOnAssign: true, returnLabel: RETURN_LABEL, unansweredMs: world.remindsAfterMs },
      ...{ writeGraceMs: 3 * deskTimeoutMs, retryMsMax: 1_000, reconcileMs: 4_000 },
    },
    leaveOut: async () => {},
    ...{
      ackWaitMs: world.ackWaitMs,
      log: world.log,
      metrics: createMirrorMetrics(noMetrics, process.host.now),
      now: process.host.now,
    },
  });
}
