import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureAdministrator } from "../src/access/first-admin.ts";
import { type Answer, type CallOptions, type Desk, JWT_SECRET, openDesk, PASSWORD } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
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

/** A token as anyone with this secret could write it. */
function written(header: object, claims: object, secret = JWT_SECRET): string {
  const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${parts}.${createHmac("sha256", secret).update(parts).digest("base64url")}`;
}

test("a token of another kind, for others, without an end or a signature of ours, or out of time is none", async () => {
  const [head = "", body = "", signature] = desk.tokenOf("admin").split(".");
  const [header, claims] = [head, body].map((part) => JSON.parse(Buffer.from(part, "base64url").toString()));
  expect(header).toEqual({ alg: "HS256", typ: "at+jwt" });
  expect(Object.keys(claims).sort()).toEqual(["aud", "exp", "fam", "iat", "iss", "sub"]);
  const without = (name: string) => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));
  const asked = (token: string) =>
    desk.call("GET", "/api/v1/me", { as: null, headers: { authorization: `Bearer ${token}` } });
  expect(await asked(written(header, claims)), "written as ours are").toMatchObject({ status: 200 });
  const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString("base64url");
  const wrong = {
    "another secret": written(header, claims, "another-secret-of-the-tests-with-32-chars"),
    "no algorithm": `${none}.${body}.`,
    "no algorithm, a signature": `${none}.${body}.${signature}`,
    "no signature": `${head}.${body}.`,
    "another kind": written({ ...header, typ: "JWT" }, claims),
    "no kind": written({ alg: "HS256" }, claims),
    "another algorithm's name": written({ ...header, alg: "HS512" }, claims),
    "for others": written(header, { ...claims, aud: "others" }),
    "from others": written(header, { ...claims, iss: "others" }),
    "out of time": written(header, { ...claims, exp: Math.floor(Date.now() / 1000) - 1 }),
    "no token": "x",
    ...Object.fromEntries(Object.keys(claims).map((name) => [`without ${name}`, written(header, without(name))])),
  };
  for (const [what, token] of Object.entries(wrong))
    expect(await asked(token), what).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
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
