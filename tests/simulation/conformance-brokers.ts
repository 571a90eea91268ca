import { type Bus, type CoreBus, connectBus, ensureBucket, ensureDurable, ensureStream } from "@acolhe/bus";
import { type Server, startNats, temporaryDirectory } from "@acolhe/testing";
import { seeded } from "../chaos/random.ts";
import { SimulatedConnection } from "./broker/connection.ts";
import { addBucket } from "./broker/set-up.ts";
import { SimulatedBroker } from "./broker/simulated-broker.ts";
import { SimulatedProcess } from "./process/simulated-process.ts";
import { Timeline } from "./timeline.ts";

/** As short as the redelivery cases may be on a busy machine. */
export const ACK_WAIT_MS = 1_000;
const SHORT_MS = 1_000;
const IDLE_MAX = 10_000;

const STREAMS = [
  {
    name: "INBOUND",
    subjects: ["inbound.>", "timer.>"],
    transform: {
      src: "inbound.*.*.>",
      dest: "inbound.{{partition(16,1,2)}}.{{wildcard(1)}}.{{wildcard(2)}}.>",
    },
    maxAgeMs: SHORT_MS,
    duplicateWindowMs: SHORT_MS,
    ...{ schedules: true, ttl: true },
  },
  {
    name: "TURNS",
    subjects: ["turn.>"],
    ...{ maxAgeMs: 0, duplicateWindowMs: 60_000, schedules: false, ttl: false },
  },
];
const BUCKET = "facts";

/** One of the two brokers, with the same streams, and a bucket `facts`. */
export interface ConformingBroker {
  connect(): Promise<CoreBus>;
  /** A durable of TURNS. */
  durable(name: string, filter: string, window: number): Promise<void>;
  /** Killed as by `kill -9`, and back. */
  restart(): Promise<void>;
  /** Lets the broker's time pass while the work goes on. */
  run<T>(work: () => Promise<T>): Promise<T>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function realBroker(): Promise<ConformingBroker> {
  const directory = await temporaryDirectory();
  let server: Server = await startNats({ dir: directory.path });
  const buses: Bus[] = [];
  const connect = async () => {
    const bus = await connectBus({ url: server.url, name: "conformance" });
    buses.push(bus);
    return bus;
  };
  const bus = await connect();
  for (const stream of STREAMS) await ensureStream(bus, stream);
  await ensureBucket(bus, BUCKET, { history: 1 });
  return {
    connect,
    durable: (name, filter, window) =>
      ensureDurable(bus, { stream: "TURNS", name, filters: [filter], ackWaitMs: ACK_WAIT_MS, window }),
    async restart() {
      await server.kill("SIGKILL");
      server = await startNats({ dir: directory.path, port: server.port });
    },
    run: (work) => work(),
    async [Symbol.asyncDispose]() {
      await Promise.all(buses.map((one) => one.close()));
      await server.stop();
      await directory[Symbol.asyncDispose]();
    },
  };
}

export async function simulatedBroker(): Promise<ConformingBroker> {
  const timeline = new Timeline();
  const random = seeded(1);
  const broker = new SimulatedBroker(timeline, random);
  for (const stream of STREAMS) broker.addStream(stream);
  addBucket(broker, BUCKET);
  const connections: SimulatedConnection[] = [];
  let before: Promise<unknown> = Promise.resolve();
  return {
    async connect() {
      const process = new SimulatedProcess(`p${connections.length}`, { timeline, random });
      const connection = new SimulatedConnection(broker, process, () => random() * 2);
      connections.push(connection);
      return connection.bus;
    },
    async durable(name, filter, window) {
      broker.addDurable({ stream: "TURNS", name, filters: [filter], ackWaitMs: ACK_WAIT_MS, window });
    },
    async restart() {
      broker.crash({ losesTail: false, consumersLoseMs: 50 });
      for (const connection of connections) connection.broke();
      broker.start();
    },
    /** One work after another: they share the one time there is. */
    run<T>(work: () => Promise<T>): Promise<T> {
      const run = before.then(async () => {
        let isOver = false;
        const done = work().finally(() => {
          isOver = true;
        });
        // The tests themselves wait for real now and then, for a file to be loaded.
        for (let idle = 0; !isOver; ) {
          idle = (await timeline.step()) ? 0 : idle + 1;
          if (idle > IDLE_MAX) throw new Error("nothing is to happen any more");
        }
        return done;
      });
      before = run.catch(() => {});
      return run;
    },
    async [Symbol.asyncDispose]() {},
  };
}
