import { afterAll, beforeAll, expect, test } from "vitest";
import { createLockout } from "../src/access/lockout.ts";
import {
  ACCOUNT_FAILURES_MAX,
  ADDRESS_FAILURES_MAX,
  DEVICE_FAILURES_MAX,
  PAIR_FAILURES_MAX,
  REFRESH_FAILURES_MAX,
} from "../src/limits.ts";
import { type Answer, type CallOptions, type Desk, openDesk, PASSWORD } from "./desk.ts";

/* Without a cache: what keeps guessers out does not lean on one. */
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const login = (email: string, password = PASSWORD, more: CallOptions = {}) =>
  desk.call("POST", "/api/v1/auth/login", { as: null, body: { email, password }, ...more });
const many = (count: number, ask: (n: number) => Promise<Answer>) =>
  Promise.all(Array.from({ length: count }, (_, n) => ask(n)));
const codes = (answers: readonly Answer[]) => {
  const counted: Record<string, number> = {};
  for (const { body, status } of answers) counted[body?.code ?? status] = (counted[body?.code ?? status] ?? 0) + 1;
  return counted;
};
const deviceOf = (answer: Answer) =>
  [answer.headers["set-cookie"] ?? []]
    .flat()
    .map((cookie) => String(cookie).split(";")[0] ?? "")
    .filter((pair) => pair.startsWith("__Host-acolhe_device="))
    .join("; ");
/** Of addresses that nothing else here uses. */
let addresses = 0;
const fresh = () => {
  addresses += 1;
  return `198.51.100.${addresses}`;
};
async function newUser(name: string): Promise<{ id: string; email: string; password: string }> {
  const body = { email: `${name}@clinica.example`, name, role: "attendant" };
  const { body: made } = await desk.call("POST", "/api/v1/users", { body });
  return { id: made.id, email: body.email, password: made.oneTimePassword };
}

test("of many guesses at once no more are looked at than there are, and the right one among the others is worth nothing", async () => {
  const { email, password } = await newUser("nova");
  const from = fresh();
  const first = await many(25, () => login(email, "errada", { from }));
  expect(codes(first)).toEqual({ "wrong-credentials": PAIR_FAILURES_MAX, "too-many-failures": 25 - PAIR_FAILURES_MAX });
  const refused = first.find(({ status }) => status === 429);
  expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(600);
  expect(codes(await many(40, () => login(email, password, { from })))).toEqual({ "too-many-failures": 40 });
  expect((await login("admin@clinica.example", PASSWORD, { from })).status, "another account").toBe(200);
  expect((await login(email, password, { from: fresh() })).status, "one address locks no other out").toBe(200);
});

test("an account that does not exist is closed like one that does", async () => {
  const from = fresh();
  const answers = await many(8, () => login("ninguem@clinica.example", "errada", { from }));
  expect(codes(answers)).toEqual({
    "wrong-credentials": PAIR_FAILURES_MAX,
    "too-many-failures": 8 - PAIR_FAILURES_MAX,
  });
});

test("the right password gives back the tries before it, and not those of others from its address", async () => {
  const { email, password } = await newUser("duda");
  const from = fresh();
  for (let round = 0; round < 2; round++) {
    await many(PAIR_FAILURES_MAX - 1, () => login(email, "errada", { from }));
    expect((await login(email, password, { from })).status).toBe(200);
  }
  const others = await many(ADDRESS_FAILURES_MAX, (n) => login(`outra-${n}@clinica.example`, "errada", { from }));
  expect(codes(others)["wrong-credentials"]).toBe(ADDRESS_FAILURES_MAX - 2 * (PAIR_FAILURES_MAX - 1));
});

test("an address that guesses at many accounts is kept out, whatever it says of itself, and its neighbours are not", async () => {
  const from = "2001:db8:1:1::1";
  const guesses = await many(ADDRESS_FAILURES_MAX + 6, (n) => login(`alguem-${n}@clinica.example`, "errada", { from }));
  expect(codes(guesses)).toEqual({ "wrong-credentials": ADDRESS_FAILURES_MAX, "too-many-failures": 6 });
  const right = (more: CallOptions) => login("attendant@clinica.example", PASSWORD, more);
  expect(await right({ from })).toMatchObject({ status: 429, body: { code: "too-many-failures" } });
  expect(await right({ from: "2001:db8:1:1:ffff::2" }), "of the same network").toMatchObject({ status: 429 });
  expect(await right({ from, headers: { "x-forwarded-for": "198.51.100.1" } })).toMatchObject({ status: 429 });
  expect((await right({ from: "2001:db8:1:2::1" })).status).toBe(200);
});

test("a browser in which the user logged in before passes while others are kept out, and has a limit of its own", async () => {
  const { email, password } = await newUser("lia");
  const from = fresh();
  const cookie = deviceOf(await login(email, password, { from }));
  expect(cookie).not.toBe("");
  await many(PAIR_FAILURES_MAX, () => login(email, "errada", { from }));
  expect((await login(email, password, { from })).status).toBe(429);
  const known = (word: string, more: object = {}) => login(email, word, { from, headers: { cookie, ...more } });
  const again = await known(password);
  expect(again.status).toBe(200);
  expect(deviceOf(again), "it keeps its name").toBe(cookie);
  const guesses = await many(DEVICE_FAILURES_MAX + 3, () => known("errada"));
  expect(codes(guesses)).toEqual({ "wrong-credentials": DEVICE_FAILURES_MAX, "too-many-failures": 3 });
  const other = await login("analyst@clinica.example", PASSWORD, { from: fresh(), headers: { cookie } });
  expect([other.status, deviceOf(other)], "shared by two").toEqual([200, cookie]);
  const madeUp = await login("analyst@clinica.example", PASSWORD, { headers: { cookie: `${cookie}x` } });
  expect(deviceOf(madeUp)).not.toBe(`${cookie}x`);
});

test("guesses from everywhere close an account to strangers, not to its own browser, until an administrator opens it", async () => {
  const { id, email, password } = await newUser("tomas");
  const cookie = deviceOf(await login(email, password, { from: fresh() }));
  const networks = Array.from({ length: Math.ceil(ACCOUNT_FAILURES_MAX / PAIR_FAILURES_MAX) }, fresh);
  for (const from of networks) await many(PAIR_FAILURES_MAX, () => login(email, "errada", { from }));
  const stranger = fresh();
  expect(await login(email, password, { from: stranger })).toMatchObject({ status: 429 });
  expect((await login(email, password, { from: stranger, headers: { cookie } })).status).toBe(200);
  expect(await desk.call("POST", `/api/v1/users/${id}/unlock`, { as: "operator" })).toMatchObject({ status: 403 });
  expect(await desk.call("POST", `/api/v1/users/${id}/unlock`)).toMatchObject({ status: 204 });
  for (const from of [stranger, networks[0] ?? ""]) expect((await login(email, password, { from })).status).toBe(200);
  const { body: audit } = await desk.call("GET", "/api/v1/audit?action=unlock");
  expect(audit.items).toMatchObject([{ entity: "user", entityId: id, user: "admin" }]);
  const nobody = "0190a000-0000-7000-8000-00000000ffff";
  expect(await desk.call("POST", `/api/v1/users/${nobody}/unlock`)).toMatchObject({ status: 404 });
});

test("the current password, a link and a refresh token are guessed at no more often, many at once or not", async () => {
  const strong = "jabuticaba-no-telhado-9";
  const current = fresh();
  const changes = await many(PAIR_FAILURES_MAX + 4, () =>
    desk.call("POST", "/api/v1/auth/password", {
      as: "analyst",
      from: current,
      body: { current: "x", password: strong },
    }),
  );
  expect(codes(changes)).toEqual({ "wrong-credentials": PAIR_FAILURES_MAX, "too-many-failures": 4 });
  const links = await many(ADDRESS_FAILURES_MAX + 2, (n) =>
    desk.call("POST", "/api/v1/auth/password-reset", {
      as: null,
      from: current,
      body: { token: `t${n}`, password: strong },
    }),
  );
  expect(codes(links)).toEqual({ "not-found": ADDRESS_FAILURES_MAX, "too-many-failures": 2 });
  const refreshes = await many(REFRESH_FAILURES_MAX + 2, (n) =>
    desk.call("POST", "/api/v1/auth/refresh", {
      as: null,
      from: current,
      headers: { cookie: `__Host-acolhe_refresh=r${n}`, "sec-fetch-site": "same-origin" },
    }),
  );
  expect(codes(refreshes)).toEqual({ "session-ended": REFRESH_FAILURES_MAX, "too-many-failures": 2 });
});

test("a guess that could not be looked at costs nothing", async () => {
  const lockout = createLockout(desk.api.db);
  const guess = { at: "password", email: "ivo@clinica.example", address: fresh(), device: undefined } as const;
  const fail = () => lockout.guess(guess, () => Promise.reject(new Error("no answer")));
  for (let n = 0; n <= PAIR_FAILURES_MAX; n++) await expect(fail()).rejects.toThrow("no answer");
  expect(await lockout.guess(guess, async () => "right")).toBe("right");
});
