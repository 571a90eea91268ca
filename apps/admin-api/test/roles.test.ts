import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROUTE_ACCESS } from "../src/access/roles.ts";
import { type Desk, openDesk, ROLES } from "./desk.ts";
import { accessName, routesOf } from "./routes.ts";

const SOME_ID = "0190a000-0000-7000-8000-00000000ffff";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test("the table of access and the document name the same routes", () => {
  expect(Object.keys(ROUTE_ACCESS).sort()).toEqual(routesOf(desk).map(accessName).sort());
});

describe.each(Object.entries(ROUTE_ACCESS))("%s", (name, access) => {
  const [method = "", path = ""] = name.split(" ");
  const values = { channel: "main", contact: "5511987654321", day: "2026-12-25", key: "clinic", number: "1" };
  const url = path.replace(/:(\w+)/g, (_, part: string) => values[part as keyof typeof values] ?? SOME_ID);
  const call = (as: (typeof ROLES)[number] | null) =>
    desk.call(method as "GET", url, { as, body: method === "GET" ? undefined : {} });

  if (access === "anyone") {
    test("is open to anyone", async () => {
      const { body } = await call(null);
      expect(["unauthenticated", "forbidden"]).not.toContain(body?.code);
    });
    return;
  }

  test("needs a token", async () => {
    expect(await call(null)).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
  });

  test.each(ROLES)("%s", async (role) => {
    const { status, body } = await call(role);
    if (access.includes(role)) expect([401, 403]).not.toContain(status);
    else expect({ status, code: body.code }).toEqual({ status: 403, code: "forbidden" });
  });
});
