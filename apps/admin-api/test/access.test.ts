import { eventually } from "@acolhe/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureAdministrator } from "../src/access/first-admin.ts";
import { ACCOUNT_FAILURES_MAX, ADDRESS_FAILURES_MAX } from "../src/limits.ts";
import { type Answer, type CallOptions, type Desk, openDesk, PASSWORD } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ redis: true });
  await eventually(async () => (await desk.call("GET", "/metrics")).status === 200);
});
afterAll(() => desk[Symbol.asyncDispose]());

const login = (email: string, password = PASSWORD, more: CallOptions = {}) =>
  desk.call("POST", "/api/v1/auth/login", { as: null, body: { email, password }, ...more });
const as = ({ body }: Answer) => ({ as: null, headers: { authorization: `Bearer ${body.accessToken}` } });

test("a login gives a short token, and nothing of the password is logged", async () => {
  const answer = await login("ADMIN@clinica.example");
  expect(answer).toMatchObject({ status: 200, body: { tokenType: "Bearer", expiresIn: 900 } });
  expect((await desk.call("GET", "/api/v1/me", as(answer))).body).toMatchObject({ role: "admin", name: "admin" });
  expect(JSON.stringify(desk.logged)).not.toContain(PASSWORD);
});

test("a token signed with another secret, without a signature, or out of time is none", async () => {
  const claims = Buffer.from(JSON.stringify({ sub: desk.users.admin, fam: desk.users.admin })).toString("base64url");
  const none = Buffer.from('{"alg":"none"}').toString("base64url");
  const late = desk.api.app.jwt.sign({ sub: desk.users.admin, fam: desk.users.admin }, { expiresIn: -1 });
  for (const token of [`${none}.${claims}.`, `${none}.${claims}.x`, late, "x"]) {
    const headers = { authorization: `Bearer ${token}` };
    expect(await desk.call("GET", "/api/v1/me", { as: null, headers })).toMatchObject({
      body: { code: "unauthenticated" },
    });
  }
});

test("after some wrong passwords an account is closed for a while, with the right one too, and no other is", async () => {
  const { body: user } = await desk.call("POST", "/api/v1/users", {
    body: { email: "nova@clinica.example", name: "Nova", role: "attendant" },
  });
  // On a busy machine the cache may not answer in time, and then nobody is counted or locked out.
  const failUntilLocked = async (email: string) => {
    let tries = 0;
    await eventually(async () => {
      tries += 1;
      const { status, body } = await login(email, "errada");
      expect(["wrong-credentials", "too-many-failures"]).toContain(body.code);
      return status === 429;
    });
    return tries;
  };
  expect(await failUntilLocked("nova@clinica.example")).toBeGreaterThan(ACCOUNT_FAILURES_MAX);
  const right = () => login("nova@clinica.example", user.oneTimePassword);
  const locked = await eventually(async () => [await right()].find(({ status }) => status === 429));
  expect(Number(locked.headers["retry-after"])).toBeGreaterThan(600);
  expect((await login("admin@clinica.example")).status).toBe(200);
  // Nobody learns which accounts there are.
  expect(await failUntilLocked("ninguem@clinica.example")).toBeGreaterThan(ACCOUNT_FAILURES_MAX);
});

const GUESSER = { from: "203.0.113.9" };

test("an address that guesses at many accounts is kept out for a while, whatever it says of itself, and no other is", async () => {
  let tries = 0;
  const guess = () => {
    tries += 1;
    return login(`alguem-${tries}@clinica.example`, "errada", GUESSER);
  };
  await eventually(
    async () => {
      // Together: each takes the time of a password's hash.
      const answers = await Promise.all(Array.from({ length: 6 }, guess));
      for (const { body } of answers) expect(["wrong-credentials", "too-many-failures"]).toContain(body.code);
      return answers.every(({ status }) => status === 429);
    },
    { deadlineMs: 30_000 },
  );
  expect(tries).toBeGreaterThan(ADDRESS_FAILURES_MAX);
  const right = (more: CallOptions) => login("attendant@clinica.example", PASSWORD, more);
  const locked = await eventually(async () => [await right(GUESSER)].find(({ status }) => status === 429));
  expect(locked.body).toMatchObject({ code: "too-many-failures" });
  expect(Number(locked.headers["retry-after"])).toBeGreaterThan(600);
  const claimed = { ...GUESSER, headers: { "x-forwarded-for": "198.51.100.1" } };
  expect(await eventually(async () => [await right(claimed)].find(({ status }) => status === 429))).toBeDefined();
  expect((await right({ from: "203.0.113.10" })).status).toBe(200);
});

test("a new user must choose a strong password before anything else", async () => {
  const body = { email: "bia@clinica.example", name: "Bia Ramos", role: "attendant" };
  const { body: made } = await desk.call("POST", "/api/v1/users", { body });
  const answer = await login(body.email, made.oneTimePassword);
  expect(await desk.call("GET", "/api/v1/patients", as(answer))).toMatchObject({
    status: 403,
    body: { code: "password-change-required" },
  });
  const change = (password: string, current = made.oneTimePassword) =>
    desk.call("POST", "/api/v1/auth/password", { ...as(answer), body: { current, password } });
  for (const weak of ["bia ramos 123", "senha12345", "curta", "aaaaaaaaaaaaaaaa"])
    expect(await change(weak), weak).toMatchObject({ status: 422, body: { code: "weak-password" } });
  expect(await change("jabuticaba-no-telhado-9", "errada")).toMatchObject({ status: 401 });
  expect(await change("jabuticaba-no-telhado-9")).toMatchObject({ status: 204 });
  expect((await desk.call("GET", "/api/v1/patients", as(answer))).status).toBe(200);
});

test("an administrator's link sets a password once and ends every login of the user", async () => {
  const answer = await login("operator@clinica.example");
  const { body: link } = await desk.call("POST", `/api/v1/users/${desk.users.operator}/password-link`);
  const reset = (password: string) =>
    desk.call("POST", "/api/v1/auth/password-reset", { as: null, body: { token: link.token, password } });
  expect(await reset("fraca"), "a refused password leaves the link").toMatchObject({ status: 422 });
  expect(await reset("samambaia-no-quintal-31")).toMatchObject({ status: 204 });
  expect(await reset("samambaia-no-quintal-32")).toMatchObject({ status: 404 });
  expect((await desk.call("GET", "/api/v1/me", as(answer))).status).toBe(401);
  expect((await login("operator@clinica.example", "samambaia-no-quintal-31")).status).toBe(200);
});

test("a role taken away and a user switched off are noticed with the next request; the last administrator stays", async () => {
  const { body: made } = await desk.call("POST", "/api/v1/users", {
    body: { email: "caio@clinica.example", name: "Caio", role: "attendant" },
  });
  const answer = await login("caio@clinica.example", made.oneTimePassword);
  const at = `/api/v1/users/${made.id}`;
  await desk.call("PATCH", at, { version: 1, body: { role: "analyst" } });
  expect((await desk.call("GET", "/api/v1/me", as(answer))).body).toMatchObject({ role: "analyst" });
  await desk.call("PATCH", at, { version: 2, body: { active: false } });
  expect((await desk.call("GET", "/api/v1/me", as(answer))).status).toBe(401);
  const self = await desk.call("PATCH", `/api/v1/users/${desk.users.admin}`, { version: 1, body: { active: false } });
  expect(self).toMatchObject({ status: 409, body: { code: "not-allowed-now" } });
});

test("the first administrator is made where there is none, once, and must choose another password", async () => {
  const { db } = desk.api;
  const first = { email: "primeira@clinica.example", password: "uma-senha-de-entrada" };
  expect(await ensureAdministrator(db, first)).toBe("there");
  await db.updateTable("users").set({ active: false }).where("role", "=", "admin").execute();
  try {
    expect(await ensureAdministrator(db, { ...first, password: undefined })).toBe("no-password");
    expect(await ensureAdministrator(db, first)).toBe("made");
    expect((await desk.call("GET", "/api/v1/me", as(await login(first.email, first.password)))).body).toMatchObject({
      role: "admin",
      mustChangePassword: true,
    });
    expect(await ensureAdministrator(db, first)).toBe("there");
  } finally {
    await db.updateTable("users").set({ active: true }).where("id", "=", desk.users.admin).execute();
  }
});

test("R1: without the cache everybody is served, and the counters say that nothing was limited", async () => {
  await desk.redis?.kill("SIGKILL");
  await eventually(async () => (await login("admin@clinica.example")).status === 200);
  const kept = () => login("admin@clinica.example", PASSWORD, GUESSER);
  await eventually(async () => (await kept()).status === 200, { what: "the address that was kept out" });
  expect(await login("admin@clinica.example", "errada", GUESSER)).toMatchObject({
    status: 401,
    body: { code: "wrong-credentials" },
  });
  const { text } = await desk.call("GET", "/metrics");
  expect(text).toMatch(/api_lockout_unavailable_total\{[^}]*\} [1-9]/);
  expect(text).toMatch(/api_rate_limit_unavailable_total\{[^}]*\} [1-9]/);
});
