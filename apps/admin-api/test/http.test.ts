import { gunzipSync } from "node:zlib";
import { openFamily } from "@acolhe/database";
import { eventually } from "@acolhe/testing";
import fastify from "fastify";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AdminApiOptions } from "../src/admin-api.ts";
import { takesGzip } from "../src/http/compress.ts";
import { addressOf, trustOf } from "../src/http/request-context.ts";
import { BODY_BYTES_MAX } from "../src/limits.ts";
import { type Desk, openDesk } from "./desk.ts";

const LIMITS = { perMinute: 12, per10s: 12 };
const AUTH_LIMITS = { perMinute: 4, per10s: 4 };

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ redis: true, limits: LIMITS, authLimits: AUTH_LIMITS });
});
afterAll(() => desk[Symbol.asyncDispose]());

test("every answer says its request and trace, is not kept, and shows itself to no other page", async () => {
  const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const { headers } = await desk.call("GET", "/health/live", {
    as: null,
    headers: { "x-request-id": "abc", traceparent, origin: "https://example.com" },
  });
  expect(headers).toMatchObject({
    "x-request-id": "abc",
    "x-trace-id": "0af7651916cd43dd8448eb211c80319c",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
  });
  expect(headers["content-security-policy"]).toContain("default-src 'self'");
  expect(headers).not.toHaveProperty("access-control-allow-origin");
  const odd = await desk.call("GET", "/health/live", { headers: { "x-request-id": "<script>" } });
  expect(odd.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
});

test("the document and its reader page come from here", async () => {
  expect((await desk.call("GET", "/openapi.json", { as: null })).body.openapi).toBe("3.1.0");
  const page = await desk.call("GET", "/docs", { as: null });
  expect(page.status).toBe(200);
  expect(page.text).not.toMatch(/(?:src|href)="https?:/);
});

test("long JSON is compressed for a client that accepts it; what is short or no JSON goes as it is", async () => {
  const ask = (url: string, coding: string) =>
    desk.api.app.inject({ method: "GET", url, headers: { "accept-encoding": coding } });
  const [short, whole] = [await ask("/openapi.json", "gzip, br"), await ask("/openapi.json", "br")];
  expect(short.headers).toMatchObject({ "content-encoding": "gzip", vary: "accept-encoding" });
  expect(gunzipSync(short.rawPayload).toString()).toBe(whole.payload);
  expect(Number(short.headers["content-length"])).toBe(short.rawPayload.length);
  expect(short.rawPayload.length).toBeLessThan(whole.payload.length / 4);
  expect(whole.headers).toMatchObject({ vary: "accept-encoding" });
  expect(whole.headers).not.toHaveProperty("content-encoding");
  for (const url of ["/health/live", "/docs", "/nothing"])
    expect((await ask(url, "gzip")).headers, url).not.toHaveProperty("content-encoding");
});

test.each([
  ["gzip", true],
  ["br, GZIP;q=0.5", true],
  ["*", true],
  ["*;q=0, gzip", true],
  ["*, gzip;q=0", false],
  ["gzip; q=0.0", false],
  ["br", false],
  [undefined, false],
])("accept-encoding %s", (header, takes) => {
  expect(takesGzip(header)).toBe(takes);
});

test("an unknown path, a body that is no JSON, too large or of another type: each is a problem", async () => {
  const send = (payload: string, type = "application/json") =>
    desk.api.app.inject({ method: "POST", url: "/api/v1/auth/login", payload, headers: { "content-type": type } });
  expect((await desk.call("GET", "/nothing")).body).toMatchObject({ type: "/problems/not-found", status: 404 });
  expect((await send("{")).json()).toMatchObject({ code: "invalid-request" });
  expect((await send("x", "text/plain")).json()).toMatchObject({ code: "unsupported-media-type" });
  expect((await send(`"${"x".repeat(BODY_BYTES_MAX)}"`)).json()).toMatchObject({ code: "payload-too-large" });
});

test("a request without a body may name a type for it, and where one is needed its absence is told", async () => {
  const send = (method: "DELETE" | "POST", url: string) =>
    desk.api.app.inject({
      ...{ method, url },
      headers: {
        authorization: `Bearer ${desk.tokenOf("admin")}`,
        "content-type": "application/json",
        "if-match": '"1"',
      },
    });
  const tag = await desk.call("POST", "/api/v1/tags", { body: { name: "Passageira" } });
  expect((await send("DELETE", `/api/v1/tags/${tag.body.id}`)).statusCode).toBe(204);
  const missing = await send("POST", "/api/v1/tags");
  expect(missing.json()).toMatchObject({ status: 400, code: "invalid-request", errors: [{ path: "body" }] });
});

describe("a repeated POST with a key", () => {
  const body = { name: "Etiqueta" };
  const post = (key: string, name: object = body) =>
    desk.call("POST", "/api/v1/tags", { body: name, headers: { "idempotency-key": key }, as: "attendant" });

  test("is done once, however many come together", async () => {
    const answers = await Promise.all([post("a"), post("a"), post("a")]);
    const made = answers.filter(({ status }) => status === 201);
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made.map(({ body: tag }) => tag.id)).size).toBe(1);
    for (const { status, body: problem } of answers)
      if (status !== 201) expect(problem).toMatchObject({ code: "request-under-way" });
    expect((await post("a")).body).toEqual(made[0]?.body);
  });

  test("is not taken over while the first is worked on, however long that takes", async () => {
    const { db } = desk.api;
    const other = await db.startTransaction().execute();
    await sql`lock table audit in exclusive mode`.execute(other);
    const slow = { name: "Demorada" };
    const first = post("slow", slow);
    await eventually(
      async () => {
        const { rows } = await sql`select from pg_stat_activity where datname = current_database()
          and wait_event_type = 'Lock' and starts_with(query, 'insert into "audit"')`.execute(db);
        return rows.length > 0;
      },
      { what: "the first one's work" },
    );
    const longAgo = sql<string>`now() - interval '10 minutes'`;
    await db.updateTable("idempotencyKeys").set({ createdAt: longAgo }).where("key", "=", "slow").execute();
    expect(await post("slow", slow)).toMatchObject({ status: 409, body: { code: "request-under-way" } });
    await other.rollback().execute();
    expect(await first).toMatchObject({ status: 201, body: slow });
    expect((await post("slow", slow)).body).toEqual((await first).body);
  });

  test("may try again after a refusal, and is refused for another request", async () => {
    expect(await post("b")).toMatchObject({ status: 409, body: { code: "already-exists" } });
    expect(await post("b")).toMatchObject({ status: 409, body: { code: "already-exists" } });
    expect(await post("a", { name: "Outra" })).toMatchObject({ status: 422, body: { code: "idempotency-mismatch" } });
  });

  test("is told why it was refused, also when its key cannot be freed", async () => {
    const { db } = desk.api;
    const refuse = sql`create function stays() returns trigger language plpgsql as $$ begin raise 'it stays'; end $$`;
    await refuse.execute(db);
    await sql`create trigger stays before delete on idempotency_keys execute function stays()`.execute(db);
    expect(await post("c")).toMatchObject({ status: 409, body: { code: "already-exists" } });
    await sql`drop function stays() cascade`.execute(db);
    expect(await post("c"), "until it frees itself").toMatchObject({
      status: 409,
      body: { code: "request-under-way" },
    });
  });
});

test("a caller who comes too fast is told how long to wait; health is free", async () => {
  await eventually(
    async () => (await desk.call("GET", "/api/v1/me", { as: "operator" })).headers["x-ratelimit-limit"] === "12",
  );
  await eventually(async () => (await desk.call("GET", "/api/v1/me", { as: "operator" })).status === 429);
  const refused = await desk.call("GET", "/api/v1/me", { as: "operator" });
  expect(refused.body).toMatchObject({ code: "too-many-requests", title: "Muitos pedidos" });
  expect(refused.headers).toMatchObject({ "x-ratelimit-limit": "12", "x-ratelimit-remaining": "0" });
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  expect((await desk.call("GET", "/health/ready", { as: "operator" })).status).toBe(200);
  expect((await desk.call("GET", "/api/v1/me", { as: "analyst" })).status, "another login").toBe(200);
});

test.each([
  ["a new token for each", "203.0.113.20", (n: number) => ({ authorization: `Bearer made-up-${n}` })],
  ["the same id for each", "203.0.113.21", () => ({ "x-request-id": "the-same" })],
])("requests with %s that their caller made up are counted like any others", async (_what, from, headers) => {
  let tries = 0;
  const ask = () => desk.call("GET", "/api/v1/me", { as: null, from, headers: headers(tries++) });
  const refused = await eventually(async () => [await ask()].find(({ status }) => status === 429), {
    deadlineMs: 30_000,
  });
  expect(refused.headers).toMatchObject({ "x-ratelimit-limit": "12", "x-ratelimit-remaining": "0" });
});

test("the login routes count by address, stricter than others and for any caller", async () => {
  const from = "203.0.113.30";
  const ask = () => desk.call("POST", "/api/v1/auth/password", { as: "analyst", from, body: {} });
  const refused = await eventually(async () => [await ask()].find(({ status }) => status === 429));
  expect(refused.headers).toMatchObject({ "x-ratelimit-limit": String(AUTH_LIMITS.perMinute) });
  const elsewhere = await desk.call("GET", "/api/v1/me", { as: "analyst", from });
  expect(elsewhere, "the login itself has its own count").toMatchObject({
    status: 200,
    headers: { "x-ratelimit-limit": String(LIMITS.perMinute) },
  });
  expect((await desk.call("POST", "/api/v1/auth/logout", { as: null, from: "203.0.113.31" })).status).toBe(204);
});

test("without the cache the limits are those of the process: of a user, whatever the log-ins, and of an address", async () => {
  await using lonely = await openDesk({ limits: LIMITS, authLimits: AUTH_LIMITS });
  const many = async (count: number, ask: () => Promise<{ status: number }>) =>
    (await Promise.all(Array.from({ length: count }, ask))).filter(({ status }) => status === 429).length;
  const userId = lonely.users.attendant;
  const login = { userId, tokenHash: Buffer.alloc(32, 1), expiresAt: "2100-01-01T00:00:00Z", address: null };
  const { db, app } = lonely.api;
  const fam = await db.transaction().execute((trx) => openFamily(trx, { ...login, userAgent: null }));
  const tokens = [lonely.tokenOf("attendant"), app.jwt.sign({ sub: userId, fam }, { expiresIn: "15m" })];
  let asked = 0;
  const me = () => {
    asked += 1;
    const headers = { authorization: `Bearer ${tokens[asked % 2]}` };
    return lonely.call("GET", "/api/v1/me", { as: null, from: `203.0.113.${asked}`, headers });
  };
  expect(await many(LIMITS.perMinute + 7, me)).toBe(7);
  expect((await lonely.call("GET", "/api/v1/me", { as: "analyst" })).status, "another user").toBe(200);
  const out = (n: number) => lonely.call("POST", "/api/v1/auth/logout", { as: null, from: `2001:db8::${n}` });
  let n = 0;
  expect(await many(AUTH_LIMITS.perMinute + 3, () => out(++n))).toBe(3);
  expect((await lonely.call("POST", "/api/v1/auth/logout", { as: null, from: "2001:db8:1::1" })).status).toBe(204);
  expect((await lonely.call("GET", "/metrics")).text).toMatch(/api_rate_limit_unavailable_total\{[^}]*\} [1-9]/);
});

test("pages of the origins that are set may call it, and no others", async () => {
  const panel = "https://painel.example";
  await using open = await openDesk({ corsOrigins: [panel] });
  const asking = (origin: string) => ({
    as: null,
    headers: { origin, "access-control-request-method": "PATCH", "access-control-request-headers": "if-match" },
  });
  const asked = await open.call("OPTIONS", "/api/v1/patients", asking(panel));
  expect(asked).toMatchObject({
    status: 204,
    headers: { "access-control-allow-origin": panel, "access-control-allow-credentials": "true" },
  });
  for (const method of ["PUT", "PATCH", "DELETE"])
    expect(asked.headers["access-control-allow-methods"]).toContain(method);
  const stranger = await open.call("OPTIONS", "/api/v1/patients", asking("https://outra.example"));
  expect(stranger.headers).not.toHaveProperty("access-control-allow-origin");
  const answer = await open.call("GET", "/api/v1/patients", { headers: { origin: panel } });
  const shown = String(answer.headers["access-control-expose-headers"]).toLowerCase().split(/, ?/);
  for (const header of ["etag", "retry-after", "x-request-id", "x-total-rows", "x-export-id"])
    expect(shown).toContain(header);
});

test.each<[what: string, trusted: AdminApiOptions["trustProxy"], from: string, forwarded: string, seen: string]>([
  ["no proxy is trusted", false, "198.51.100.1", "203.0.113.7", "198.51.100.1"],
  ["of one proxy only what it added counts", 1, "10.0.0.2", "192.0.2.1, 203.0.113.7", "203.0.113.7"],
  ["of two proxies what they added", 2, "10.0.0.2", "192.0.2.1, 203.0.113.7, 10.0.0.3", "203.0.113.7"],
  ["a network's proxies", ["10.0.0.0/8"], "10.0.0.2", "192.0.2.1, 203.0.113.7, 10.0.0.3", "203.0.113.7"],
  ["who comes from elsewhere is no proxy", ["10.0.0.0/8"], "198.51.100.1", "203.0.113.7", "198.51.100.1"],
  ["what is no address is none", 1, "10.0.0.2", "unknown", "10.0.0.2"],
  ["nor one with a port", 1, "10.0.0.2", "203.0.113.7:4711", "10.0.0.2"],
  ["an address of one link loses its link", 1, "10.0.0.2", "fe80::1%eth0", "fe80::1"],
])("X-Forwarded-For: %s", async (_what, trusted, from, forwarded, seen) => {
  const told: string[] = [];
  const app = fastify({ trustProxy: trustOf(trusted) });
  app.get("/", async (request) => void told.push(addressOf(request)));
  await app.inject({ url: "/", remoteAddress: from, headers: { "x-forwarded-for": forwarded } });
  await app.close();
  expect(told).toEqual([seen]);
});

test("behind a proxy an invented address is neither in the audit nor a way around a limit", async () => {
  await using open = await openDesk({ trustProxy: 1, authLimits: AUTH_LIMITS });
  let asked = 0;
  const guess = () => {
    asked += 1;
    const headers = { "x-forwarded-for": `192.0.2.${asked}, 203.0.113.7` };
    const body = { email: "ninguem@clinica.example", password: "errada" };
    return open.call("POST", "/api/v1/auth/login", { as: null, from: "10.0.0.2", headers, body });
  };
  for (let n = 0; n < AUTH_LIMITS.perMinute; n++) expect((await guess()).status).toBe(401);
  expect((await guess()).status).toBe(429);
  const { items } = (await open.call("GET", "/api/v1/audit?action=login-refused")).body;
  expect(new Set(items.map(({ address }: { address: string }) => address))).toEqual(new Set(["203.0.113.7"]));
});

test("browsers are told to come by TLS alone, and the page's base and forms stay here", async () => {
  const { headers } = await desk.call("GET", "/health/live", { as: null });
  expect(headers["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains");
  const policy = String(headers["content-security-policy"]).split(";");
  for (const part of ["base-uri 'none'", "form-action 'self'", "object-src 'none'", "frame-ancestors 'self'"])
    expect(policy).toContain(part);
});

test("connections that break are made anew; without a database it starts, says so, and is not ready", async () => {
  const others = sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await others.execute(desk.api.db);
  await eventually(async () => (await desk.call("GET", "/api/v1/me", { as: "analyst" })).status === 200);

  const lonely = await openDesk({ database: "postgres://127.0.0.1:1/none" });
  try {
    expect(await lonely.call("GET", "/health/ready")).toMatchObject({ status: 503 });
    expect(await lonely.call("GET", "/api/v1/me")).toMatchObject({ status: 503, body: { code: "unavailable" } });
  } finally {
    await lonely[Symbol.asyncDispose]();
  }
});
