import { connectBus } from "@acolhe/bus";
import { connectDatabase, insertRow } from "@acolhe/database";
import { LIVE, readCheckpoint } from "@acolhe/database/projection";
import { DELIVERY, INBOUND, TURNS } from "@acolhe/events";
import { eventually, freePort, startLocalPostgres, temporaryDirectory } from "@acolhe/testing";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { hashPassword } from "../../apps/admin-api/src/access/password.ts";
import { startGateway } from "../../bench/gateway.ts";
import { startStreamSystem } from "../../bench/systems.ts";
import { createWebhookClient } from "../../bench/webhook-client.ts";
import { guardedDatabase, spawnAs } from "../access/guarded.ts";

/** Minutes in life; what matters is that every process notices and every message meets it. */
const AWAY_MS = process.env.ACOLHE_LONG === "1" ? 180_000 : 8_000;
const BUSY_MS = 60_000;
const ATTENDANT = { email: "ana@clinica.example", password: "girassol-cadeira-trovao-17" };

it(
  "with PostgreSQL gone the bot goes on answering; once it is back everything is shown and nothing is missing",
  async () => {
    await using ends = new AsyncDisposableStack();
    const directory = ends.use(await temporaryDirectory()).path;
    const port = await freePort();
    let postgres = await startLocalPostgres({ dir: directory, port });
    ends.defer(() => postgres.stop());
    const url = new URL(postgres.url);
    url.pathname = "acolhe";
    const databaseUrl = await guardedDatabase(url.href);
    const gateway = ends.use(await startGateway());
    const answered = new Map<string, number>();
    gateway.onSend = (phone) => void answered.set(phone, (answered.get(phone) ?? 0) + 1);
    const env = { DATABASE_URL: databaseUrl, LOG_LEVEL: "warn" };
    const system = ends.use(await startStreamSystem({ gatewayUrl: gateway.url, syncAlways: false, env }));
    const projector = ends.use(await spawnAs("projector", { ...env, NATS_URL: system.natsUrl }));
    const bus = await connectBus({ url: system.natsUrl, name: "test" });
    ends.defer(() => bus.close());
    const client = createWebhookClient(system.url, system.channels[0]!);
    ends.defer(async () => client.close());

    const phones = new Set<string>();
    const says = async () => {
      const phone = String(5511951230000 + phones.size);
      phones.add(phone);
      expect(await client.post(phone, "oi"), "the webhook").toBe(200);
      await eventually(() => answered.has(phone), { deadlineMs: BUSY_MS, what: "an answer" });
    };
    await says();
    await postgres.kill("SIGKILL");
    const back = performance.now() + AWAY_MS;
    while (performance.now() < back || phones.size < 5) await says();
    expect((await fetch(`${projector.url}/health/ready`)).status, "the projector says what is wrong").toBe(503);
    expect((await fetch(`${projector.url}/health/live`)).status).toBe(200);
    postgres = await startLocalPostgres({ dir: directory, port });
    await says();

    const db = connectDatabase({ url: url.href, name: "test" });
    ends.defer(() => db.destroy());
    await eventually(
      async () => {
        for (const { name } of [INBOUND, TURNS, DELIVERY]) {
          const { state } = await bus.jsm.streams.info(name);
          if ((await readCheckpoint({ db, schema: LIVE }, name)) < state.last_seq) return false;
        }
        return true;
      },
      { deadlineMs: BUSY_MS, what: "everything is projected" },
    );
    const { rows } = await sql<{ heard: number; said: number; delivered: number; asides: number }>`
      select (select count(*) from read.messages where author = 'patient') as heard,
        (select count(distinct contact_key) from read.messages where author = 'bot') as said,
        (select count(distinct contact_key) from read.deliveries where accepted_at is not null) as delivered,
        (select count(*) from read.set_aside) as asides`.execute(db);
    expect(rows[0]).toEqual({ heard: phones.size, said: phones.size, delivered: phones.size, asides: 0 });

    // What the streams told is what the panel shows.
    const user = { name: "Ana", role: "attendant", mustChangePassword: false } as const;
    await insertRow(db, "users", {
      ...user,
      email: ATTENDANT.email,
      passwordHash: await hashPassword(ATTENDANT.password),
    });
    const api = ends.use(
      await spawnAs("admin-api", {
        ...env,
        NATS_URL: system.natsUrl,
        ADMIN_JWT_SECRET: "a-secret-of-the-tests-with-32-characters",
        API_RATE_LIMIT_PER_MINUTE: "0",
      }),
    );
    const ask = async (path: string, token: string) => {
      const answer = await fetch(`${api.url}/api/v1/conversations${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(answer.status).toBe(200);
      return (await answer.json()) as { total?: number; items: { type: string; author?: string }[] };
    };
    const login = await fetch(`${api.url}/api/v1/auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(ATTENDANT),
    });
    const { accessToken } = (await login.json()) as { accessToken: string };
    const listed = await ask("?limit=100", accessToken);
    expect(listed.total).toBe(phones.size);
    const [channel] = system.channels;
    const timeline = await ask(`/${channel!.id}/${[...phones].at(-1)}/timeline`, accessToken);
    expect(timeline.items.at(-1)).toMatchObject({ type: "message", author: "patient", text: "oi" });
    const said = timeline.items.find(({ author }) => author === "bot");
    expect(said).toMatchObject({ rule: expect.any(String), delivery: { attempts: 1 } });
  },
  AWAY_MS + 6 * BUSY_MS,
);
