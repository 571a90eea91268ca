import { REFRESH_GRACE_SECONDS } from "@acolhe/database";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isAllowedPage } from "../src/access/same-origin.ts";
import { type Answer, type Desk, openDesk, PASSWORD } from "./desk.ts";

const OTHER_PANEL = "https://painel.example";
const HOST = "clinica.example";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ corsOrigins: [OTHER_PANEL] });
});
afterAll(() => desk[Symbol.asyncDispose]());

const login = (role: string) =>
  desk.call("POST", "/api/v1/auth/login", {
    as: null,
    body: { email: `${role}@clinica.example`, password: PASSWORD },
  });
const setCookies = ({ headers }: Answer): string[] => [headers["set-cookie"] ?? []].flat().map(String);
/** What a browser would send back of an answer's cookies, by their names. */
const cookiesOf = (answer: Answer, ...names: string[]) =>
  setCookies(answer)
    .map((cookie) => cookie.split(";")[0] ?? "")
    .filter((pair) => names.some((name) => pair.startsWith(`${name}=`)))
    .join("; ");
const accessOf = (answer: Answer) => cookiesOf(answer, "__Host-acolhe_access");
const refreshOf = (answer: Answer) => cookiesOf(answer, "__Host-acolhe_refresh");

const withCookie = (method: "GET" | "POST", url: string, cookie: string, more: Record<string, string> = {}) =>
  desk.call(method, url, {
    as: null,
    headers: { host: HOST, cookie, ...more },
    ...(method === "POST" ? { body: { name: `Etiqueta ${method} ${JSON.stringify(more).length}` } } : {}),
  });
const refresh = (cookie: string, more: Record<string, string> = {}) =>
  desk.call("POST", "/api/v1/auth/refresh", { as: null, headers: { host: HOST, cookie, ...more } });

describe("the access token in a cookie", () => {
  test("is out of reach of scripts and of other sites, and as good as the one in the answer", async () => {
    const answer = await login("attendant");
    const cookie = (name: string) => setCookies(answer).find((one) => one.startsWith(`${name}=`)) ?? "";
    const [accessCookie, refreshCookie] = [cookie("__Host-acolhe_access"), cookie("__Host-acolhe_refresh")];
    for (const part of ["HttpOnly", "Secure", "SameSite=Strict"]) {
      expect(accessCookie).toContain(part);
      expect(refreshCookie).toContain(part);
    }
    expect(accessCookie).toMatch(/^__Host-acolhe_access=[^;]+; Max-Age=900; Path=\/;/);
    expect(accessCookie).not.toContain("Domain");
    expect(await withCookie("GET", "/api/v1/me", accessOf(answer))).toMatchObject({
      status: 200,
      body: { role: "attendant" },
    });
  });

  test("a token in Authorization goes first", async () => {
    const cookie = accessOf(await login("attendant"));
    const headers = { cookie, authorization: `Bearer ${desk.tokenOf("analyst")}` };
    expect((await desk.call("GET", "/api/v1/me", { as: null, headers })).body).toMatchObject({ role: "analyst" });
    const wrong = { cookie, authorization: "Bearer x" };
    expect(await desk.call("GET", "/api/v1/me", { as: null, headers: wrong })).toMatchObject({ status: 401 });
  });

  test.each<["GET" | "POST", number, Record<string, string>]>([
    ["POST", 201, { origin: `https://${HOST}`, "sec-fetch-site": "same-origin" }],
    ["POST", 201, { origin: `http://${HOST}` }],
    ["POST", 201, { "sec-fetch-site": "same-origin" }],
    ["POST", 201, { origin: OTHER_PANEL, "sec-fetch-site": "cross-site" }],
    ["POST", 403, {}],
    ["POST", 403, { origin: "https://outra.example" }],
    ["POST", 403, { origin: "null" }],
    ["POST", 403, { origin: `https://${HOST}:8443` }],
    ["POST", 403, { origin: `https://${HOST}`, "sec-fetch-site": "cross-site" }],
    ["POST", 403, { "sec-fetch-site": "same-site" }],
    ["GET", 200, {}],
    ["GET", 200, { "sec-fetch-site": "none" }],
    ["GET", 403, { origin: "https://outra.example" }],
    ["GET", 403, { "sec-fetch-site": "cross-site" }],
  ])("%s is answered with %i when the browser says %o", async (method, status, more) => {
    const cookie = accessOf(await login("attendant"));
    const answer = await withCookie(method, "/api/v1/tags", cookie, more);
    expect(answer.status, answer.text).toBe(status);
    if (status === 403) expect(answer.body).toMatchObject({ code: "cross-site" });
  });

  test("a form of another site changes nothing, and live changes are not told to its page", async () => {
    const cookie = accessOf(await login("attendant"));
    const form = { "content-type": "application/x-www-form-urlencoded", origin: "https://outra.example" };
    const posted = await desk.call("POST", "/api/v1/tags", {
      as: null,
      body: "name=Deles",
      headers: { host: HOST, cookie, ...form },
    });
    expect(posted).toMatchObject({ status: 403, body: { code: "cross-site" } });
    const heard = await withCookie("GET", "/api/v1/conversations/changes", cookie, { "sec-fetch-site": "cross-site" });
    expect(heard).toMatchObject({ status: 403, body: { code: "cross-site" } });
    const own = await withCookie("GET", "/api/v1/conversations/changes", cookie, { "sec-fetch-site": "same-origin" });
    expect(own.status).toBe(200);
  });

  test("a token in Authorization is asked for no page", async () => {
    const headers = { origin: "https://outra.example", "sec-fetch-site": "cross-site" };
    expect(await desk.call("POST", "/api/v1/tags", { body: { name: "De máquina" }, headers })).toMatchObject({
      status: 201,
    });
  });

  test("logging out takes both cookies back and ends the login, also where one of them is lost", async () => {
    const answer = await login("analyst");
    const out = await desk.call("POST", "/api/v1/auth/logout", { as: null, headers: { cookie: refreshOf(answer) } });
    expect(out.status).toBe(204);
    const cleared = setCookies(out);
    expect(cleared).toHaveLength(2);
    for (const cookie of cleared) expect(cookie).toMatch(/=;.*Expires=Thu, 01 Jan 1970.*HttpOnly; Secure/);
    expect(await withCookie("GET", "/api/v1/me", accessOf(answer))).toMatchObject({ status: 401 });

    const half = await login("analyst");
    await desk.call("POST", "/api/v1/auth/logout", { as: null, headers: { cookie: accessOf(half) } });
    expect(await refresh(refreshOf(half))).toMatchObject({ status: 401 });
  });
});

test("a log-in in a browser that has one already ends the one before", async () => {
  const before = await login("analyst");
  const headers = { host: HOST, cookie: refreshOf(before), "sec-fetch-site": "same-origin" };
  const body = { email: "attendant@clinica.example", password: PASSWORD };
  const after = await desk.call("POST", "/api/v1/auth/login", { as: null, headers, body });
  expect(await withCookie("GET", "/api/v1/me", accessOf(after))).toMatchObject({ body: { role: "attendant" } });
  expect(await withCookie("GET", "/api/v1/me", accessOf(before))).toMatchObject({ body: { code: "session-ended" } });
});

test.each([
  [{ origin: undefined, site: undefined }, null],
  [{ origin: "https://a", site: undefined }, true],
  [{ origin: "https://a", site: "same-origin" }, true],
  [{ origin: "https://a", site: "same-site" }, false],
  [{ origin: undefined, site: "same-site" }, false],
  [{ origin: undefined, site: "none" }, true],
  [{ origin: "https://b", site: "cross-site" }, true],
  [{ origin: "https://c", site: "same-origin" }, false],
])("of a request that says %o the page may use the cookies: %s", (page, isAllowed) => {
  expect(isAllowedPage(page, { own: ["https://a"], others: ["https://b"] })).toBe(isAllowed);
});

describe("a refresh token", () => {
  /** As if what was used so far had been used so many seconds earlier. */
  const age = (seconds: number) =>
    sql`update refresh_tokens set used_at = used_at - make_interval(secs => ${seconds})`.execute(desk.api.db);
  const isIn = async (answer: Answer) => (await withCookie("GET", "/api/v1/me", accessOf(answer))).status === 200;

  test("is good once: used again after the grace it ends the login, the newest token included", async () => {
    const first = await login("attendant");
    const second = await refresh(refreshOf(first));
    expect(second.status).toBe(200);
    expect(await isIn(second)).toBe(true);
    await age(REFRESH_GRACE_SECONDS + 1);
    const reused = await refresh(refreshOf(first));
    expect(reused).toMatchObject({ status: 401, body: { code: "session-ended" } });
    expect(setCookies(reused)).toHaveLength(2);
    expect(await refresh(refreshOf(second))).toMatchObject({ status: 401 });
    expect(await withCookie("GET", "/api/v1/me", accessOf(second))).toMatchObject({ body: { code: "session-ended" } });
    const audit = await desk.call("GET", "/api/v1/audit?action=token-reused");
    expect(audit.body.items).toMatchObject([{ user: "attendant" }]);
  });

  test("refreshed by several tabs at once gives each a login and a cookie that goes on", async () => {
    const first = await login("attendant");
    const answers = await Promise.all(Array.from({ length: 6 }, () => refresh(refreshOf(first))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(new Set(answers.map(refreshOf)).size).toBe(6);
    for (const answer of answers) expect(await isIn(answer)).toBe(true);
    // The browser keeps the cookie that came last, whichever that is.
    const next = await Promise.all(answers.map((answer) => refresh(refreshOf(answer))));
    expect(next.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  });

  test("whose answer was lost, or whose page was left meanwhile, still goes on shortly before the grace is over", async () => {
    const first = await login("operator");
    await refresh(refreshOf(first));
    await age(REFRESH_GRACE_SECONDS - 5);
    const again = await refresh(refreshOf(first));
    expect(again.status).toBe(200);
    expect(await isIn(again)).toBe(true);
    expect((await refresh(refreshOf(again))).status).toBe(200);
  });

  test("of a thief within the grace is found out like any other: siblings are used up together", async () => {
    const first = await login("operator");
    const thief = await refresh(refreshOf(first));
    const owner = await refresh(refreshOf(first));
    const next = await refresh(refreshOf(owner));
    expect(next.status).toBe(200);
    await age(REFRESH_GRACE_SECONDS + 1);
    expect(await refresh(refreshOf(thief))).toMatchObject({ status: 401 });
    expect(await refresh(refreshOf(next)), "the whole login").toMatchObject({ status: 401 });
  });

  test("is not exchanged for another site, and no cookie is taken from who sent none", async () => {
    const first = await login("operator");
    const foreign = await refresh(refreshOf(first), { "sec-fetch-site": "cross-site" });
    expect(foreign).toMatchObject({ status: 403, body: { code: "cross-site" } });
    expect(setCookies(foreign)).toEqual([]);
    const none = await desk.call("POST", "/api/v1/auth/refresh", { as: null });
    expect(none).toMatchObject({ status: 401, body: { code: "session-ended" } });
    expect(setCookies(none)).toEqual([]);
  });
});
