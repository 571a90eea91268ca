import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connectDatabase, listAlertOrders, migrate, readAlertWatch, takeAlertWatch } from "@acolhe/database";
import { createMetrics, loadSettings } from "@acolhe/runtime";
import { ALERT_CODES, AlertState, type CanaryRun, type Condition, type Notice, type Status } from "@acolhe/status";
import { eventually, temporaryDatabase } from "@acolhe/testing";
import { SMTPServer } from "smtp-server";
import { beforeAll, describe, expect, test } from "vitest";
import { ops } from "../../ops/test/in-process.ts";
import { createAlertMetrics } from "../src/alerts/alert-metrics.ts";
import { conditionsOf } from "../src/alerts/conditions.ts";
import { createMailSink, mailOf } from "../src/alerts/mail.ts";
import { alertsOf } from "../src/alerts/settings.ts";
import type { SinkPort } from "../src/alerts/sink.ts";
import { startAlerts } from "../src/alerts/start.ts";
import { type AlertWatchDeps, startAlertWatch } from "../src/alerts/watch.ts";
import { createWebhookSink, postOf } from "../src/alerts/webhook.ts";
import type { People, SystemState } from "../src/system/system.ts";

const PANEL = "https://painel.clinica.example";
const PHONE = "5511987654321";
const STATUS: Status = {
  streams: [],
  consumers: [],
  channels: [{ id: "main", connected: true, at: 0, paused: false }],
  observing: false,
  unknown: { count: 0, oldest: null },
  unknownSpools: 0,
  deadLetters: 0,
  processes: [{ name: "ingress", ready: true, missing: null }],
};
const PEOPLE: People = {
  ...{ parked: 0, parkedSince: null, groups: [], waiting: 0, waitingOpenMs: 0 },
  ...{ dangers: 0, dangerMs: 0, dangerCalls: [] },
};
const WELL: SystemState = { at: 0, status: STATUS, people: PEOPLE };
const LOG_CODES = ["number-disconnected", "service-down", "dead-letters", "spool-unknown"];
const PEOPLE_CODES = ["danger-waiting", "patient-waiting", "conversations-parked"];

/** How the installation stands, and which alerts people get: `code subject count`. */
const SEEN: Readonly<
  Record<string, [state: SystemState, conditions: string[], unknown: string[], tries?: CanaryRun["outcome"][]]>
> = {
  "all is well": [WELL, [], []],
  "a number is off line": [
    { ...WELL, status: { ...STATUS, channels: [{ id: "main", connected: false, at: 0, paused: false }] } },
    ["number-disconnected main 1"],
    [],
  ],
  "nothing was heard of a number yet, or an operator paused it": [
    {
      ...WELL,
      status: {
        ...STATUS,
        channels: [
          { id: "main", connected: null, at: null, paused: false },
          { id: "other", connected: true, at: 0, paused: true },
        ],
      },
    },
    [],
    [],
  ],
  "a service is not ready, and another does not answer": [
    {
      ...WELL,
      status: {
        ...STATUS,
        processes: [
          { name: "ingress", ready: false, missing: "The broker" },
          { name: "projector", ready: null, missing: null },
        ],
      },
    },
    ["service-down ingress 1", "service-down projector 1"],
    [],
  ],
  "records cannot be read": [{ ...WELL, status: { ...STATUS, deadLetters: 3 } }, ["dead-letters - 3"], []],
  "spools cannot be opened": [{ ...WELL, status: { ...STATUS, unknownSpools: 2 } }, ["spool-unknown - 2"], []],
  "conversations are parked": [{ ...WELL, people: { ...PEOPLE, parked: 2 } }, ["conversations-parked - 2"], []],
  "a patient waits just as long as is allowed": [
    { ...WELL, people: { ...PEOPLE, waiting: 1, waitingOpenMs: 60_000 } },
    ["patient-waiting - 1"],
    [],
  ],
  "a patient waits a little less": [{ ...WELL, people: { ...PEOPLE, waiting: 1, waitingOpenMs: 59_999 } }, [], []],
  "two may be in danger": [
    { ...WELL, people: { ...PEOPLE, dangers: 2, dangerCalls: [41, 52] } },
    ["danger-waiting 41 1", "danger-waiting 52 1"],
    [],
  ],
  "a number's tries fail": [WELL, ["canary-late main 1"], [], ["late", "wrong"]],
  "one try of a number failed": [WELL, [], [], ["answered", "not-taken"]],
  "the broker is away": [{ ...WELL, status: null }, ["server-away NATS 1"], LOG_CODES],
  "the database is away": [{ ...WELL, people: null }, ["server-away PostgreSQL 1"], PEOPLE_CODES],
};

test.each(Object.entries(SEEN))("%s", (_, [state, conditions, unknown, tries = []]) => {
  const runs = tries.map((outcome) => ({ channel: "main", at: 0, tookMs: null, outcome }));
  const seen = conditionsOf(state, { waitingMsMax: 60_000 }, runs);
  const line = ({ code, subject, count }: Condition) => `${code} ${subject ?? "-"} ${count}`;
  expect(seen.conditions.map(line)).toEqual(conditions);
  expect([...seen.unknown].sort()).toEqual([...unknown].sort());
});

test("where no wait is too long, none is an alert", () => {
  const state = { ...WELL, people: { ...PEOPLE, waiting: 1, waitingOpenMs: 1e9 } };
  expect(conditionsOf(state, { waitingMsMax: 0 }).conditions).toEqual([]);
});

const notice = (given: Partial<Notice> = {}): Notice => ({
  ...{ id: "0190a000-0000-7000-8000-000000000001", kind: "began", code: "danger-waiting", subject: "41" },
  ...{ count: 1, at: 300_000, since: 0, ...given },
});

test.each(ALERT_CODES)("%s has words, a page of the panel and a runbook", (code) => {
  const { subject, text } = mailOf([notice({ code })], PANEL);
  expect(subject).toMatch(/^\[Acolhe\] \S/);
  expect(text).toMatch(/Começou há 5 min\.\n.+\nhttps:\/\/painel\.clinica\.example\/\S+\n/);
  const [alert] = postOf([notice({ code })], PANEL).alerts;
  expect(alert).toMatchObject({ status: "firing", labels: { alertname: code }, startsAt: "1970-01-01T00:00:00.000Z" });
});

test("several at once are one mail and one post, and a post about alerts that are all over says so", () => {
  const two = [notice({ kind: "over" }), notice({ code: "dead-letters", subject: null, count: 2, kind: "over" })];
  expect(mailOf(two, undefined).subject).toBe(
    "[Acolhe] Resolvido: Um paciente pode estar em perigo e espera por uma pessoa (e mais 1)",
  );
  expect(mailOf(two, undefined).text).not.toContain("http");
  expect(postOf(two, undefined)).toMatchObject({ status: "resolved", alerts: [{ status: "resolved" }, {}] });
  expect(postOf([...two, notice()], undefined).status).toBe("firing");
});

/** A mail server that takes, or refuses, what it is given. */
async function startMailServer(refuses: () => boolean = () => false) {
  const mails: { to: string[]; raw: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        if (refuses()) return done(new Error("mailbox full"));
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, raw: Buffer.concat(parts).toString() });
        done();
      });
    },
  });
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as AddressInfo;
  return {
    mails,
    url: `smtp://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function startReceiver(status = 200) {
  // biome-ignore lint/suspicious/noExplicitAny: tests look where they know what to find.
  const posts: { body: any; headers: NodeJS.Dict<string | string[]> }[] = [];
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const text = Buffer.concat(await request.toArray()).toString();
    if (request.method === "POST") posts.push({ body: JSON.parse(text), headers: request.headers });
    response.writeHead(status).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    posts,
    asked,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe("ways to people:", () => {
  test("a mail goes to everyone named, readable, from who is named", async () => {
    await using server = await startMailServer();
    const to = ["plantao@clinica.example", "ti@clinica.example"];
    const sink = createMailSink({ url: server.url, from: "acolhe@clinica.example", to }, PANEL);
    expect(await sink.send([notice()])).toBeNull();
    expect(server.mails).toHaveLength(1);
    const raw = server.mails[0]!.raw.replaceAll("=\r\n", "");
    expect(server.mails[0]?.to).toEqual(to);
    expect(raw).toContain("From: acolhe@clinica.example");
    expect(raw).toContain("Subject: [Acolhe] Um paciente pode estar em perigo");
    expect(raw).toContain(`${PANEL}/conversas?aba=3Desperando`);
  });

  test("a server that refuses, or is not there, is told by a code", async () => {
    await using server = await startMailServer(() => true);
    const options = { from: "a@clinica.example", to: ["b@clinica.example"] };
    expect(await createMailSink({ ...options, url: server.url }, undefined).send([notice()])).toBe("EMESSAGE");
    expect(await createMailSink({ ...options, url: "smtp://127.0.0.1:1" }, undefined).send([notice()])).toBe("ESOCKET");
  });

  test("a password never goes over an open line", async () => {
    await using server = await startMailServer();
    const url = server.url.replace("//", "//user:password@");
    const sink = createMailSink({ url, from: "a@clinica.example", to: ["b@clinica.example"] }, undefined);
    expect(await sink.send([notice()])).toBe("ETLS");
    expect(server.mails).toEqual([]);
  });

  test("a post carries its token; a private address is asked only where a setting says so", async () => {
    await using receiver = await startReceiver();
    const options = { url: receiver.url, token: "t0ken", mayBePrivate: true };
    expect(await createWebhookSink({ ...options, mayBePrivate: false }, PANEL).send([notice()])).toBe("not-allowed");
    expect(receiver.posts).toEqual([]);
    expect(await createWebhookSink(options, PANEL).send([notice()])).toBeNull();
    expect(receiver.posts).toMatchObject([
      {
        headers: { authorization: "Bearer t0ken" },
        body: { version: "4", alerts: [{ fingerprint: "danger-waiting:41" }] },
      },
    ]);
  });

  test.each([
    [500, "refused"],
    [302, "refused"],
    [204, null],
  ])("an answer of %i is %s", async (status, reason) => {
    await using receiver = await startReceiver(status);
    const sink = createWebhookSink({ url: receiver.url, mayBePrivate: true }, undefined);
    expect(await sink.send([notice()])).toBe(reason);
  });
});

describe("the watch:", () => {
  let url: string;
  beforeAll(async () => {
    const database = await temporaryDatabase({ name: "migrated", fill: async (at) => void (await migrate(at)) });
    url = database.url;
    return () => database[Symbol.asyncDispose]();
  });

  /** Watches over one fresh row, a clock that is set by hand and a sink that keeps what it is given. */
  async function openWatches() {
    const db = connectDatabase({ url, name: "tests" });
    await db.deleteFrom("alertOrders").execute();
    await db
      .updateTable("alertWatch")
      .set({ state: "{}", holder: null, savedAt: null, heldUntil: new Date(0).toISOString() })
      .execute();
    const world = { now: 0, sees: [] as Condition[], looks: 0, fails: false, told: [] as string[], beats: 0 };
    const errors: unknown[] = [];
    const sink: SinkPort = {
      name: "mail",
      async send(notices) {
        if (world.fails) return "ESOCKET";
        world.told.push(...notices.map(({ kind, code }) => `${kind} ${code}`));
        return null;
      },
    };
    const watches: { stop(): Promise<void> }[] = [];
    const open = (given: Partial<AlertWatchDeps> = {}) => {
      const metrics = createAlertMetrics(createMetrics("admin-api"));
      const watch = startAlertWatch({
        ...{ db, metrics, sinks: [sink], lookMs: 5, now: () => world.now, onError: (error) => errors.push(error) },
        beat: async () => void world.beats++,
        async look() {
          world.looks += 1;
          return { conditions: world.sees, unknown: new Set() };
        },
        ...given,
      });
      watches.push(watch);
      return watch;
    };
    return {
      ...{ db, world, errors, open },
      /** Until it has looked at what is there now, and has told of it. */
      async looked(times = 2) {
        const before = world.beats;
        await eventually(() => world.beats >= before + times);
      },
      async [Symbol.asyncDispose]() {
        await Promise.all(watches.map((watch) => watch.stop()));
        await db.destroy();
      },
    };
  }
  const LETTERS: Condition = { code: "dead-letters", subject: null, count: 1 };

  test("of two processes one tells, and the other goes on where it stops", async () => {
    await using watches = await openWatches();
    const { world } = watches;
    world.sees = [LETTERS];
    const [first, second] = [watches.open(), watches.open()];
    await watches.looked(5);
    expect(world.told).toEqual(["began dead-letters"]);
    await Promise.all([first.stop(), second.stop()]);
    watches.open();
    world.now = 59 * 60_000;
    await watches.looked();
    expect(world.told, "a restart tells nothing again").toEqual(["began dead-letters"]);
    world.now = 60 * 60_000;
    await watches.looked();
    expect(world.told).toEqual(["began dead-letters", "goes-on dead-letters"]);
  });

  test("what another version saved and this one cannot read begins anew, and is said", async () => {
    await using watches = await openWatches();
    const { world, db, errors } = watches;
    await db
      .updateTable("alertWatch")
      .set({ state: JSON.stringify({ alerts: [{ code: "of-later" }] }) })
      .execute();
    world.sees = [LETTERS];
    watches.open();
    await watches.looked();
    expect(world.told).toEqual(["began dead-letters"]);
    expect(errors).toEqual([new Error("the alerts that were saved cannot be read, so they begin anew")]);
  });

  test("what could not be sent is sent after a restart, once", async () => {
    await using watches = await openWatches();
    const { world, db } = watches;
    Object.assign(world, { sees: [LETTERS], fails: true });
    const first = watches.open();
    await watches.looked();
    await first.stop();
    const kept = AlertState.parse((await readAlertWatch(db)).state);
    expect(kept).toMatchObject({ parcels: [{ attempts: 1 }], sinks: { mail: { reason: "ESOCKET", sentAt: null } } });
    Object.assign(world, { fails: false, now: 30_000 });
    watches.open();
    await watches.looked(3);
    expect(world.told).toEqual(["began dead-letters"]);
  });

  test("operators see, acknowledge and test by the command line; each order is heard once", async () => {
    await using watches = await openWatches();
    const { world, db } = watches;
    const alerts = (...args: string[]) => ops(null as never, { DATABASE_URL: url }, "alerts", ...args);
    expect(await alerts("list")).toMatchObject({ savedAt: null, alerts: [] });
    await expect(alerts("ack", "dead-letters")).rejects.toThrow("there is no alert dead-letters; open are: none");
    world.sees = [LETTERS];
    watches.open({ now: Date.now });
    await watches.looked();
    expect(await alerts("ack", "dead-letters")).toEqual({ acknowledged: "dead-letters" });
    await eventually(async () => (await listAlertOrders(db)).length === 0);
    expect(await alerts("test")).toEqual([{ sink: "mail", reason: null }]);
    expect(world.told).toEqual(["began dead-letters", "test null"]);
    expect(await alerts("list")).toMatchObject({
      alerts: [{ key: "dead-letters", told: 1, acknowledged: { by: expect.stringMatching(/./) } }],
    });
    world.fails = true;
    const before = process.exitCode;
    expect(await alerts("test"), "what fails is told, and is the command's failure").toEqual([
      { sink: "mail", reason: "ESOCKET" },
    ]);
    expect(process.exitCode).toBe(1);
    process.exitCode = before;
  });

  test("tries of numbers are kept across restarts, and shown by the command line", async () => {
    await using watches = await openWatches();
    const { world } = watches;
    const tried = (outcome: CanaryRun["outcome"]): CanaryRun => ({ channel: "main", at: 1, tookMs: null, outcome });
    let fresh = [tried("answered"), { ...tried("answered"), channel: "gone" }];
    const takeRuns = () => fresh.splice(0);
    const canary = { takeRuns, tried: () => ["main"] };
    const looked: number[] = [];
    const look = async (runs: readonly CanaryRun[]) => {
      looked.push(runs.length);
      return { conditions: world.sees, unknown: new Set<never>() };
    };
    const first = watches.open({ canary, look });
    await watches.looked();
    await first.stop();
    fresh = [tried("late")];
    watches.open({ canary, look });
    await watches.looked();
    expect([looked[0], looked.at(-1)], "of numbers that are tried").toEqual([1, 2]);
    const before = process.exitCode;
    expect(await ops(null as never, { DATABASE_URL: url }, "canary")).toEqual([tried("answered"), tried("late")]);
    expect(process.exitCode, "the newest failed").toBe(1);
    process.exitCode = before;
  });

  test("while the database is away its sender still tells, and one that was not stays silent", async () => {
    await using watches = await openWatches();
    const { world } = watches;
    const away = connectDatabase({ url: "postgres://127.0.0.1:1/none", name: "tests", onError: () => undefined });
    const db = watches.db;
    let current = db;
    const turning = new Proxy(db, {
      get(_, name) {
        const value = Reflect.get(current, name, current);
        return typeof value === "function" ? value.bind(current) : value;
      },
    });
    watches.open({ db: turning });
    await watches.looked();
    current = away;
    world.sees = [{ code: "server-away", subject: "PostgreSQL", count: 1 }];
    await watches.looked();
    world.now = 60_000;
    await watches.looked();
    expect(world.told).toEqual(["began server-away"]);
    const before = world.looks;
    const idle: string[] = [];
    const other = watches.open({
      db: away,
      look: async () => {
        idle.push("looked");
        return { conditions: world.sees, unknown: new Set() };
      },
    });
    await eventually(() => world.looks > before + 3);
    await other.stop();
    expect(idle, "it does not know whether it is the one").toEqual([]);
    current = db;
    world.sees = [];
    await watches.looked();
    world.now = 3_600_000;
    await watches.looked();
    expect(world.told.at(-1)).toBe("over server-away");
    await away.destroy();
  });

  test("one that lost its place to another tells nothing more", async () => {
    await using watches = await openWatches();
    const { world, db } = watches;
    const other = "0190a000-0000-7000-8000-0000000000b1";
    watches.open({
      async look() {
        world.looks += 1;
        await db.updateTable("alertWatch").set({ holder: other, heldUntil: "2999-01-01T00:00:00Z" }).execute();
        return { conditions: [LETTERS], unknown: new Set() };
      },
    });
    await eventually(() => world.looks > 0);
    await eventually(async () => (await takeAlertWatch(db, { holder: other, forMs: 1e9 })) !== null);
    expect([world.told, world.looks]).toEqual([[], 1]);
  });

  test("from a danger in the read side to a mail and a post, without a word of the patient; a service elsewhere is asked", async () => {
    await using mail = await startMailServer();
    await using receiver = await startReceiver();
    await using watches = await openWatches();
    const { db } = watches;
    const state: SystemState = { ...WELL, people: { ...PEOPLE, waiting: 1, dangers: 1, dangerCalls: [41] } };
    const alerts = startAlerts(
      {
        mail: { url: mail.url, from: "acolhe@clinica.example", to: ["ti@clinica.example"] },
        webhook: { url: receiver.url, mayBePrivate: true },
        heartbeatUrl: receiver.url.replace("alerts", "beat"),
        ...{ panelUrl: PANEL, waitingMsMax: 0, lookMs: 5 },
      },
      {
        db,
        broker: null as never,
        system: { read: async () => state },
        metrics: createMetrics("admin-api"),
        onError: () => undefined,
      },
    );
    await eventually(() => mail.mails.length === 1 && receiver.posts.length === 1);
    await eventually(() => receiver.asked.includes("GET /beat"));
    await alerts?.stop();
    expect(receiver.posts[0]?.body.alerts).toMatchObject([
      { labels: { alertname: "danger-waiting", severity: "critical" } },
    ]);
    expect(JSON.stringify([mail.mails, receiver.posts])).not.toContain(PHONE);
    expect(
      receiver.asked.filter((one) => one.startsWith("GET")),
      "once a minute",
    ).toHaveLength(1);
  });

  test("without a way to people what is seen is kept for the panel, and sent nowhere", async () => {
    await using watches = await openWatches();
    const { db } = watches;
    const state: SystemState = { ...WELL, people: { ...PEOPLE, dangers: 1, dangerCalls: [41] } };
    const alerts = startAlerts(
      { ...alertsOf(loadSettings({}), []), lookMs: 5 },
      {
        ...{ db, broker: null as never, system: { read: async () => state } },
        ...{ metrics: createMetrics("admin-api"), onError: () => undefined },
      },
    );
    const kept = await eventually(async () => {
      const { alerts: open, parcels } = AlertState.parse((await readAlertWatch(db)).state);
      return open.length > 0 && { open, parcels };
    });
    await alerts?.stop();
    expect(kept).toMatchObject({ open: [{ code: "danger-waiting", firedAt: expect.any(Number) }], parcels: [] });
  });
});
