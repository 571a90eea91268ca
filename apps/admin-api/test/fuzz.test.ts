import { insertRow } from "@acolhe/database";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROUTE_ACCESS } from "../src/access/roles.ts";
import { type Known, requestValue, type Schema } from "./arbitrary.ts";
import { captureLead, type Desk, openDesk } from "./desk.ts";
import { accessName, documentOf, type Route, routesOf } from "./routes.ts";

const RUNS = process.env.ACOLHE_LONG === "1" ? 400 : 20;

const CONTACT = "5511987654321";

let desk: Desk;
let known: Known;
/** One that is there of each kind, by the word in the path. */
let ids: Readonly<Record<string, string>>;
let routes: Route[];

beforeAll(async () => {
  desk = await openDesk({ nats: true });
  const { db } = desk.api;
  const patient = (await insertRow(db, "patients", { name: "Uma" })).id;
  const professional = (await insertRow(db, "professionals", { name: "Três" })).id;
  const service = (
    await insertRow(db, "services", {
      slug: "quatro",
      texts: { pt: { name: "Quatro" } },
      durationMinutes: 30,
      modality: "both",
    })
  ).id;
  const lead = { id: "0190a000-0000-7000-8000-000000000001" };
  await captureLead(desk, lead);
  const talk = { channel: "main", contactKey: CONTACT };
  const state = { firstTurnSeq: 1, turnSeq: 1, turnCount: 1, mode: "bot", language: "pt", optedOut: false };
  const conversation = { ...talk, ...state, lastMessageAt: "2030-01-10T12:00:00Z" };
  await db.insertInto("read.conversations").values(conversation).execute();
  const made = async (url: string, body: object): Promise<string> => {
    const answer = await desk.call("POST", `/api/v1/${url}`, { body });
    expect(answer.status, url).toBe(201);
    return answer.body.id ?? answer.body.flowId;
  };
  const booked = { patientId: patient, professionalId: professional, serviceId: service, modality: "online" };
  ids = {
    ...{ patients: patient, professionals: professional, services: service, leads: lead.id },
    guardians: (await insertRow(db, "guardians", { name: "Duas" })).id,
    tags: (await insertRow(db, "tags", { name: "Cinco" })).id,
    notes: await made(`patients/${patient}/notes`, { text: "Seis" }),
    flows: await made("flows", { slug: "sete", name: "Sete" }),
    blocks: await made("blocks", { ...talk, reason: "oito" }),
    contacts: await made("contacts", talk),
    appointments: await made("appointments", { ...booked, startsAt: "2030-05-06T09:00:00Z" }),
    me: await made("me/views", { page: "conversas", name: "Nove", query: "", position: 0 }),
    ...{ channels: "main", users: desk.users.attendant },
  };
  const { schemas } = documentOf(desk).components;
  known = {
    contact: CONTACT,
    ids: Object.values(ids).filter((id) => id !== "main"),
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

function requestsOf({ path, operation }: Route): fc.Arbitrary<Requested> {
  const kind = path.split("/")[3] ?? "";
  const there: Readonly<Record<string, string | undefined>> = {
    ...{ id: ids[kind], guardianId: ids.guardians, channel: "main", contact: CONTACT, number: "1" },
  };
  const valueFor = (name: string, schema: Schema) => {
    const any = requestValue(schema, known);
    return there[name] === undefined ? any : fc.oneof({ weight: 2, arbitrary: fc.constant(there[name]) }, any);
  };
  const part = (where: string) => {
    const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === where);
    const values = Object.fromEntries(parameters.map(({ name, schema }) => [name, valueFor(name, schema)]));
    const required = parameters.flatMap((parameter) => (parameter.required ? [parameter.name] : []));
    const some = (names: readonly string[]) =>
      fc.record(Object.fromEntries(names.map((name) => [name, values[name]!])));
    // With one filter or none, so that not always something is wrong with one of them.
    const few = fc
      .subarray(Object.keys(values), { maxLength: Math.min(1, parameters.length) })
      .chain((one) => some([...new Set([...required, ...one])]));
    return where === "path" ? some(Object.keys(values)) : fc.oneof(few, fc.record(values, { requiredKeys: [] }));
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

/** As an administrator, or without a token where none is asked for: a log-out with it would end it. What would switch the callers off is called with the ids of others only by luck. */
async function send(route: Route, { path, query, body, version }: Requested) {
  const filled = route.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(textOf(path[name]).slice(0, 190)));
  const search = new URLSearchParams(
    Object.fromEntries(Object.entries(query).map(([name, value]) => [name, textOf(value)])),
  );
  return desk.call(route.method, `${filled}?${search}`, {
    version,
    as: ROUTE_ACCESS[accessName(route)] === "anyone" ? null : "admin",
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
  expect(accepted.length).toBeGreaterThan(routes.length * 0.7);
  // A minute at most where nothing else runs; some of the machines this runs on are shared with much else.
}, 900_000);
