import { eventually } from "@acolhe/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "../src/access/password.ts";
import { type Answer, type CallOptions, type Desk, openDesk, PASSWORD } from "./desk.ts";

/* What outlives its cause: a login, a link or a known browser of who the user was before. */
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const NEW = "jabuticaba-no-telhado-9";
const login = (email: string, password = PASSWORD, more: CallOptions = {}) =>
  desk.call("POST", "/api/v1/auth/login", { as: null, body: { email, password }, ...more });
const as = ({ body }: Answer) => ({ as: null, headers: { authorization: `Bearer ${body.accessToken}` } });
const isIn = async (answer: Answer) => (await desk.call("GET", "/api/v1/me", as(answer))).status === 200;
const cookieOf = (answer: Answer, name: string) =>
  [answer.headers["set-cookie"] ?? []]
    .flat()
    .map((cookie) => String(cookie).split(";")[0] ?? "")
    .filter((pair) => pair.startsWith(`${name}=`))
    .join("; ");

let users = 0;
interface User {
  readonly id: string;
  readonly email: string;
}
async function newUser(role = "attendant"): Promise<User> {
  users += 1;
  const email = `pessoa-${users}@clinica.example`;
  const { body } = await desk.call("POST", "/api/v1/users", { body: { email, name: `Pessoa ${users}`, role } });
  const chosen = { passwordHash: await hashPassword(PASSWORD), mustChangePassword: false, passwordExpiresAt: null };
  await desk.api.db.updateTable("users").set(chosen).where("id", "=", body.id).execute();
  return { id: body.id, email };
}
async function change({ id }: User, body: object, more: CallOptions = {}): Promise<void> {
  const { version } = (await desk.call("GET", `/api/v1/users/${id}`)).body;
  const changed = await desk.call("PATCH", `/api/v1/users/${id}`, { version, body, ...more });
  expect(changed.status, changed.text).toBe(200);
}
const linkFor = async ({ id }: User, more: CallOptions = {}): Promise<string> =>
  (await desk.call("POST", `/api/v1/users/${id}/password-link`, more)).body.token;
const reset = (token: string, password = NEW) =>
  desk.call("POST", "/api/v1/auth/password-reset", { as: null, body: { token, password } });

describe("a link to a new password", () => {
  test("is good where nothing happened meanwhile", async () => {
    expect((await reset(await linkFor(await newUser()))).status).toBe(204);
  });

  test.each<[what: string, happens: (user: User) => Promise<unknown>]>([
    [
      "the user chose a password",
      async ({ email }) =>
        expect(
          await desk.call("POST", "/api/v1/auth/password", {
            ...as(await login(email)),
            body: { current: PASSWORD, password: "samambaia-no-quintal-31" },
          }),
        ).toMatchObject({ status: 204 }),
    ],
    ["another link was made", async (user) => reset(await linkFor(user))],
    [
      "the user was switched off and on",
      async (user) => [await change(user, { active: false }), await change(user, { active: true })],
    ],
    ["the user was made an administrator", (user) => change(user, { role: "admin" })],
    ["the user has another e-mail", (user) => change(user, { email: `nova-${user.email}` })],
  ])("is worth nothing once %s", async (_what, happens) => {
    const user = await newUser();
    const token = await linkFor(user);
    await happens(user);
    expect(await reset(token)).toMatchObject({ status: 404, body: { code: "not-found" } });
  });

  test.each([
    ["switched off", { active: false }],
    ["no administrator any more", { role: "attendant" }],
  ])("is worth nothing once who made it is %s", async (_what, patch) => {
    const [maker, user] = [await newUser("admin"), await newUser()];
    const token = await linkFor(user, as(await login(maker.email)));
    await change(maker, patch);
    expect(await reset(token)).toMatchObject({ status: 404 });
  });

  test("is not made for a user who is switched off, and of two who use one at once one is first", async () => {
    const user = await newUser();
    const token = await linkFor(user);
    const answers = await Promise.all([reset(token), reset(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    await change(user, { active: false });
    expect(await desk.call("POST", `/api/v1/users/${user.id}/password-link`)).toMatchObject({
      status: 409,
      body: { code: "not-allowed-now" },
    });
  });
});

describe("a login", () => {
  test("ends when its user gets another e-mail; who changes their own goes on with this one alone", async () => {
    const user = await newUser("admin");
    const [own, other] = [await login(user.email), await login(user.email)];
    await change(user, { email: `nova-${user.email}` }, as(own));
    expect([await isIn(own), await isIn(other)]).toEqual([true, false]);
    await change(user, { email: user.email });
    expect(await isIn(own), "by another administrator").toBe(false);
  });

  test("ends with its password, all but the one in which it was changed", async () => {
    const user = await newUser();
    const [here, there] = [await login(user.email), await login(user.email)];
    const body = { current: PASSWORD, password: NEW };
    expect(await desk.call("POST", "/api/v1/auth/password", { ...as(here), body })).toMatchObject({ status: 204 });
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
  });

  test("ends with its access token alone, also when that is out of time", async () => {
    const user = await newUser();
    const first = await login(user.email);
    expect((await desk.call("POST", "/api/v1/auth/logout", as(first))).status).toBe(204);
    expect(await desk.call("GET", "/api/v1/me", as(first))).toMatchObject({ body: { code: "session-ended" } });
    const second = await login(user.email);
    const claims = desk.api.app.jwt.decode<{ sub: string; fam: string }>(second.body.accessToken);
    const late = desk.api.app.jwt.sign({ sub: claims?.sub ?? "", fam: claims?.fam ?? "" }, { expiresIn: -1 });
    await desk.call("POST", "/api/v1/auth/logout", { as: null, headers: { authorization: `Bearer ${late}` } });
    expect(await isIn(second)).toBe(false);
  });

  test("is refreshed by none of several tabs after the log-out of one", async () => {
    const user = await newUser();
    const first = await login(user.email);
    const cookie = cookieOf(first, "__Host-acolhe_refresh");
    const refresh = () =>
      desk.call("POST", "/api/v1/auth/refresh", { as: null, headers: { cookie, "sec-fetch-site": "same-origin" } });
    const [one] = await Promise.all(Array.from({ length: 5 }, refresh));
    const out = { cookie: cookieOf(one!, "__Host-acolhe_refresh"), "sec-fetch-site": "same-origin" };
    expect((await desk.call("POST", "/api/v1/auth/logout", { as: null, headers: out })).status).toBe(204);
    const after = await Promise.all(Array.from({ length: 5 }, refresh));
    expect(after.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    expect(await isIn(one!)).toBe(false);
  });

  test("does not begin when the password became another while it was looked at", async () => {
    const user = await newUser();
    const { db } = desk.api;
    const other = await db.startTransaction().execute();
    await other.updateTable("users").set({ passwordHash: "another" }).where("id", "=", user.id).execute();
    const answer = login(user.email);
    await eventually(
      async () => {
        const { rows } = await sql`select from pg_stat_activity where datname = current_database()
          and wait_event_type = 'Lock' and query like '%for share%'`.execute(db);
        return rows.length > 0;
      },
      { what: "the login's last look" },
    );
    await other.commit().execute();
    expect(await answer).toMatchObject({ status: 401, body: { code: "wrong-credentials" } });
  });
});

test("a browser is no longer known once the password was set anew, and one-time passwords end after some days", async () => {
  const user = await newUser();
  const cookie = cookieOf(await login(user.email), "__Host-acolhe_device");
  const devices = () => desk.api.db.selectFrom("knownDevices").select("hash").where("userId", "=", user.id).execute();
  expect(await devices()).toHaveLength(1);
  await reset(await linkFor(user));
  expect(await devices()).toEqual([]);
  const again = await login(user.email, NEW, { headers: { cookie } });
  expect(cookieOf(again, "__Host-acolhe_device"), "a new name").not.toBe(cookie);

  const body = { email: "tarde@clinica.example", name: "Tarde", role: "attendant" };
  const { body: made } = await desk.call("POST", "/api/v1/users", { body });
  expect((await login(body.email, made.oneTimePassword)).status).toBe(200);
  await sql`update users set password_expires_at = now() where id = ${made.id}`.execute(desk.api.db);
  expect(await login(body.email, made.oneTimePassword)).toMatchObject({
    status: 401,
    body: { detail: "Esta senha de um só uso venceu. Peça um link novo à administração." },
  });
  expect((await reset(await linkFor(made))).status).toBe(204);
  expect((await login(body.email, NEW)).status).toBe(200);
});
