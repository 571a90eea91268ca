import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createAdminClient } from "@acolhe/admin-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, openDesk, PASSWORD } from "./desk.ts";
import { documentOf } from "./routes.ts";

const COMMITTED = new URL("../openapi.json", import.meta.url);

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test("the committed document is that of the routes", () => {
  const text = `${JSON.stringify(documentOf(desk), null, 2)}\n`;
  if (process.env.UPDATE_GOLDENS === "1") writeFileSync(COMMITTED, text);
  expect(existsSync(COMMITTED), "run with UPDATE_GOLDENS=1 and review it").toBe(true);
  expect(text).toBe(readFileSync(COMMITTED, "utf8"));
});

test("the lists that others rely on are where they were", () => {
  const lists = "patients guardians services professionals appointments leads conversations users audit".split(" ");
  const { paths } = documentOf(desk);
  expect(lists.filter((list) => paths[`/api/v1/${list}`]?.get === undefined)).toEqual([]);
});

test("the client logs in, lists and is told of a problem, with types all the way", async () => {
  const { port } = await desk.api.listen({ host: "127.0.0.1", port: 0 });
  let token: string | undefined;
  const client = createAdminClient({ baseUrl: `http://127.0.0.1:${port}`, accessToken: () => token });
  const refused = await client.GET("/api/v1/patients");
  expect(refused.error?.code).toBe("unauthenticated");
  const login = await client.POST("/api/v1/auth/login", {
    body: { email: "admin@clinica.example", password: PASSWORD },
  });
  token = login.data?.accessToken;
  const made = await client.POST("/api/v1/patients", { body: { name: "Olga Reis", phone: "11 98765-4321" } });
  expect(made.data?.phone).toBe("+5511987654321");
  const listed = await client.GET("/api/v1/patients", { params: { query: { q: "olga" } } });
  expect(listed.data?.items.map(({ id }) => id)).toEqual([made.data?.id]);
});
