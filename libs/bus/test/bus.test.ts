import { eventually, startNats, temporaryDirectory } from "@acolhe/testing";
import { describe, expect, it } from "vitest";
import {
  allFrom,
  connectBus,
  ensureDurable,
  ensureStream,
  lastOf,
  publish,
  SequenceConflict,
  startPump,
} from "../src/index.ts";

const STREAM = {
  name: "TURNS",
  subjects: ["turn.>"],
  maxAgeMs: 0,
  duplicateWindowMs: 60_000,
  schedules: false,
  ttl: false,
};

async function startBroker(window = 1) {
  const ends = new AsyncDisposableStack();
  const dir = ends.use(await temporaryDirectory()).path;
  const nats = ends.use(await startNats({ dir }));
  const connect = async () => {
    const bus = await connectBus({ url: nats.url, name: "test" });
    ends.defer(() => bus.close());
    return bus;
  };
  const bus = await connect();
  await ensureStream(bus, STREAM);
  await ensureDurable(bus, { stream: "TURNS", name: "all", filters: ["turn.>"], ackWaitMs: 1_000, window });
  return { dir, nats, bus, connect, [Symbol.asyncDispose]: () => ends.disposeAsync() };
}

describe("publish", () => {
  it("stores a repeated id once and tells so", async () => {
    await using b = await startBroker();
    const first = await publish(b.bus, "turn.a", { n: 1 }, { id: "one" });
    const again = await publish(b.bus, "turn.a", { n: 1 }, { id: "one" });
    expect(again).toEqual({ seq: first.seq, duplicate: true });
  });

  it("refuses a write whose expectation is outdated, and knows its own write again", async () => {
    await using b = await startBroker();
    const expect0 = { seq: 0, subject: "turn.a" };
    const first = await publish(b.bus, "turn.a", { n: 1 }, { id: "mine", expect: expect0 });
    await expect(publish(b.bus, "turn.a", { n: 2 }, { id: "other", expect: expect0 })).rejects.toThrow(
      SequenceConflict,
    );
    expect(await publish(b.bus, "turn.a", { n: 1 }, { id: "mine", expect: expect0 })).toEqual({
      seq: first.seq,
      duplicate: true,
    });
    expect((await lastOf(b.bus, "TURNS", "turn.a"))?.json()).toEqual({ n: 1 });
  });

  it("reads one subject's messages in order, and none of another's", async () => {
    await using b = await startBroker();
    for (const n of [1, 2, 3]) {
      await publish(b.bus, "turn.a", { n });
      await publish(b.bus, "turn.b", { n: -n });
    }
    const seen: unknown[] = [];
    for await (const m of allFrom(b.bus, "TURNS", "turn.a", 2)) seen.push(m.json());
    expect(seen).toEqual([{ n: 2 }, { n: 3 }]);
  });
});

describe("pump", () => {
  it("D1: with a window of one, two pumps on two connections see strict order, one at a time", async () => {
    await using b = await startBroker();
    const seen: number[] = [];
    let inHand = 0;
    let most = 0;
    const start = async () =>
      startPump(await b.connect(), {
        stream: "TURNS",
        durable: "all",
        slots: 1,
        expiresMs: 1_000,
        onError: () => {},
        async handle(m) {
          most = Math.max(most, ++inHand);
          await new Promise((r) => setImmediate(r));
          seen.push((m.json() as { n: number }).n);
          inHand--;
          m.ack();
        },
      });
    const pumps = await Promise.all([start(), start()]);
    for (let n = 0; n < 200; n++) await publish(b.bus, "turn.a", { n });
    await eventually(() => seen.length >= 200);
    await Promise.all(pumps.map((p) => p.stop()));
    expect(seen).toEqual(Array.from({ length: 200 }, (_, n) => n));
    expect(most).toBe(1);
  });

  it("P2: stopping under load drops nothing the broker already handed over", async () => {
    await using b = await startBroker();
    const seen: number[] = [];
    let redelivered = 0;
    const start = async () =>
      startPump(await b.connect(), {
        stream: "TURNS",
        durable: "all",
        slots: 1,
        expiresMs: 1_000,
        onError: () => {},
        async handle(m) {
          if (m.deliveryCount > 1) redelivered++;
          seen.push((m.json() as { n: number }).n);
          m.ack();
        },
      });
    let n = 0;
    const load = setInterval(() => void publish(b.bus, "turn.a", { n: n++ }), 2);
    for (let round = 0; round < 5; round++) {
      const pump = await start();
      const before = seen.length;
      await eventually(() => seen.length > before + 20);
      await pump.stop();
    }
    clearInterval(load);
    const last = await start();
    await eventually(() => seen.length === n);
    await last.stop();
    expect(redelivered).toBe(0);
    expect(new Set(seen).size).toBe(n);
  });

  it("P3: a broker killed and brought back is pulled from again at once", async () => {
    await using b = await startBroker();
    const seen: number[] = [];
    const pump = startPump(b.bus, {
      stream: "TURNS",
      durable: "all",
      slots: 1,
      onError: () => {},
      async handle(m) {
        seen.push((m.json() as { n: number }).n);
        m.ack();
      },
    });
    await publish(b.bus, "turn.a", { n: 1 });
    await eventually(() => seen.length === 1);
    await b.nats.kill("SIGKILL");
    await using _again = await startNats({ dir: b.dir, port: b.nats.port });
    await eventually(() => publish(b.bus, "turn.a", { n: 2 }, { id: "two", tries: 1 }));
    await eventually(() => seen.includes(2), { deadlineMs: 3_000 });
    await pump.stop();
  });

  it("a handler that throws gets the message again, and what is behind it waits", async () => {
    await using b = await startBroker();
    const seen: string[] = [];
    const pump = startPump(b.bus, {
      stream: "TURNS",
      durable: "all",
      slots: 1,
      retryDelayMs: 50,
      expiresMs: 1_000,
      onError: () => seen.push("failed"),
      async handle(m) {
        const { n } = m.json() as { n: number };
        if (n === 1 && m.deliveryCount < 3) throw new Error("not yet");
        seen.push(String(n));
        m.ack();
      },
    });
    await publish(b.bus, "turn.a", { n: 1 });
    await publish(b.bus, "turn.b", { n: 2 });
    await eventually(() => seen.length === 4);
    await pump.stop();
    expect(seen).toEqual(["failed", "failed", "1", "2"]);
  });
});
