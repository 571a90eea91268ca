import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROUTE_ACCESS } from "../src/access/roles.ts";
import { CHOICES_MAX, VIEWS_MAX } from "../src/limits.ts";
import { type Desk, openDesk, ROLES } from "./desk.ts";
import { accessName, routesOf } from "./routes.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test.each(ROLES)(
  "the permissions of %s are the operations that the table of access lets the role call",
  async (role) => {
    const { body } = await desk.call("GET", "/api/v1/me", { as: role });
    const allowed = routesOf(desk).flatMap((route) => {
      const access = ROUTE_ACCESS[accessName(route)];
      return access !== "anyone" && access?.includes(role) ? route.operation.operationId : [];
    });
    expect(allowed.length).toBeGreaterThan(10);
    expect(body.permissions).toEqual(allowed.sort());
    expect(body).toMatchObject({ role, email: `${role}@clinica.example`, mustChangePassword: false });
  },
);

test("the clinic's name and zone are those of the settings", async () => {
  const clinic = async () => (await desk.call("GET", "/api/v1/me", { as: "analyst" })).body.clinic;
  expect(await clinic()).toEqual({ name: null, timeZone: "America/Sao_Paulo" });
  const put = (key: string, body: object) => desk.call("PUT", `/api/v1/settings/${key}`, { version: 0, body });
  const closed = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
  expect(await put("clinic", { name: "Clínica Girassol" })).toMatchObject({ status: 200 });
  expect(await put("business-hours", { timeZone: "America/Manaus", ...closed })).toMatchObject({ status: 200 });
  expect(await clinic()).toEqual({ name: "Clínica Girassol", timeZone: "America/Manaus" });
});

describe("preferences", () => {
  const mine = {
    language: "es",
    theme: "dark",
    sound: true,
    notifications: false,
    choices: { "conversas.width": 320 },
  };
  const put = (body: object, as: (typeof ROLES)[number] = "attendant") =>
    desk.call("PUT", "/api/v1/me/preferences", { as, body });
  const read = async (as: (typeof ROLES)[number]) => (await desk.call("GET", "/api/v1/me", { as })).body.preferences;

  test("are one person's, and the last ones written count", async () => {
    expect(await put({ ...mine, language: "en" })).toMatchObject({ status: 200 });
    expect(await put(mine)).toMatchObject({ status: 200, body: mine });
    expect(await read("attendant")).toEqual(mine);
    expect(await read("analyst")).toEqual({
      ...{ language: "pt", theme: "system", sound: false, notifications: false },
      choices: {},
    });
  });

  test("hold as many small choices as the limit says, and no more", async () => {
    const choices = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`c${n}`, true]));
    expect(await put({ ...mine, choices: choices(CHOICES_MAX) }, "operator")).toMatchObject({ status: 200 });
    expect(await put({ ...mine, choices: choices(CHOICES_MAX + 1) }, "operator")).toMatchObject({ status: 400 });
  });
});

describe("saved views", () => {
  const minhas = { page: "conversas", name: "Minhas", query: "assignee=me&state=a&state=b", position: 1 };
  const list = async (as: (typeof ROLES)[number]) => (await desk.call("GET", "/api/v1/me/views", { as })).body.items;
  const add = (body: object, as: (typeof ROLES)[number] = "attendant") =>
    desk.call("POST", "/api/v1/me/views", { as, body });

  test("are added, moved, renamed and forgotten by their owner only", async () => {
    const { body: made } = await add(minhas);
    await add({ ...minhas, name: "Antes", position: 0 });
    expect((await list("attendant")).map(({ name }: { name: string }) => name)).toEqual(["Antes", "Minhas"]);
    expect(await list("analyst")).toEqual([]);

    const at = `/api/v1/me/views/${made.id}`;
    const theirs = { as: "analyst", version: 1 } as const;
    expect(await desk.call("PATCH", at, { ...theirs, body: { name: "x" } })).toMatchObject({ status: 404 });
    expect(await desk.call("DELETE", at, theirs)).toMatchObject({ status: 404 });
    const own = { as: "attendant", version: 1 } as const;
    const moved = await desk.call("PATCH", at, { ...own, body: { position: 0, query: "" } });
    expect(moved).toMatchObject({ status: 200, body: { name: "Minhas", position: 0, query: "", version: 2 } });
    expect(await desk.call("PATCH", at, { ...own, body: { name: "x" } })).toMatchObject({ status: 412 });
    expect(await desk.call("DELETE", at, own)).toMatchObject({ status: 412 });
    expect(await desk.call("DELETE", at, { ...own, version: 2 })).toMatchObject({ status: 204 });
    expect(await list("attendant")).toHaveLength(1);
  });

  test("have a name once a page", async () => {
    expect(await add({ ...minhas, name: "Só uma" }, "analyst")).toMatchObject({ status: 201 });
    const again = await add({ ...minhas, name: "Só uma" }, "analyst");
    expect(again).toMatchObject({
      status: 409,
      body: { code: "already-exists", detail: expect.stringContaining("visão com este nome") },
    });
    expect(await add({ ...minhas, page: "leads", name: "Só uma" }, "analyst")).toMatchObject({ status: 201 });
  });

  test("are as many as the limit says, however many are added together", async () => {
    const answers = await Promise.all(
      Array.from({ length: VIEWS_MAX + 2 }, (_, n) => add({ ...minhas, name: `Visão ${n}` }, "operator")),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(VIEWS_MAX);
    expect(answers.filter(({ body }) => body.code === "not-allowed-now")).toHaveLength(2);
  });
});

test("the team is who can be given something, by name, without those who left", async () => {
  const names = async () =>
    (await desk.call("GET", "/api/v1/team", { as: "attendant" })).body.items.map(({ name }: { name: string }) => name);
  expect(await names()).toEqual([...ROLES].sort());
  await desk.call("PATCH", `/api/v1/users/${desk.users.operator}`, { version: 1, body: { active: false } });
  expect(await names()).toEqual(["admin", "analyst", "attendant"]);
});
