import { eventually } from "@acolhe/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CSV } from "../src/files/table.ts";
import { createPlaces } from "../src/http/places.ts";
import { EXPORTS_OF_USER_MAX, IMPORTS_OF_USER_MAX } from "../src/limits.ts";
import { type Answer, type Desk, openDesk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test("places are so many of one user and so many of all, and one that is given back twice is free once", () => {
  const places = createPlaces({ total: 3, ofUser: 2 });
  const refusal = (user: string) => {
    try {
      places.take(user)();
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const leave = [places.take("ana"), places.take("ana")];
  expect(refusal("ana")).toBe("too-many-requests");
  expect(refusal("bia")).toBeNull();
  leave[0]?.();
  leave[0]?.();
  places.take("ana");
  expect(refusal("ana"), "the second time freed none").toBe("too-many-requests");
  places.take("bia");
  expect(refusal("bia")).toBe("unavailable");
});

const importFile = () =>
  desk.call("POST", "/api/v1/patients/import", { body: "Nome\nAbel Prado", headers: { "content-type": CSV } });
const exportFile = () => desk.call("GET", "/api/v1/patients/export?format=csv");

test.each([
  ["imports", IMPORTS_OF_USER_MAX, importFile, 1],
  // The rows, and how many there are.
  ["exports", EXPORTS_OF_USER_MAX, exportFile, 2],
])(
  "%s of one person are few at a time, whatever the log-ins, and free again when they are done",
  async (_what, max, ask, statements) => {
    const { db } = desk.api;
    const other = await db.startTransaction().execute();
    await sql`lock table patients in access exclusive mode`.execute(other);
    const underWay: Promise<Answer>[] = Array.from({ length: max }, ask);
    await eventually(
      async () => {
        const { rows } = await sql`select from pg_stat_activity where datname = current_database()
        and wait_event_type = 'Lock' and application_name = 'admin-api'`.execute(db);
        return rows.length >= max * statements;
      },
      { what: "those under way" },
    );
    expect(await ask()).toMatchObject({ status: 429, body: { code: "too-many-requests" } });
    await other.rollback().execute();
    for (const answer of await Promise.all(underWay)) expect(answer.status).toBe(200);
    await eventually(async () => (await ask()).status === 200);
  },
);
