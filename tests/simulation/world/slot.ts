import { clinicFlow } from "@acolhe/flows";
import { startWorker } from "../../../apps/conversation-worker/src/worker.ts";
import { createWorkerMetrics } from "../../../apps/conversation-worker/src/worker-metrics.ts";
import { startChannelSender } from "../../../apps/outbound-sender/src/channel-sender.ts";
import { createSenderMetrics } from "../../../apps/outbound-sender/src/sender-metrics.ts";
import { between } from "../../chaos/random.ts";
import { SimulatedConnection } from "../broker/connection.ts";
import { SimulatedProcess } from "../process/simulated-process.ts";
import type { Fault, Slot } from "./plan.ts";
import { noMetrics } from "./quiet.ts";
import type { World } from "./world.ts";

type FaultAtEffect = Extract<Fault, { kind: "crash" | "stop" }>;

/** A supervisor starts a process again this soon. */
const RESTART_MS = { min: 100, max: 2_500 };
const INPUT_WINDOW_MS = 300;
const SENDER_SLOTS = { reply: 4, proactive: 2, bulk: 2 } as const;

/** The place of one worker or sender, with the process that is there now, if any. */
export class ProcessSlot {
  readonly name: Slot;
  readonly #world: World;
  readonly #faults: ReadonlyMap<number, FaultAtEffect>;
  readonly #random: () => number;
  #effects = 0;
  #births = 0;
  process: SimulatedProcess | null = null;
  connection: SimulatedConnection | null = null;
  #running: { stop(): Promise<void> } | null = null;

  constructor(name: Slot, options: { world: World; random: () => number; faults: ReadonlyMap<number, FaultAtEffect> }) {
    this.name = name;
    this.#world = options.world;
    this.#random = options.random;
    this.#faults = options.faults;
  }

  start(): void {
    const { timeline, broker } = this.#world;
    const process = new SimulatedProcess(`${this.name}.${++this.#births}`, { timeline, random: this.#random });
    const connection = new SimulatedConnection(broker, process, () => 0.2 + this.#random());
    if (!broker.isUp) connection.broke();
    connection.onEffect = (what) => this.#effect(process, what);
    this.process = process;
    this.connection = connection;
    process.whenDead(() => this.#died(process));
    const starting = this.name.startsWith("worker") ? this.#startWorker() : this.#startSender();
    // As in production: what cannot start ends, and is started again.
    starting.then(
      (running) => {
        this.#running = running;
      },
      () => process.kill(),
    );
  }

  #died(process: SimulatedProcess): void {
    if (this.process !== process) return;
    this.process = null;
    this.connection = null;
    this.#running = null;
    this.#world.note(`${process.name} is gone`);
    this.#world.timeline.after(between(this.#random, RESTART_MS.min, RESTART_MS.max), () => this.start());
  }

  /** Stops as it does for an upgrade: what is in hand is finished. */
  restart(): void {
    const { process } = this;
    void this.#running?.stop().then(() => process?.kill());
  }

  #effect(process: SimulatedProcess, what: string): boolean {
    if (isIdle(what)) return true;
    const fault = this.#faults.get(++this.#effects);
    if (!fault) return true;
    this.#world.note(`${process.name}: ${fault.kind} at effect ${this.#effects}`);
    if (fault.kind === "stop") process.freeze(fault.forMs);
    else if (fault.when === "before") process.kill();
    // What is written to the socket leaves, whatever becomes of the process then.
    else this.#world.timeline.after(0, () => process.kill());
    return process.isAlive;
  }

  async #startWorker() {
    const { bus } = this.connection!;
    const { process } = this;
    return startWorker({
      bus,
      knowledge: {
        flows: { latest: clinicFlow, get: () => clinicFlow },
        clock: bus.host.now,
        patientOf: async (contact) => {
          this.#world.lookUp(contact, process);
          return {};
        },
        inputWindowMs: INPUT_WINDOW_MS,
      },
      leaveOut: async () => {},
      log: this.#world.log,
      metrics: createWorkerMetrics(noMetrics, bus.host.now),
      ackWaitMs: this.#world.ackWaitMs,
      // Chance of the machine is in what is encrypted, and none may be in a trace.
      hides: false,
    });
  }

  async #startSender() {
    const { bus } = this.connection!;
    const process = this.process!;
    const { channel, gateway, zapiTimeoutMs } = this.#world;
    const held = await bus.kvm.open("held");
    return startChannelSender({
      bus,
      channel,
      held,
      slots: SENDER_SLOTS,
      isBotOff: () => false,
      speech: { isPaused: () => false, isOnlyObserved: () => false, stop: () => undefined },
      leaveOut: async () => {},
      log: this.#world.log,
      metrics: createSenderMetrics(noMetrics),
      ackWaitMs: this.#world.ackWaitMs,
      zapiTimeoutMs,
      client: gateway.client(process, { timeoutMs: zapiTimeoutMs, onEffect: (what) => this.#effect(process, what) }),
      pace: { take: async () => (this.#world.isCacheAway ? null : 0) },
      hints: { sent: () => {} },
    });
  }
}

/** Pulls of what is not there are most of what a process does, and nothing follows from them. */
const isIdle = (what: string) => what.startsWith("$JS.API.CONSUMER.MSG.NEXT.");
