import { type Bus, connectBus, publish } from "@acolhe/bus";
import type { Database } from "@acolhe/database";
import { connectDatabase, migrate } from "@acolhe/database";
import { LIVE, readCheckpoint } from "@acolhe/database/projection";
import { DELIVERY, INBOUND, TURNS } from "@acolhe/events";
import {
  eventually,
  freePort,
  type Server,
  spawnApp,
  startLocalPostgres,
  startNats,
  temporaryDirectory,
} from "@acolhe/testing";
import fc from "fast-check";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { setUp } from "../../ops/src/setup.ts";
import { rebuild } from "../src/rebuild.ts";
import { History, streamsOf } from "./history.ts";
import { openDatabase, rowsOf } from "./read-side.ts";
import { silent } from "./silent.ts";

const BUSY_MS = 30_000;
const TEST_MS = 4 * BUSY_MS;
/** So many fillings hold 174 turns and some garbage, however soon the standby leads: the first one alone holds 48. */
const FILLINGS_MIN = 4;

/** A broker with its streams, and histories to fill them with. */
async function openBroker() {
  const directory = await temporaryDirectory();
  const server: Server = await startNats({ dir: directory.path });
  const bus = await connectBus({ url: server.url, name: "test" });
  await setUp(bus, { channels: [], replicas: 1, ackWaitMs: 1_000 });
  return {
    bus,
    url: server.url,
    /** Publishes what some histories leave behind. */
    async fill(seed: number, histories: number): Promise<void> {
      for (const history of fc.sample(History, { seed, numRuns: histories })) {
        const { inbound, turns, delivery } = streamsOf(history);
        for (const { subject, json } of [...inbound, ...turns, ...delivery]) {
          // The broker adds the partition itself.
          const to = subject.replace(/^inbound\.\d+\./, "inbound.");
          await publish(bus, to, bodyOf(json));
        }
      }
    },
    /** Resolves when everything in the streams is projected. */
    untilProjected: (db: Database) =>
      eventually(
        async () => {
          for (const { name } of [INBOUND, TURNS, DELIVERY]) {
            const { state } = await bus.jsm.streams.info(name);
            if ((await readCheckpoint({ db, schema: LIVE }, name)) < state.last_seq) return false;
          }
          return true;
        },
        { deadlineMs: BUSY_MS, what: "all records are projected" },
      ),
    turnsStored: async () => (await bus.jsm.streams.info(TURNS.name)).state.messages,
    async [Symbol.asyncDispose]() {
      await bus.close();
      await server.stop();
      await directory[Symbol.asyncDispose]();
    },
  };
}

function bodyOf(json: () => unknown): unknown {
  try {
    return json();
  } catch {
    return "no JSON object";
  }
}

/** Turns that were projected, or set aside as unreadable. */
async function turnsProjected(db: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from read.turns) + (select count(*) from read.set_aside where stream = 'TURNS') as n
  `.execute(db);
  return rows[0]!.n;
}

const isLeading = async ({ url }: { url: string }) =>
  /^acolhe_projector_leading\S* 1$/m.test(await (await fetch(`${url}/metrics`)).text());

test(
  "P1, P2: the leader is killed and the standby takes over; nothing is lost or doubled, and a rebuild agrees",
  async () => {
    await using broker = await openBroker();
    await using database = await openDatabase();
    const { db, url } = database;
    const env = { NATS_URL: broker.url, DATABASE_URL: url, LOG_LEVEL: "warn", RETENTION_EVERY_HOURS: "0" };
    const leader = await spawnApp("projector", env);
    await eventually(() => isLeading(leader), { deadlineMs: BUSY_MS });
    const standby = await spawnApp("projector", env);
    try {
      expect(await isLeading(standby), "only one leads").toBe(false);
      let isFilling = true;
      const filling = (async () => {
        for (let n = 0; isFilling || n < FILLINGS_MIN; n += 1) await broker.fill(100 + n, 5);
      })();
      await eventually(async () => (await readCheckpoint({ db, schema: LIVE }, TURNS.name)) > 0, {
        deadlineMs: BUSY_MS,
      });
      await leader.kill("SIGKILL");
      const killedAt = performance.now();
      await eventually(() => isLeading(standby), { deadlineMs: BUSY_MS });
      expect(performance.now() - killedAt, "within seconds, on a machine that is busy").toBeLessThan(15_000);
      isFilling = false;
      await filling;
      await broker.untilProjected(db);

      const before = await rowsOf(db, LIVE);
      expect(before.turns!.length).toBeGreaterThan(50);
      expect(before.set_aside!.length, "the history has garbage in it").toBeGreaterThan(0);
      expect(await turnsProjected(db), "nothing is lost or doubled").toBe(await broker.turnsStored());
      // The running projector goes on meanwhile, and after the swap on the new tables.
      await rebuild({ bus: broker.bus, db, url, log: silent });
      expect(await rowsOf(db, LIVE)).toEqual(before);
      await broker.fill(8, 1);
      await broker.untilProjected(db);
      expect((await rowsOf(db, LIVE)).turns!.length).toBeGreaterThan(before.turns!.length);
      await purgeHalf(broker.bus);
      const whole = await rowsOf(db, LIVE);
      await rebuild({ bus: broker.bus, db, url, log: silent });
      expect((await rowsOf(db, LIVE)).messages, "messages outlive their stream").toEqual(whole.messages);
      await standby.stop();
      expect(await standby.exited).toBe("code 0");
    } finally {
      await Promise.all([leader.stop(), standby.stop()]);
    }
  },
  TEST_MS,
);

async function purgeHalf(bus: Bus): Promise<void> {
  const { state } = await bus.jsm.streams.info(INBOUND.name);
  await bus.jsm.streams.purge(INBOUND.name, { seq: Math.floor(state.last_seq / 2) });
}

test(
  "while PostgreSQL is away the projector waits, then catches up with everything",
  async () => {
    await using broker = await openBroker();
    await using directory = await temporaryDirectory();
    const port = await freePort();
    let server = await startLocalPostgres({ dir: directory.path, port });
    const url = new URL(server.url);
    url.pathname = "acolhe";
    await migrate(url.href);
    const db = connectDatabase({ url: url.href, name: "tests" });
    const app = await spawnApp("projector", { NATS_URL: broker.url, DATABASE_URL: url.href, LOG_LEVEL: "warn" });
    try {
      await broker.fill(1, 1);
      await broker.untilProjected(db);
      await server.kill("SIGKILL");
      await broker.fill(2, 2);
      await eventually(async () => (await fetch(`${app.url}/health/ready`)).status === 503, { deadlineMs: BUSY_MS });
      expect((await fetch(`${app.url}/health/live`)).status, "waiting is no reason to be restarted").toBe(200);
      server = await startLocalPostgres({ dir: directory.path, port });
      await broker.untilProjected(db);
      const metrics = await (await fetch(`${app.url}/metrics`)).text();
      expect(metrics, "the lag is told, and is none").toMatch(
        /^acolhe_projector_lag_records\{[^}]*stream="TURNS"[^}]*\} 0$/m,
      );
      expect(metrics).toMatch(/^acolhe_projector_lag_seconds\{[^}]*stream="TURNS"[^}]*\} \d/m);
      expect(await turnsProjected(db), "nothing is lost or doubled").toBe(await broker.turnsStored());
    } finally {
      await app.stop();
      await db.destroy();
      await server.stop();
    }
  },
  TEST_MS,
);
