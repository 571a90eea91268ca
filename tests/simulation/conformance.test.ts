import {
  type CoreBus,
  followBucket,
  lastOf,
  messageAt,
  nextFrom,
  publish,
  SequenceConflict,
  sleep,
  type WireMessage,
} from "@acolhe/bus";
import { JetStreamApiError } from "@nats-io/jetstream";
import { createInbox, headers, NoRespondersError } from "@nats-io/nats-core";
import { afterAll, describe, expect, test } from "vitest";
import { ACK_WAIT_MS, type ConformingBroker, realBroker, simulatedBroker } from "./conformance-brokers.ts";

/*
 * What the broker was measured to do, and what the code above it counts on, by cases that both brokers pass: JetStream
 * and the one of the simulation. Each case has subjects and a consumer of its own, so they run side by side.
 */

const LATE_MS = 600;

interface Bench {
  readonly broker: ConformingBroker;
  readonly bus: CoreBus;
  readonly other: CoreBus;
  /** A word in subjects, nobody else's. */
  readonly own: string;
}

const CASES: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  "a repeated id is stored once, in the whole stream, and said to be a duplicate": async ({ bus, own }) => {
    const { seq } = await publish(bus, `turn.${own}.a`, 1, { id: own });
    expect(await publish(bus, `turn.${own}.a`, 1, { id: own })).toEqual({ seq, duplicate: true });
    expect(await publish(bus, `turn.${own}.b`, 1, { id: own })).toEqual({ seq, duplicate: true });
    expect(await lastOf(bus, "TURNS", `turn.${own}.b`)).toBe(null);
  },
  "an id is forgotten after the window": async ({ bus, own }) => {
    const { seq } = await publish(bus, `inbound.main.${own}.event`, 1, { id: own });
    await sleep(bus.host, 1_500);
    expect((await publish(bus, `inbound.main.${own}.event`, 1, { id: own })).seq).toBeGreaterThan(seq);
  },
  "expectations come before repeats: a repeat of a write with one is refused, and known by its writer": async ({
    bus,
    own,
  }) => {
    const subject = `turn.${own}.a`;
    const written = await publish(bus, subject, 1, { id: own, expect: { seq: 0, subject } });
    const set = headers();
    set.set("Nats-Msg-Id", own);
    set.set("Nats-Expected-Last-Subject-Sequence", "0");
    const refused = bus.store(subject, "1", { headers: set, timeoutMs: 5_000 });
    await expect(refused).rejects.toMatchObject({ code: 10071, status: 400 });
    await expect(refused).rejects.toBeInstanceOf(JetStreamApiError);
    expect(await publish(bus, subject, 1, { id: own, expect: { seq: 0, subject } })).toEqual({
      seq: written.seq,
      duplicate: true,
    });
    await expect(publish(bus, subject, 1, { id: `${own}-2`, expect: { seq: 0, subject } })).rejects.toThrow(
      SequenceConflict,
    );
  },
  "an expectation may be about all of a wildcard's subjects": async ({ bus, own }) => {
    const { seq } = await publish(bus, `turn.${own}.a`, 1);
    const about = (expected: number) => ({ expect: { seq: expected, subject: `turn.${own}.*` } });
    await expect(publish(bus, `turn.${own}.b`, 1, about(0))).rejects.toThrow(SequenceConflict);
    expect((await publish(bus, `turn.${own}.b`, 1, about(seq))).seq).toBeGreaterThan(seq);
  },
  "an expectation names the stored subject; the published one is always at 0": async ({ bus, own }) => {
    const subject = `inbound.main.${own}.event`;
    const { seq } = await publish(bus, subject, 1);
    const stored = (await messageAt(bus, "INBOUND", seq))?.subject ?? "";
    await expect(publish(bus, subject, 1, { expect: { seq: 0, subject: stored } })).rejects.toThrow(SequenceConflict);
    await publish(bus, subject, 1, { expect: { seq: 0, subject } });
    await publish(bus, subject, 1, { expect: { seq: seq + 1, subject: stored } }).catch((error) =>
      expect(error).toBeInstanceOf(SequenceConflict),
    );
  },
  "the partition of a contact is the same": async ({ bus }) => {
    const contacts = ["5511990000001", "5511990000002", "5521987654321", "lid-123456789", "351912345678", "1"];
    const stored = contacts.map(async (contact) => {
      const { seq } = await publish(bus, `inbound.main.${contact}.gate.control`, 1);
      return (await messageAt(bus, "INBOUND", seq))?.subject.split(".")[1];
    });
    expect(await Promise.all(stored)).toEqual(PARTITIONS);
  },
  "a timer's subject is no partition's": async ({ bus, own }) => {
    const at = bus.host.now() + 60_000;
    const { seq } = await publish(bus, `timer.main.${own}.nudge`, 1, {
      ttl: "never",
      schedule: { at, target: `inbound.main.${own}.event` },
    });
    expect((await messageAt(bus, "INBOUND", seq))?.subject).toBe(`timer.main.${own}.nudge`);
  },
  "reads bring the last of a wildcard, the next from a sequence, one by sequence, and null": async ({ bus, own }) => {
    const a = await publish(bus, `turn.${own}.a`, "a");
    const b = await publish(bus, `turn.${own}.b`, "b");
    expect((await lastOf(bus, "TURNS", `turn.${own}.*`))?.seq).toBe(b.seq);
    expect((await nextFrom(bus, "TURNS", `turn.${own}.*`, a.seq))?.json()).toBe("a");
    expect((await nextFrom(bus, "TURNS", `turn.${own}.*`, a.seq + 1))?.json()).toBe("b");
    expect(await nextFrom(bus, "TURNS", `turn.${own}.*`, b.seq + 1)).toBe(null);
    expect(await messageAt(bus, "TURNS", 1_000_000)).toBe(null);
    expect(await lastOf(bus, "TURNS", `turn.${own}-none.*`)).toBe(null);
  },
  "nobody takes a subject of no stream": async ({ bus, own }) => {
    await expect(publish(bus, `nowhere.${own}`, 1, { tries: 1 })).rejects.toThrow(NoRespondersError);
  },
  "with a window of one, what is outstanding holds up what is behind it, and comes again first": async ({
    broker,
    bus,
    own,
  }) => {
    await broker.durable(own, `turn.${own}.*`, 1);
    for (const n of [1, 2]) await publish(bus, `turn.${own}.a`, n);
    expect(await pulled(bus, own)).toMatchObject({ body: 1, count: 1 });
    expect(await pulled(bus, own, { expiresMs: ACK_WAIT_MS / 4 })).toMatchObject({ code: 408 });
    const again = await pulled(bus, own, { expiresMs: 3 * ACK_WAIT_MS });
    expect(again).toMatchObject({ body: 1, count: 2 });
    again.message?.respond("+ACK");
    expect(await pulled(bus, own)).toMatchObject({ body: 2, count: 1 });
  },
  "with a larger window, what is new is handed out before what comes again": async ({ broker, bus, own }) => {
    await broker.durable(own, `turn.${own}.*`, 2);
    for (const n of [1, 2, 3]) await publish(bus, `turn.${own}.a`, n);
    expect(await pulled(bus, own)).toMatchObject({ body: 1 });
    const second = await pulled(bus, own);
    expect(second).toMatchObject({ body: 2 });
    second.message?.respond("+ACK");
    expect(await pulled(bus, own)).toMatchObject({ body: 3, count: 1 });
    expect(await pulled(bus, own, { expiresMs: 3 * ACK_WAIT_MS })).toMatchObject({ body: 1, count: 2 });
  },
  "a late acknowledgement is taken, and lets the next go while another holds the message": async ({
    broker,
    bus,
    other,
    own,
  }) => {
    await broker.durable(own, `turn.${own}.*`, 1);
    for (const n of [1, 2]) await publish(bus, `turn.${own}.a`, n);
    const late = await pulled(bus, own);
    expect(await pulled(other, own, { expiresMs: 3 * ACK_WAIT_MS })).toMatchObject({ body: 1, count: 2 });
    late.message?.respond("+ACK");
    expect(await pulled(bus, own)).toMatchObject({ body: 2, count: 1 });
  },
  "what is given back comes again after the delay, and nothing before it": async ({ broker, bus, own }) => {
    await broker.durable(own, `turn.${own}.*`, 1);
    for (const n of [1, 2]) await publish(bus, `turn.${own}.a`, n);
    (await pulled(bus, own)).message?.respond(`-NAK {"delay":${0.3 * 1e9}}`);
    const began = bus.host.ticks();
    expect(await pulled(bus, own)).toMatchObject({ body: 1, count: 2 });
    expect(bus.host.ticks() - began).toBeGreaterThan(250);
    expect(bus.host.ticks() - began).toBeLessThan(ACK_WAIT_MS);
  },
  "who says that the work goes on keeps the message": async ({ broker, bus, own }) => {
    await broker.durable(own, `turn.${own}.*`, 1);
    await publish(bus, `turn.${own}.a`, 1);
    const { message } = await pulled(bus, own);
    await sleep(bus.host, ACK_WAIT_MS * 0.6);
    message?.respond("+WPI");
    expect(await pulled(bus, own, { expiresMs: ACK_WAIT_MS * 0.7 })).toMatchObject({ code: 408 });
    expect(await pulled(bus, own)).toMatchObject({ body: 1, count: 2 });
  },
  "an acknowledgement may ask for the next": async ({ broker, bus, own }) => {
    await broker.durable(own, `turn.${own}.*`, 1);
    for (const n of [1, 2]) await publish(bus, `turn.${own}.a`, n);
    const { message } = await pulled(bus, own);
    expect(await pulled(bus, own, { by: message })).toMatchObject({ body: 2, count: 1 });
  },
  "a pull may ask for several, brings what is there and what comes, and runs out": async ({ broker, bus, own }) => {
    await broker.durable(own, `turn.${own}.*`, 8);
    for (const n of [1, 2]) await publish(bus, `turn.${own}.a`, n);
    const whole = pulledUpTo(bus, own, { batch: 3, expiresMs: 4 * ACK_WAIT_MS });
    await publish(bus, `turn.${own}.a`, 3);
    expect(await whole).toEqual([1, 2, 3]);
    await publish(bus, `turn.${own}.a`, 4);
    expect(await pulledUpTo(bus, own, { batch: 3, expiresMs: ACK_WAIT_MS / 4 })).toEqual([4, 408]);
  },
  "pulls for several take turns": async ({ broker, bus, other, own }) => {
    await broker.durable(own, `turn.${own}.*`, 8);
    const both = [bus, other].map((one) => pulledUpTo(one, own, { batch: 2, expiresMs: 4 * ACK_WAIT_MS }));
    await sleep(bus.host, LATE_MS / 6);
    for (const n of [1, 2, 3, 4]) await publish(bus, `turn.${own}.a`, n);
    const [first = [], second = []] = (await Promise.all(both)).toSorted((a, b) => Number(a[0]) - Number(b[0]));
    expect([...first, ...second]).toEqual([1, 3, 2, 4]);
  },
  "a pull of a consumer that is not there is refused": async ({ bus, own }) => {
    expect((await pulled(bus, own)).code).toBeGreaterThan(400);
  },
  "a schedule fires once, on its target's partition, with the server's mark and without its id": async ({
    bus,
    own,
  }) => {
    const target = `inbound.main.${own}.event`;
    const { seq } = await publish(bus, target, "first");
    const place = (await messageAt(bus, "INBOUND", seq))?.subject ?? "";
    const at = bus.host.now() + 300;
    const set = { ttl: "never", headers: { kept: "yes" }, schedule: { at, target } };
    await publish(bus, `timer.main.${own}.nudge`, "fired", { id: `${own}-timer`, ...set });
    await sleep(bus.host, 300 + LATE_MS);
    const fired = await nextFrom(bus, "INBOUND", place, seq + 1);
    expect(fired?.json()).toBe("fired");
    expect(fired?.timeMs).toBeGreaterThanOrEqual(at);
    expect([fired?.header("Nats-Scheduler"), fired?.header("kept"), fired?.id]).toEqual([
      `timer.main.${own}.nudge`,
      "yes",
      "",
    ]);
    expect(await nextFrom(bus, "INBOUND", place, (fired?.seq ?? 0) + 1)).toBe(null);
    expect(await lastOf(bus, "INBOUND", `timer.main.${own}.nudge`)).toBe(null);
  },
  "a schedule takes the place of the one before it; one that is past fires at once": async ({ bus, own }) => {
    const target = `inbound.main.${own}.event`;
    const schedule = (at: number, body: string) =>
      publish(bus, `timer.main.${own}.nudge`, body, { ttl: "never", schedule: { at, target } });
    await schedule(bus.host.now() + 500, "old");
    const { seq } = await schedule(bus.host.now() - 5_000, "new");
    const next = (from: number) => nextFrom(bus, "INBOUND", `inbound.*.main.${own}.event`, from);
    await until(bus, async () => (await next(seq)) !== null);
    const fired = await next(seq);
    await sleep(bus.host, 500 + LATE_MS);
    expect(fired?.json()).toBe("new");
    expect(await next((fired?.seq ?? 0) + 1)).toBe(null);
  },
  "a purged schedule does not fire": async ({ bus, own }) => {
    const target = `inbound.main.${own}.event`;
    await publish(bus, `timer.main.${own}.nudge`, 1, { ttl: "never", schedule: { at: bus.host.now() + 300, target } });
    expect(await bus.jsm.streams.purge("INBOUND", { filter: `timer.main.${own}.nudge` })).toMatchObject({ purged: 1 });
    await sleep(bus.host, 300 + LATE_MS);
    expect(await lastOf(bus, "INBOUND", `inbound.*.main.${own}.event`)).toBe(null);
  },
  "the stream's age forgets a schedule that is to wait for longer, unless it is never to end": async ({ bus, own }) => {
    const at = bus.host.now() + 2_500;
    for (const [who, options] of Object.entries({ [own]: {}, [`${own}k`]: { ttl: "never" } }))
      await publish(bus, `timer.main.${who}.nudge`, who, {
        ...options,
        schedule: { at, target: `inbound.main.${who}.event` },
      });
    await sleep(bus.host, 2_500 + LATE_MS);
    const left = await Promise.all(
      [own, `${own}k`].map((who) => lastOf(bus, "INBOUND", `inbound.*.main.${who}.event`)),
    );
    expect(left.map((one) => one?.json())).toEqual([undefined, `${own}k`]);
  },
  "who listens hears what others publish, by its published subject, also what is refused; not his own": async ({
    bus,
    other,
    own,
  }) => {
    const heard: unknown[] = [];
    for (const [name, one] of Object.entries({ bus, other }))
      one.nc.subscribe(`inbound.main.${own}.*`, {
        callback: (_error, message) => heard.push([name, message.subject, message.json()]),
      });
    await lastOf(other, "INBOUND", "inbound.none");
    await lastOf(bus, "INBOUND", "inbound.none");
    const subject = `inbound.main.${own}.event`;
    const { seq } = await publish(bus, subject, 1);
    const stored = (await messageAt(bus, "INBOUND", seq))?.subject ?? "";
    await expect(publish(bus, subject, 2, { expect: { seq: 0, subject: stored } })).rejects.toThrow(SequenceConflict);
    await lastOf(other, "INBOUND", "inbound.none");
    expect(heard).toEqual([
      ["other", subject, 1],
      ["other", subject, 2],
    ]);
  },
  "a key of a bucket is what was put last, until it is deleted; a deletion may expect a revision": async ({
    bus,
    own,
  }) => {
    const bucket = await bus.kvm.open("facts");
    expect(await bucket.get(own)).toBe(null);
    const first = await bucket.put(own, "1");
    const second = await bucket.put(own, "2");
    const entry = await bucket.get(own);
    expect([entry?.revision, entry?.operation, entry?.json()]).toEqual([second, "PUT", 2]);
    await expect(bucket.delete(own, { previousSeq: first })).rejects.toBeInstanceOf(JetStreamApiError);
    await bucket.delete(own, { previousSeq: second });
    expect((await bucket.get(own))?.operation).toBe("DEL");
  },
  "who follows a bucket sees what is there, then each change, his own among them": async ({ bus, other, own }) => {
    const bucket = await bus.kvm.open("facts");
    await bucket.put(`${own}.a`, "1");
    const seen: unknown[] = [];
    const following = followBucket(bus, "facts", {
      key: `${own}.>`,
      onChange: ({ key, value }) => seen.push([key, value]),
      onError: () => {},
    });
    await until(bus, () => seen.length === 1);
    await bucket.put(`${own}.b`, "2");
    await (await other.kvm.open("facts")).delete(`${own}.a`);
    await until(bus, () => seen.length === 3);
    following.stop();
    expect(seen).toEqual([
      [`${own}.a`, 1],
      [`${own}.b`, 2],
      [`${own}.a`, undefined],
    ]);
  },
};

const PARTITIONS = ["9", "0", "10", "15", "10", "11"];

describe.each([
  { name: "JetStream", start: realBroker },
  { name: "the simulated broker", start: simulatedBroker },
])("$name", async ({ start }) => {
  const broker = await start();
  afterAll(() => broker[Symbol.asyncDispose]());

  test.concurrent.each(Object.keys(CASES))("%s", async (title) => {
    const own = `w${Object.keys(CASES).indexOf(title)}`;
    await broker.run(async () => {
      const [bus, other] = [await broker.connect(), await broker.connect()];
      await CASES[title]!({ broker, bus, other, own });
    });
  });

  test("killed and back: what it said yes to is there, also ids, schedules and what was not acknowledged", async () => {
    await broker.run(async () => {
      const bus = await broker.connect();
      await broker.durable("killed", "turn.killed.*", 1);
      const stored = await publish(bus, "turn.killed.a", 1, { id: "killed" });
      await publish(bus, "turn.killed.a", 2);
      expect(await pulled(bus, "killed")).toMatchObject({ body: 1, count: 1 });
      const schedule = { at: bus.host.now() + 1_000, target: "inbound.main.killed.event" };
      await publish(bus, "timer.main.killed.nudge", 1, { ttl: "never", schedule });
      const reconnected = (async () => {
        for await (const { type } of bus.nc.status()) if (type === "reconnect") return;
      })();
      await broker.restart();
      await reconnected;
      expect(await publish(bus, "turn.killed.a", 1, { id: "killed" })).toEqual({ seq: stored.seq, duplicate: true });
      const again = await pulled(bus, "killed", { expiresMs: 4 * ACK_WAIT_MS });
      expect(again.body).toBe(1);
      again.message?.respond("+ACK");
      await until(bus, async () => (await lastOf(bus, "INBOUND", "inbound.*.main.killed.event")) !== null);
    });
  });
});

interface Pulled {
  readonly code?: number;
  readonly body?: unknown;
  readonly count?: number;
  readonly message?: WireMessage;
}

/** @param options.by a message whose acknowledgement asks */
function pulled(
  bus: CoreBus,
  durable: string,
  options: { expiresMs?: number; by?: WireMessage | undefined } = {},
): Promise<Pulled> {
  const { expiresMs = 2 * ACK_WAIT_MS, by } = options;
  const inbox = createInbox();
  const request = JSON.stringify({ batch: 1, expires: expiresMs * 1e6 });
  return new Promise((resolve) => {
    const listening = bus.nc.subscribe(inbox, {
      callback: (_error, message) => {
        listening.unsubscribe();
        const { code } = message.headers ?? {};
        if (code) resolve({ code });
        else resolve({ body: message.json(), count: Number(message.reply?.split(".").at(-5)), message });
      },
    });
    if (by) by.respond(`+NXT ${request}`, { reply: inbox });
    else bus.nc.publish(`$JS.API.CONSUMER.MSG.NEXT.TURNS.${durable}`, request, { reply: inbox });
  });
}

/** What one pull brings, each acknowledged; a status, which ends it, is the last. */
function pulledUpTo(
  bus: CoreBus,
  durable: string,
  { batch, expiresMs }: { batch: number; expiresMs: number },
): Promise<unknown[]> {
  const inbox = createInbox();
  const brought: unknown[] = [];
  return new Promise((resolve) => {
    const listening = bus.nc.subscribe(inbox, {
      callback: (_error, message) => {
        const { code } = message.headers ?? {};
        brought.push(code || message.json());
        if (!code) message.respond("+ACK");
        if (!code && brought.length < batch) return;
        listening.unsubscribe();
        resolve(brought);
      },
    });
    const request = JSON.stringify({ batch, expires: expiresMs * 1e6 });
    bus.nc.publish(`$JS.API.CONSUMER.MSG.NEXT.TURNS.${durable}`, request, { reply: inbox });
  });
}

async function until(bus: CoreBus, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await holds()) return;
    await sleep(bus.host, 20);
  }
  throw new Error("what was waited for did not come");
}
