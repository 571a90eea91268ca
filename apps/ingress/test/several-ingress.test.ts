import { mkdir, readFile, rename, rmdir, stat } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { type Broker, type Bus, realHost, startBroker } from "@acolhe/bus";
import { type SpoolGivenUp, SpoolWord, spoolGivenUpKey } from "@acolhe/events";
import { createMetrics } from "@acolhe/runtime";
import { eventually, startNats, temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import { createIngress, type IngressOptions } from "../src/ingress.ts";
import { realDisk } from "../src/publish/disk.ts";
import { createOtherSpools, groupOf } from "../src/publish/other-spools.ts";
import { CHANNEL, reachedAgain, recordingLog, SECRET, setUpBroker, stored, textMessage } from "./desk.ts";

/** The name of a process that will never say anything again. */
const GONE = "0f8fad5b-d9cb-469f-a165-70867728950e";

/**
 * Time of day that never stands still: otherwise no one could tell which of two messages of one millisecond came first.
 */
function ticking(): () => number {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Date.now());
    return last;
  };
}

/** Two processes' worth of ingress on one broker, each with a spool of its own. */
async function startTwo(options: Partial<IngressOptions> = {}) {
  const ends = new AsyncDisposableStack();
  const now = ticking();
  const dir = ends.use(await temporaryDirectory()).path;
  const natsDir = join(dir, "nats");
  let nats = await startNats({ dir: natsDir });
  ends.defer(() => nats.stop());
  const bus = await setUpBroker(nats.url);
  ends.defer(() => bus.nc.close());

  const start = async (name: string, natsUrl = nats.url) => {
    const metrics = createMetrics("ingress");
    const ingress = createIngress({
      channels: [CHANNEL],
      natsUrl,
      redisUrl: "redis://127.0.0.1:1",
      spoolDir: join(dir, name),
      spoolBytesMax: 1024 * 1024,
      limits: { perMinute: 0, per10s: 0 },
      log: recordingLog().log,
      metrics,
      now,
      ...options,
    });
    const { port } = await ingress.listen({ host: "127.0.0.1", port: 0 });
    let running = true;
    const stop = async () => {
      if (running) await ingress.stop();
      running = false;
    };
    ends.defer(stop);
    return {
      stop,
      isDirect: () => ingress.status().direct,
      metricsText: () => metrics.text(),
      async post(n: number, more: Record<string, unknown> = {}) {
        const response = await fetch(`http://127.0.0.1:${port}/webhooks/zapi/${SECRET}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(textMessage(n, more)),
        });
        expect(response.status, "I1: taken").toBe(200);
      },
    };
  };
  return {
    bus,
    url: nats.url,
    start,
    /** Whether something waits in the spool of this name. */
    isSpooling: async (name: string) => (await stat(join(dir, name, "spool.log"))).size > 0,
    /** A way to the broker that can be cut and opened again. */
    async cuttable() {
      const sockets = new Set<Socket>();
      let isOpen = true;
      const server = createServer((near) => {
        if (!isOpen) return near.destroy();
        const far = connect(nats.port, "127.0.0.1");
        for (const [one, other] of [
          [near, far],
          [far, near],
        ] as const) {
          sockets.add(one);
          one.pipe(other);
          one.on("error", () => {}).on("close", () => other.destroy());
        }
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const open = () => {
        isOpen = true;
      };
      const cut = () => {
        isOpen = false;
        for (const socket of sockets) socket.destroy();
        sockets.clear();
      };
      ends.defer(() => {
        server.close();
        cut();
      });
      return { url: `nats://127.0.0.1:${(server.address() as AddressInfo).port}`, cut, open };
    },
    /** What lies in the spool of this name cannot be opened until it is mended. */
    async breakSpool(name: string) {
      const [path, kept] = [join(dir, name, "spool.log"), join(dir, name, "kept")];
      await rename(path, kept);
      await mkdir(path);
      return async () => {
        await rmdir(path);
        await rename(kept, path);
      };
    },
    killBroker: () => nats.kill("SIGKILL"),
    async returnBroker() {
      nats = await startNats({ dir: natsDir, port: nats.port });
      await reachedAgain(bus);
    },
    /** The word of a process that is gone. */
    async say(word: Partial<SpoolWord>) {
      const said: SpoolWord = { waiting: {}, connection: "gone", heard: {}, ...word };
      await (await bus.kvm.open("spools")).put(GONE, JSON.stringify(said));
    },
    silence: async () => (await bus.kvm.open("spools")).delete(GONE),
    /** What the process with this spool says. */
    async wordOf(name: string) {
      const id = await readFile(join(dir, name, "name"), "utf8");
      const entry = await (await bus.kvm.open("spools")).get(id);
      return entry?.operation === "PUT" ? SpoolWord.parse(entry.json()) : null;
    },
    messages: async () => (await stored(bus, "INBOUND")).map(({ body }) => body.messageId),
    [Symbol.asyncDispose]: () => ends.disposeAsync(),
  };
}

const ids = (count: number) => Array.from({ length: count }, (_, n) => `M${n + 1}`);

test.concurrent("O2: webhooks spread over two processes while the broker is away are stored in the order they came", async () => {
  await using two = await startTwo();
  const desks = [await two.start("a"), await two.start("b")];
  await eventually(() => desks.every((desk) => desk.isDirect()));
  await two.killBroker();
  for (let n = 1; n <= 40; n++) await desks[(n * 7) % 3 === 0 ? 0 : 1]!.post(n);
  await two.returnBroker();
  for (let n = 41; n <= 60; n++) await desks[n % 2]!.post(n);
  await eventually(async () => (await two.messages()).length === 60, { deadlineMs: 20_000 });
  expect(await two.messages()).toEqual(ids(60));
  await eventually(() => desks.every((desk) => desk.isDirect()));
});

test.concurrent("O4: what a process took while the broker was away is waited for, although it died before it could say so", async () => {
  await using two = await startTwo();
  const [first, second] = [await two.start("a"), await two.start("b")];
  await eventually(() => first.isDirect() && second.isDirect());
  const before = await two.wordOf("b");
  await two.killBroker();
  for (const n of [1, 2, 3]) await first.post(n);
  await first.stop();
  await two.returnBroker();
  await eventually(async () => (await two.wordOf("b"))?.connection !== before?.connection);
  for (let n = 4; n <= 24; n++) await second.post(n);
  expect(await two.messages(), "nothing later was stored").toEqual([]);
  const again = await two.start("a");
  await eventually(async () => (await two.messages()).length === 24);
  expect(await two.messages()).toEqual(ids(24));
  await eventually(() => again.isDirect() && second.isDirect());
});

test.concurrent("O1: what waits in the spool is said before it is answered for", async () => {
  await using two = await startTwo();
  const desk = await two.start("a");
  await eventually(() => desk.isDirect());
  const contacts = Array.from({ length: 20 }, (_, c) => `55119${83_000_000 + c}`);
  const group = (phone: string) => groupOf(`main:${phone}`);
  // All of them have older facts in the spool of a process that is gone.
  await two.say({ waiting: Object.fromEntries(contacts.map((phone) => [group(phone), 1])) });
  await eventually(async () => Object.keys((await two.wordOf("a"))?.heard ?? {}).length > 0);
  for (const [n, phone] of contacts.entries()) {
    await desk.post(n, { phone, chatLid: null });
    expect((await two.wordOf("a"))?.waiting, `fact ${n}`).toHaveProperty(group(phone));
  }
  expect(await two.messages(), "O2").toEqual([]);
});

test.concurrent("O1: a process whose connection was cut for a moment says what it took meanwhile before it answers for it", async () => {
  await using two = await startTwo();
  const way = await two.cuttable();
  const desk = await two.start("a", way.url);
  const saidInTime: boolean[] = [];
  // Five cuts, because a machine that is busy may need longer for a new connection than a webhook may wait.
  for (let n = 0; n < 5; n++) {
    await eventually(() => desk.isDirect(), { deadlineMs: 20_000 });
    const phone = `55119${85_000_000 + n}`;
    const group = groupOf(`main:${phone}`);
    // Held by a process that is gone, so that it stays said.
    await two.say({ waiting: { [group]: 1 } });
    way.cut();
    await eventually(() => !desk.isDirect(), { everyMs: 1 });
    const posted = desk.post(n, { phone, chatLid: null });
    await eventually(() => two.isSpooling("a"), { everyMs: 1 });
    way.open();
    await posted;
    saidInTime.push(group in ((await two.wordOf("a"))?.waiting ?? {}));
    await two.silence();
  }
  expect(saidInTime).toContain(true);
});

test.concurrent("O4: a word that comes behind the own one is waited for as well", async () => {
  await using two = await startTwo();
  await using dir = await temporaryDirectory();
  const broker = startBroker({ url: two.url, name: "test", onError: () => {} });
  await broker.whenConnected();
  // The bucket is followed only when both words are there, as after a connection on which a process speaks at once.
  let follow = () => {};
  const late = Object.create(broker, {
    whenFirstConnected: {
      value: (run: (bus: Bus) => void) => {
        follow = () => run(broker.bus!);
      },
    },
  }) as Broker;
  const others = createOtherSpools({
    broker: late,
    host: realHost,
    disk: realDisk,
    spoolDir: dir.path,
    place: `here:${dir.path}`,
    onError: () => {},
  });
  await others.say({});
  await two.say({ waiting: { "1": 1 } });
  const settled: boolean[] = [];
  others.onChange(() => settled.push(others.settled()));
  follow();
  await eventually(() => others.any());
  expect(settled).toEqual([false, false]);
  await two.silence();
  await eventually(() => others.settled());
  others.stop();
  await broker.stop();
});

test.concurrent("O4: a process takes webhooks when it knows what waits elsewhere", async () => {
  await using two = await startTwo();
  for (const name of ["a", "b", "c"]) expect((await two.start(name)).isDirect(), name).toBe(true);
});

test.concurrent("O4: a process that stops with an empty spool is not waited for", async () => {
  await using two = await startTwo();
  const [first, second] = [await two.start("a"), await two.start("b")];
  await eventually(() => first.isDirect() && second.isDirect());
  await first.stop();
  await two.killBroker();
  await second.post(1);
  await two.returnBroker();
  await eventually(async () => (await two.messages()).length === 1);
});

test.concurrent("O3: a process that never comes back is waited for half a minute", async () => {
  let laterMs = 0;
  await using two = await startTwo({ now: () => Date.now() + laterMs });
  const everything = Object.fromEntries(Array.from({ length: 256 }, (_, group) => [group, Date.now() - 1_000]));
  await two.say({ waiting: everything });
  const desk = await two.start("a");
  await desk.post(1);
  expect(await two.messages()).toEqual([]);
  laterMs = 31_000;
  await eventually(async () => (await two.messages()).length === 1);
  await eventually(() => desk.isDirect());
  await desk.post(2);
  expect(await two.messages(), "at once: no process waits for it again").toEqual(["M1", "M2"]);
});

// Apart from the others, which compare times of a quarter of a second.
test("O1: a process that cannot open its spool says that it does not know what waits there, and is waited for", async () => {
  let laterMs = 0;
  const now = ticking();
  await using two = await startTwo({ now: () => now() + laterMs });
  const [first, second] = [await two.start("a"), await two.start("b")];
  await eventually(() => first.isDirect() && second.isDirect());
  await two.killBroker();
  for (const n of [1, 2, 3]) await first.post(n);
  await first.stop();
  await two.returnBroker();
  const mend = await two.breakSpool("a");
  const again = await two.start("a");
  expect(await two.wordOf("a")).toMatchObject({ waiting: { "*": 0 }, unknown: true });
  expect(await again.metricsText()).toMatch(/spool_unknown\{[^}]*\} 1/);
  await second.post(4);
  expect(await two.messages(), "what may wait there comes first").toEqual([]);
  // What the broker takes needs no spool.
  const other = { phone: "5511985000001", chatLid: null };
  await again.post(50, other);
  expect(await two.messages()).toEqual(["M50"]);
  await mend();
  await eventually(async () => (await two.messages()).length === 5);
  expect(await two.messages()).toEqual(["M50", ...ids(4)]);
  await eventually(async () => (await two.wordOf("a"))?.unknown === undefined);
  expect(await again.metricsText()).toMatch(/spool_unknown\{[^}]*\} 0/);

  // One that is never mended is waited for no longer than one that is silent, and still says that it does not know.
  await again.stop();
  await two.breakSpool("a");
  const never = await two.start("a");
  await second.post(5);
  expect(await two.messages()).toHaveLength(5);
  laterMs = 31_000;
  await eventually(async () => (await two.messages()).length === 6);
  await eventually(() => never.isDirect() && second.isDirect());
  expect(await two.wordOf("a")).toMatchObject({ waiting: {}, unknown: true });
  await never.stop();
  expect(await two.wordOf("a"), "it cannot say that nothing is left").toMatchObject({ unknown: true });
});

test.concurrent("O3: a spool that an operator gave up is waited for no more, until it can be opened", async () => {
  await using two = await startTwo();
  const [first, second] = [await two.start("a"), await two.start("b")];
  await eventually(() => first.isDirect() && second.isDirect());
  const place = (await two.wordOf("a"))!.place!;
  await first.stop();
  const mend = await two.breakSpool("a");
  const given: SpoolGivenUp = { place, at: Date.now(), by: "ops" };
  const bucket = await two.bus.kvm.open("spools");
  await bucket.put(spoolGivenUpKey(place), JSON.stringify(given));
  const again = await two.start("a");
  await eventually(() => again.isDirect() && second.isDirect());
  expect(await two.wordOf("a"), "it still does not know").toMatchObject({ waiting: {}, unknown: true });
  await second.post(1);
  await again.post(2);
  expect(await two.messages(), "both at once, not after half a minute").toEqual(["M1", "M2"]);
  await mend();
  await eventually(async () => (await two.wordOf("a"))?.unknown === undefined);
  await eventually(async () => (await bucket.get(spoolGivenUpKey(place)))?.operation !== "PUT");
});

test.concurrent("facts of different contacts leave a spool side by side, those of one contact in order", async () => {
  await using two = await startTwo();
  const desk = await two.start("a");
  await eventually(() => desk.isDirect());
  await two.killBroker();
  const contacts = Array.from({ length: 8 }, (_, c) => `55119${81_000_000 + c}`);
  await Promise.all(
    contacts.map(async (phone, c) => {
      // Known by number and LID, by one of both, by the other: all one contact.
      const lid = `8189660002${String(c).padStart(4, "0")}@lid`;
      const names = [
        { phone, chatLid: lid },
        { phone, chatLid: null },
        { phone: lid, chatLid: lid },
      ];
      for (let n = 0; n < 12; n++) await desk.post(n, { ...names[n % 3], messageId: `C${c}N${n}` });
    }),
  );
  await two.returnBroker();
  await eventually(async () => (await two.messages()).length === 96, { deadlineMs: 20_000 });
  const events = await stored(two.bus, "INBOUND");
  for (const [c, phone] of contacts.entries())
    expect(
      events.filter(({ subject }) => subject.endsWith(`.${phone}.event`)).map(({ body }) => body.messageId),
    ).toEqual(Array.from({ length: 12 }, (_, n) => `C${c}N${n}`));
});

test.concurrent("facts that turn out to be one person's by a later one in the spool are stored in order", async () => {
  await using two = await startTwo();
  const desk = await two.start("a");
  await eventually(() => desk.isDirect());
  await two.killBroker();
  const [phone, lid] = ["5511984000001", "81896600040001@lid"];
  await desk.post(1, { phone: lid, chatLid: lid });
  for (let n = 2; n <= 20; n++) await desk.post(n, { phone, chatLid: null });
  for (let n = 21; n <= 25; n++) await desk.post(n, { phone, chatLid: lid });
  await two.returnBroker();
  // The younger conversation is told as well.
  await eventually(async () => (await two.messages()).length === 26);
  expect((await two.messages()).filter(Boolean)).toEqual(ids(25));
});

test.concurrent("two spools with the same contacts' facts in turn are emptied within seconds, each contact in order", async () => {
  await using two = await startTwo();
  const desks = [await two.start("a"), await two.start("b")];
  await eventually(() => desks.every((desk) => desk.isDirect()));
  await two.killBroker();
  const contacts = Array.from({ length: 40 }, (_, c) => `55119${82_000_000 + c}`);
  for (let n = 0; n < 10; n++)
    await Promise.all(
      contacts.map((phone, c) =>
        desks[(n + c) % 2]!.post(n, {
          phone,
          chatLid: `8189660003${String(c).padStart(4, "0")}@lid`,
          messageId: `C${c}N${n}`,
        }),
      ),
    );
  await two.returnBroker();
  await eventually(async () => (await two.bus.jsm.streams.info("INBOUND")).state.messages >= 400, {
    deadlineMs: 20_000,
  });
  const events = await stored(two.bus, "INBOUND");
  for (const [c, phone] of contacts.entries())
    expect(
      events.filter(({ subject }) => subject.endsWith(`.${phone}.event`)).map(({ body }) => body.messageId),
    ).toEqual(Array.from({ length: 10 }, (_, n) => `C${c}N${n}`));
});
