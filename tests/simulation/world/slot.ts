import { headers as newHeaders } from "@nats-io/nats-core";
import { between } from "../../chaos/random.ts";
import { SimulatedConnection } from "../broker/connection.ts";
import type { Sent } from "../broker/simulated-broker.ts";
import { SimulatedDisk } from "../process/disk.ts";
import { type Clock, SimulatedProcess } from "../process/simulated-process.ts";
import { START } from "../timeline.ts";
import { FORMER_HEADER, formerRecord } from "./former.ts";
import type { Fault, Slot } from "./plan.ts";
import { type Running, startService } from "./services.ts";
import type { Taker } from "./webhooks.ts";
import type { World } from "./world.ts";

type FaultAtEffect = Extract<Fault, { kind: "crash" | "stop" }>;

/** When its network is whole again, a process has its connection and has said what it holds. */
const BACK_WITHIN_MS = 2_000;
/** What waits in a spool is said within this before it is answered for. */
const STALL_WAITED_FOR_MS = 200;
/** What the spool did not take is with the broker within this, or not answered for. */
const STORED_WITHIN_MS = 2_500;
/** A supervisor starts a process again this soon. */
const RESTART_MS = { min: 100, max: 2_500 };

/** The place of one process, with the one that is there now, if any, and its disk. */
export class ProcessSlot {
  readonly name: Slot;
  readonly #world: World;
  readonly #faults: ReadonlyMap<number, FaultAtEffect>;
  /** So long it has a process of a former version. */
  readonly #formerUntilMs: number;
  readonly #clock: Clock | undefined;
  readonly #random: () => number;
  #effects = 0;
  #cutOffUntil = 0;
  #slowMs = 0;
  #births = 0;
  #machineBackMs: number | null = null;
  process: SimulatedProcess | null = null;
  connection: SimulatedConnection | null = null;
  #running: Running | null = null;
  readonly disk: SimulatedDisk;

  constructor(name: Slot, options: { world: World; random: () => number; faults: readonly Fault[] }) {
    this.name = name;
    this.#world = options.world;
    this.#random = options.random;
    const own = options.faults.filter((fault) => "slot" in fault && fault.slot === name);
    this.#faults = new Map(
      own.flatMap((fault) => (fault.kind === "crash" || fault.kind === "stop" ? [[fault.effect, fault] as const] : [])),
    );
    this.#formerUntilMs = own.find((fault) => fault.kind === "former")?.untilMs ?? 0;
    const refusals = own.flatMap((fault) => (fault.kind === "disk" ? [START + fault.atMs + fault.forMs] : []));
    // A process that cannot open its spool cannot know what a former one left there, so the others are not told of it.
    this.#cutOffUntil = Math.max(0, ...refusals);
    this.#clock = own.find((fault) => fault.kind === "clock");
    this.disk = new SimulatedDisk({ timeline: this.#world.timeline, random: this.#random });
  }

  /** Where webhooks go, once it takes any. */
  get taker(): Taker | null {
    const { process } = this;
    const { take, takeDesk } = this.#running ?? {};
    const isCutOff = () => this.#world.timeline.now < this.#cutOffUntil;
    const overtakes = () => this.#world.timeline.now < this.disk.refusedAt + STORED_WITHIN_MS;
    return process && take && takeDesk ? { process, take, takeDesk, isCutOff, overtakes } : null;
  }

  start(): void {
    const { timeline, broker } = this.#world;
    const process = new SimulatedProcess(`${this.name}.${++this.#births}`, {
      ...{ timeline, random: this.#random },
      ...(this.#clock ? { clock: this.#clock } : {}),
    });
    const connection = new SimulatedConnection(broker, process, () => 0.2 + this.#random() + this.#slowMs);
    if (!broker.isUp) connection.broke();
    connection.onEffect = (what) => this.#effect(process, what);
    if (this.#isFormer) connection.written = asFormer;
    this.process = process;
    this.connection = connection;
    process.whenDead(() => this.#died(process));
    const onEffect = (what: string) => this.#effect(process, what);
    const starting = startService(this.name, { world: this.#world, process, connection, disk: this.disk, onEffect });
    // As in production: what cannot start ends, and is started again.
    starting.then(
      (running) => {
        if (process.isAlive) this.#running = running;
      },
      () => process.kill(),
    );
  }

  get #isFormer(): boolean {
    return this.#world.timeline.now < START + this.#formerUntilMs;
  }

  #died(process: SimulatedProcess): void {
    if (this.process !== process) return;
    this.process = null;
    this.connection = null;
    this.#running = null;
    // Half of them lose their machine.
    const withMachine = this.#machineBackMs !== null || this.#random() < 0.5;
    if (withMachine) this.disk.loseTail();
    this.#world.note(`${process.name} is gone${withMachine ? " with its machine" : ""}`);
    const backMs = (this.#machineBackMs ?? 0) + between(this.#random, RESTART_MS.min, RESTART_MS.max);
    this.#machineBackMs = null;
    this.#world.timeline.after(backMs, () => this.start());
  }

  /** Its machine dies, and is back after so long. */
  loseMachine(forMs: number): void {
    if (!this.process) return;
    this.#machineBackMs = forMs;
    this.process.kill();
  }

  /** Its network is cut, or what is on its way comes so much later. */
  disturb(how: "cut" | "stall", ms: number): void {
    this.connection?.[how](ms);
    if (how === "cut" || ms >= STALL_WAITED_FOR_MS) this.isUnheard(ms);
  }

  /** For so long the others may not be told of what it takes. */
  isUnheard(ms: number): void {
    this.#cutOffUntil = Math.max(this.#cutOffUntil, this.#world.timeline.now + ms + BACK_WITHIN_MS);
  }

  slow(byMs: number, forMs: number): void {
    this.#slowMs = byMs;
    this.#world.timeline.after(forMs, () => {
      this.#slowMs = 0;
    });
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
}

/** Pulls of what is not there are most of what a process does, and nothing follows from them. */
const isIdle = (what: string) => what.startsWith("$JS.API.CONSUMER.MSG.NEXT.");

function asFormer(sent: Sent): Sent {
  const headers = newHeaders();
  for (const name of sent.headers?.keys() ?? []) headers.set(name, sent.headers?.get(name) ?? "");
  headers.set(FORMER_HEADER, "1");
  return { ...sent, headers, body: formerRecord(sent.subject, sent.body) };
}
