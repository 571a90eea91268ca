import { eventually, startNats, temporaryDirectory } from "@acolhe/testing";
import { ClosedConnectionError, NoRespondersError, TimeoutError } from "@nats-io/nats-core";
import { describe, expect, it } from "vitest";
import {
  allFrom,
  connectBus,
  ensureBucket,
  ensureDurable,
  ensureStream,
  followBucket,
  followLogLevel,
  followStream,
  lastOf,
  publish,
  SequenceConflict,
  startPump,
} from "../src/index.ts";
import { saysMissing } from "../src/silences.ts";

const STREAM = {
  name: "TURNS",
  subjects: ["turn.>"],
  maxAgeMs: 0,
  duplicateWindowMs: 60_000,
  schedules: false,
  ttl: false,
};

const ACK_WAIT_MS = 1_000;

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
  await ensureDurable(bus, { stream: "TURNS", name: "all", filters: ["turn.>"], ackWaitMs: ACK_WAIT_MS, window });
  return { dir, nats, bus, connect, [Symbol.asyncDispose]: () => ends.disposeAsync() };
}

describe("setup", () => {
  it("brings a durable of a former release to its shape, and hands out what the new filter fits from then on", async () => {
    await using b = await startBroker();
    const durable = { stream: "TURNS", ackWaitMs: ACK_WAIT_MS, window: 16 };
    const former = [
      { ...durable, name: "replies", filters: ["turn.*.reply"] },
      { ...durable, name: "asked", filters: ["turn.*.quiet"], fromNow: true },
    ];
    for (const shape of former) await ensureDurable(b.bus, shape);
    await publish(b.bus, "turn.a.reply", { n: 1 }, { id: "1" });
    const now = [
      { ...former[0]!, filters: ["turn.*.reply", "turn.*.asking"], ackWaitMs: 2 * ACK_WAIT_MS },
      { ...former[1]!, filters: ["turn.*.asking"], window: 64 },
    ];
    for (const shape of [...now, ...now]) await ensureDurable(b.bus, shape);
    await publish(b.bus, "turn.a.asking", { n: 2 }, { id: "2" });

    for (const { name, filters, ackWaitMs, window } of now) {
      const { config } = await b.bus.jsm.consumers.info("TURNS", name);
      expect(config).toMatchObject({ ack_wait: ackWaitMs * 1_000_000, max_ack_pending: window });
      expect([config.filter_subject, config.filter_subjects].flat().filter(Boolean)).toEqual(filters);
    }
    const given: string[] = [];
    const pump = startPump(b.bus, {
      stream: "TURNS",
      durable: "replies",
      slots: 1,
      ackWaitMs: ACK_WAIT_MS,
      onError: () => {},
      async handle(delivery) {
        given.push(delivery.subject);
        delivery.ack();
      },
    });
    await eventually(() => expect(given).toEqual(["turn.a.reply", "turn.a.asking"]));
    await pump.stop();
  });
});

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

  it("fails in a way of its own when no stream stores, no server answers, or the connection ends", async () => {
    await using b = await startBroker();
    const refused = publish(b.bus, "nowhere", {}, { tries: 1 });
    await expect(refused).rejects.toThrow(new NoRespondersError("nowhere"));
    const silent = await b.connect();
    silent.nc.subscribe("silence", { callback: () => {} });
    await silent.nc.flush();
    await expect(publish(b.bus, "silence", {}, { tries: 1, timeoutMs: 50 })).rejects.toThrow(TimeoutError);
    const waiting = publish(b.bus, "silence", {}, { tries: 1, timeoutMs: 60_000 });
    const ended = expect(waiting).rejects.toThrow(ClosedConnectionError);
    await b.bus.nc.flush();
    await b.bus.nc.close();
    await ended;
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
        ackWaitMs: ACK_WAIT_MS,
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

  it("says which durable does not answer, and the broker says that it was never made", async () => {
    await using b = await startBroker();
    const noted: unknown[][] = [];
    const bus = { ...b.bus, noteAnswer: (...answer: unknown[]) => void noted.push(answer) };
    const handle = async () => {};
    const durables = ["all", "missing"];
    const pumps = durables.map((durable) =>
      startPump(bus, {
        ...{ stream: "TURNS", durable, slots: 1, ackWaitMs: ACK_WAIT_MS, expiresMs: 100, onError() {}, handle },
      }),
    );
    await eventually(() => durables.every((durable) => noted.some((one) => one[2] === durable)));
    await Promise.all(pumps.map((pump) => pump.stop()));
    expect(noted).toContainEqual(["TURNS", false, "missing"]);
    expect(noted).not.toContainEqual(["TURNS", false, "all"]);
    const info = (durable: string) => b.bus.jsm.consumers.info("TURNS", durable).then(() => false, saysMissing);
    expect(await Promise.all(durables.map(info))).toEqual([false, true]);
  });

  it("P1: of several slots each that is free is filled, while others are held up, and no more are in hand", async () => {
    await using b = await startBroker();
    const shape = { stream: "TURNS", name: "several", filters: ["turn.>"], ackWaitMs: ACK_WAIT_MS, window: 8 };
    await ensureDurable(b.bus, shape);
    const held = new Map<number, () => void>();
    let most = 0;
    const pump = startPump(b.bus, {
      ...{ stream: "TURNS", durable: "several", slots: 3, ackWaitMs: ACK_WAIT_MS, expiresMs: 1_000, onError() {} },
      async handle(m) {
        const { n } = m.json() as { n: number };
        await new Promise<void>((resolve) => {
          held.set(n, resolve);
          most = Math.max(most, held.size);
        });
        held.delete(n);
        m.ack();
      },
    });
    const inHand = () => [...held.keys()].toSorted();
    const release = (n: number) => held.get(n)!();
    const say = (...all: number[]) => Promise.all(all.map((n) => publish(b.bus, "turn.a", { n })));
    await say(1, 2);
    await eventually(() => expect(inHand()).toEqual([1, 2]));
    release(1);
    release(2);
    // The pull that brought both brings a third; the slots of the two are free meanwhile.
    await say(3);
    await eventually(() => expect(inHand()).toEqual([3]));
    await say(4, 5, 6);
    await eventually(() => expect(inHand()).toEqual([3, 4, 5]));
    release(4);
    await eventually(() => expect(inHand()).toEqual([3, 5, 6]));
    for (const n of inHand()) release(n);
    await pump.stop();
    expect(most).toBe(3);
  });

  it("P4: what an old pull brings beyond the slots is kept alive until its turn", async () => {
    await using b = await startBroker(2);
    const inboxes: string[] = [];
    const inbox = () => {
      inboxes.push(b.bus.inbox());
      return inboxes.at(-1)!;
    };
    const seen: string[] = [];
    const held = Promise.withResolvers<void>();
    const pump = startPump(Object.create(b.bus, { inbox: { value: inbox } }) as typeof b.bus, {
      ...{ stream: "TURNS", durable: "all", slots: 1, ackWaitMs: ACK_WAIT_MS, expiresMs: 1_000, onError() {} },
      async handle(m) {
        seen.push(`${(m.json() as { n: number }).n} for the ${m.deliveryCount}. time`);
        await held.promise;
        m.ack();
      },
    });
    const request = JSON.stringify({ batch: 2, expires: 30_000_000_000 });
    b.bus.nc.publish("$JS.API.CONSUMER.MSG.NEXT.TURNS.all", request, { reply: inboxes[0]! });
    await b.bus.nc.flush();
    for (const n of [1, 2]) await publish(b.bus, "turn.a", { n });
    await eventually(() => seen.length === 1);
    setTimeout(held.resolve, 2.5 * ACK_WAIT_MS);
    await eventually(() => seen.length === 2);
    await pump.stop();
    expect(seen).toEqual(["1 for the 1. time", "2 for the 1. time"]);
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
        ackWaitMs: ACK_WAIT_MS,
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
      ackWaitMs: ACK_WAIT_MS,
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
    await eventually(() => seen.includes(2));
    await pump.stop();
  });

  it("P4: a message goes to no other consumer while its handler takes several acknowledgement waits", async () => {
    await using b = await startBroker();
    const begun: number[] = [];
    let done = 0;
    const start = async () =>
      startPump(await b.connect(), {
        stream: "TURNS",
        durable: "all",
        slots: 1,
        ackWaitMs: ACK_WAIT_MS,
        expiresMs: 1_000,
        onError: () => {},
        async handle(m) {
          begun.push(m.deliveryCount);
          await new Promise((resolve) => setTimeout(resolve, 3 * ACK_WAIT_MS));
          m.ack();
          done++;
        },
      });
    const pumps = [await start(), await start()];
    await publish(b.bus, "turn.a", { n: 1 });
    await eventually(() => done === 1);
    await Promise.all(pumps.map((pump) => pump.stop()));
    expect(begun).toEqual([1]);
  });

  it("a handler that throws gets the message again, and what is behind it waits", async () => {
    await using b = await startBroker();
    const seen: string[] = [];
    const pump = startPump(b.bus, {
      stream: "TURNS",
      durable: "all",
      slots: 1,
      ackWaitMs: ACK_WAIT_MS,
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

describe("following a bucket", () => {
  it("sees a change at once after the broker was killed, twice, and what changed meanwhile", async () => {
    await using b = await startBroker();
    await ensureBucket(b.bus, "facts", { history: 1 });
    const kv = await b.bus.kvm.open("facts");
    const seen = new Map<string, unknown>();
    const following = followBucket(b.bus, "facts", {
      onChange: ({ key, value }) => void (value === undefined ? seen.delete(key) : seen.set(key, value)),
      onError: () => {},
    });
    let { nats } = b;
    for (const round of [1, 2]) {
      await kv.put("gone", JSON.stringify(round));
      await eventually(() => seen.get("gone") === round);
      await nats.kill("SIGKILL");
      nats = await startNats({ dir: b.dir, port: nats.port });
      await using ends = new AsyncDisposableStack();
      if (round === 2) ends.use(nats);
      const other = await (await b.connect()).kvm.open("facts");
      await eventually(() => other.delete("gone").then(() => true));
      await eventually(() => other.put("there", JSON.stringify(round)));
      await eventually(() => seen.get("there") === round && !seen.has("gone"));
    }
    following.stop();
  });
});

describe("following a stream", () => {
  const MESSAGES = 3_000;
  const BATCH = 500;

  it("F1, F2: hands over every message once and in order, in large steps, also after a batch that failed", async () => {
    await using b = await startBroker();
    await Promise.all(
      Array.from({ length: MESSAGES }, (_, n) => publish(b.bus, `turn.${n % 7}`, { n }, { id: `${n}` })),
    );
    const seen: number[] = [];
    const sizes: number[] = [];
    const errors: unknown[] = [];
    let isToFail = true;
    const follower = followStream(b.bus, {
      stream: "TURNS",
      batchMax: BATCH,
      after: async () => seen.at(-1) ?? 0,
      async handle({ after, messages }) {
        expect(after).toBe(seen.at(-1) ?? 0);
        if (isToFail && seen.length > MESSAGES / 2) {
          isToFail = false;
          throw new Error("once");
        }
        seen.push(...messages.map(({ seq }) => seq));
        sizes.push(messages.length);
      },
      onError: (error) => errors.push(error),
    });
    const all = Array.from({ length: MESSAGES }, (_, n) => n + 1);
    await eventually(() => seen.length >= MESSAGES, { deadlineMs: 30_000 });
    expect(seen).toEqual(all);
    expect(errors).toMatchObject([{ message: "once" }]);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(BATCH);
    // Six would do; a machine that is busy may cut some short.
    expect(sizes.length).toBeLessThan(MESSAGES / 50);
    await publish(b.bus, "turn.late", {});
    await eventually(() => seen.at(-1) === MESSAGES + 1, { deadlineMs: 30_000 });
    expect(sizes.at(-1), "a single message does not wait for more").toBe(1);
    await follower.stop();
  });
});

describe("the level of a log", () => {
  it("is what operators ordered of the service, else of all, until the time they named, and then the usual one", async () => {
    await using b = await startBroker();
    await ensureBucket(b.bus, "logging", { history: 1 });
    const bucket = await b.bus.kvm.open("logging");
    const order = (key: string, level: string, ms: number) =>
      bucket.put(key, JSON.stringify({ level, until: Date.now() + ms }));
    const log = { level: "info" };
    const following = followLogLevel(b.bus, "ingress", log);
    await order("all", "warn", 60_000);
    await eventually(() => log.level === "warn");
    await order("ingress", "debug", 60_000);
    await eventually(() => log.level === "debug");
    await bucket.put("ingress", "no order");
    await eventually(() => log.level === "warn");
    await order("all", "trace", 300);
    await eventually(() => log.level === "trace");
    await eventually(() => log.level === "info");
    following.stop();
  });
});
