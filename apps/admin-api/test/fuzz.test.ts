import { insertRow } from "@acolhe/database";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Known, requestValue } from "./arbitrary.ts";
import { captureLead, type Desk, openDesk } from "./desk.ts";
import { documentOf, type Route, routesOf } from "./routes.ts";

const RUNS = process.env.ACOLHE_LONG === "1" ? 400 : 20;

let desk: Desk;
let known: Known;
let routes: Route[];

beforeAll(async () => {
  desk = await openDesk();
  const { db } = desk.api;
  const rows = [
    await insertRow(db, "patients", { name: "Uma" }),
    await insertRow(db, "guardians", { name: "Duas" }),
    await insertRow(db, "professionals", { name: "Três" }),
    await insertRow(db, "services", {
      slug: "quatro",
      texts: { pt: { name: "Quatro" } },
      durationMinutes: 30,
      modality: "both",
    }),
    await insertRow(db, "tags", { name: "Cinco" }),
  ];
  const lead = { id: "0190a000-0000-7000-8000-000000000001" };
  await captureLead(desk, lead);
  const { schemas } = documentOf(desk).components;
  known = {
    ids: [...rows.map(({ id }) => id), lead.id, desk.users.attendant],
    resolve: (ref) => schemas[ref.split("/").at(-1) ?? ""] ?? {},
  };
  routes = routesOf(desk);
});
afterAll(() => desk[Symbol.asyncDispose]());

interface Requested {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly version: number;
}

function requestsOf({ operation }: Route): fc.Arbitrary<Requested> {
  const part = (where: string) => {
    const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === where);
    const values = Object.fromEntries(parameters.map(({ name, schema }) => [name, requestValue(schema, known)]));
    return fc.record(values, { requiredKeys: where === "path" ? Object.keys(values) : [] });
  };
  const schema = operation.requestBody?.content["application/json"]?.schema;
  return fc.record({
    path: part("path"),
    query: part("query"),
    body: schema ? requestValue(schema, known) : fc.constant(undefined),
    version: fc.integer({ min: 0, max: 3 }),
  });
}

const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value)).toWellFormed();

/** As an administrator; what would switch the callers off is called with the ids of others only by luck. */
async function send(route: Route, { path, query, body, version }: Requested) {
  const filled = route.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(textOf(path[name]).slice(0, 190)));
  const search = new URLSearchParams(
    Object.fromEntries(Object.entries(query).map(([name, value]) => [name, textOf(value)])),
  );
  return desk.call(route.method, `${filled}?${search}`, {
    version,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
}

test("no request of any route, fitting or not, is answered with a mistake of ours", async () => {
  const statuses = new Map<string, Set<number>>();
  for (const route of routes) {
    const seen = new Set<number>();
    statuses.set(`${route.method} ${route.path}`, seen);
    await fc.assert(
      fc.asyncProperty(requestsOf(route), async (request) => {
        const answer = await send(route, request);
        seen.add(answer.status);
        expect(
          answer.status === 500 ? answer.text + JSON.stringify(desk.logged.at(-2)) : "",
          `${route.method} ${route.path}`,
        ).toBe("");
        if (answer.status >= 400)
          expect(answer).toMatchObject({
            body: { status: answer.status, code: expect.any(String), requestId: answer.headers["x-request-id"] },
            headers: {
              "x-request-id": expect.stringMatching(/./),
              "x-trace-id": expect.stringMatching(/^[0-9a-f]{32}$/),
            },
          });
      }),
      { numRuns: RUNS, seed: 20_261_124, endOnFailure: false },
    );
  }
  // A control: the generator also makes requests that are accepted.
  const accepted = [...statuses.values()].filter((seen) => [200, 201, 204].some((status) => seen.has(status)));
  expect(accepted.length).toBeGreaterThan(routes.length / 4);
  // A minute at most where nothing else runs; some of the machines this runs on are shared with much else.
}, 300_000);
