import { deleteRow, insertRow } from "@acolhe/database";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OF_ROUTE, REFERS_TO } from "../src/http/references.ts";
import type { Schema } from "./arbitrary.ts";
import { captureLead, type Desk, type Json, openDesk } from "./desk.ts";
import { accessName, documentOf, type Route, routesOf } from "./routes.ts";

/** What a route is about, and not what it refers to: `not-found`, or a result for each row. */
const SUBJECTS = new Set(["rows", "ids", "patientIds", "absorbedId", "subject", "progressId"]);
/** Bodies that the schema alone does not say how to make. */
const BODIES: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  "POST /api/v1/leads/:id/convert": {
    patientId: {},
    guardianId: { patient: { name: "Nova" }, link: { relation: "mother" } },
  },
};
const WORDS: Readonly<Record<string, string>> = { channel: "main", contactKey: "5511987654321" };
const UNKNOWN = "0190a000-0000-7000-8000-00000000dead";

interface Place {
  readonly route: Route;
  readonly part: "query" | "body";
  readonly field: string;
  readonly isList: boolean;
}

let desk: Desk;
let places: Place[];
/** One of each kind that is there, and one that was deleted. */
const there: Record<string, string> = {};
const deleted: Record<string, string> = {};
const contact = "5511987654321";

beforeAll(async () => {
  desk = await openDesk({ nats: true });
  const { db } = desk.api;
  const texts = { pt: { name: "Serviço" } };
  const service = { texts, durationMinutes: 30, modality: "both" as const };
  for (const [at, isDeleted] of [
    [there, false],
    [deleted, true],
  ] as const) {
    const rows = {
      patients: await insertRow(db, "patients", { name: "Uma" }),
      guardians: await insertRow(db, "guardians", { name: "Duas" }),
      professionals: await insertRow(db, "professionals", { name: "Três" }),
      services: await insertRow(db, "services", { ...service, slug: isDeleted ? "gone" : "here" }),
    };
    for (const [table, { id, version }] of Object.entries(rows) as [
      keyof typeof rows,
      { id: string; version: number },
    ][]) {
      at[table] = id;
      if (isDeleted) await deleteRow(db, table, { id, version });
    }
  }
  there.users = desk.users.attendant;
  there.tags = (await insertRow(db, "tags", { name: "Cinco" })).id;
  there.leads = "0190a000-0000-7000-8000-000000000001";
  await captureLead(desk, { id: there.leads });
  const ids = { patientId: there.patients, professionalId: there.professionals, serviceId: there.services };
  const booked = await desk.call("POST", "/api/v1/appointments", {
    body: { ...ids, modality: "online", startsAt: "2030-05-06T12:00:00Z" },
  });
  there.appointments = booked.body.id;
  const state = { firstTurnSeq: 1, turnSeq: 1, turnCount: 1, mode: "bot", language: "pt", optedOut: false } as const;
  const talk = { channel: "main", contactKey: contact, lastMessageAt: "2030-01-10T12:00:00Z" };
  await db
    .insertInto("read.conversations")
    .values({ ...talk, ...state })
    .execute();
  places = routesOf(desk).flatMap(placesOf);
}, 60_000);
afterAll(() => desk[Symbol.asyncDispose]());

const schemas = () => documentOf(desk).components.schemas;
const whole = (schema: Schema): Schema =>
  schema.$ref ? whole(schemas()[schema.$ref.split("/").at(-1) ?? ""] ?? {}) : schema;
const isId = (schema: Schema): boolean =>
  whole(schema).format === "uuid" || [whole(schema).anyOf, whole(schema).oneOf].some((all) => all?.some(isId));
const isList = (schema: Schema): boolean =>
  whole(schema).type === "array" || (whole(schema).anyOf ?? []).some((one) => isList(one));
/** Whether an id is anywhere inside. */
const holdsId = (schema: Schema): boolean =>
  isId(schema) ||
  [whole(schema).items, ...Object.values(whole(schema).properties ?? {}), ...(whole(schema).anyOf ?? [])].some(
    (one) => one !== undefined && holdsId(one),
  );
const bodyOf = ({ operation }: Route) => whole(operation.requestBody?.content["application/json"]?.schema ?? {});

function placesOf(route: Route): Place[] {
  const { operation } = route;
  const query = (operation.parameters ?? [])
    .filter((one) => one.in === "query")
    .map((one) => [one.name, one.schema] as const);
  const body = Object.entries(bodyOf(route).properties ?? {});
  return [
    ...query.map(([field, schema]) => ({ route, part: "query" as const, field, schema })),
    ...body.map(([field, schema]) => ({ route, part: "body" as const, field, schema })),
  ].flatMap(({ schema, ...place }) =>
    holdsId(schema) || place.field === "channel" ? [{ ...place, isList: isList(schema) }] : [],
  );
}

const kindOf = ({ route, field }: Place) => ({ ...REFERS_TO, ...OF_ROUTE[accessName(route)] })[field];

/** The least that a schema takes. */
function least(schema: Schema, field = ""): unknown {
  const is = whole(schema);
  const kind = REFERS_TO[field];
  if (is.const !== undefined) return is.const;
  if (is.enum) return is.enum[0];
  const choices = is.anyOf ?? is.oneOf;
  if (choices) return least(choices[0]!, field);
  switch (Array.isArray(is.type) ? is.type[0] : is.type) {
    case "object":
      return Object.fromEntries((is.required ?? []).map((name) => [name, least(is.properties?.[name] ?? {}, name)]));
    case "array":
      return (is.minItems ?? 0) > 0 ? [least(is.items ?? {}, field)] : [];
    case "integer":
    case "number":
      return Math.max(1, is.minimum ?? 1);
    case "boolean":
      return true;
    default:
      if (is.format === "uuid") return there[kind ?? "patients"];
      if (is.format === "date-time") return field === "to" ? "2030-05-07T15:00:00Z" : "2030-05-06T15:00:00Z";
      if (is.format === "date") return field === "to" ? "2030-05-07" : "2030-05-06";
      return WORDS[field] ?? "texto";
  }
}

async function ask({ route, part, field, isList: many }: Place, id: unknown) {
  const kind = route.path.split("/")[3] ?? "";
  const path = route.path
    .replace("{id}", there[kind] ?? UNKNOWN)
    .replace("{channel}", "main")
    .replace("{contact}", contact)
    .replace("{guardianId}", there.guardians!);
  const value = many && !Array.isArray(id) ? [id] : id;
  const asked = (route.operation.parameters ?? []).filter((one) => one.in === "query" && one.required);
  const query = new URLSearchParams(
    Object.fromEntries(asked.map((one) => [one.name, String(least(one.schema, one.name))])),
  );
  if (part === "query") query.set(field, String(id));
  const body = { ...(least(bodyOf(route)) as object), ...BODIES[accessName(route)]?.[field] };
  return desk.call(route.method, `${path}?${query}`, {
    version: 1,
    ...(route.method === "GET" ? {} : { body: part === "body" ? { ...body, [field]: value } : body }),
  });
}

describe("what a request refers to", () => {
  test("is known by the names of its fields, or is what the route is about", () => {
    const unnamed = places.filter((place) => kindOf(place) === undefined && !SUBJECTS.has(place.field));
    expect(unnamed.map(({ route, field }) => `${accessName(route)} ${field}`)).toEqual([]);
  });

  test.each(["unknown", "deleted"] as const)(
    "and is %s is refused with a problem that names the field",
    async (how) => {
      const wrong: string[] = [];
      for (const place of places) {
        const kind = kindOf(place);
        const id = kind === "channels" ? "nowhere" : how === "unknown" ? UNKNOWN : deleted[kind ?? ""];
        // A filter may name what was deleted.
        if (
          kind === undefined ||
          id === undefined ||
          (how === "deleted" && kind === "channels") ||
          (how === "deleted" && place.part === "query")
        )
          continue;
        const { status, body } = await ask(place, id);
        const names = (body?.errors ?? []).some(({ path }: Json) => path.startsWith(`${place.part}.${place.field}`));
        if (status !== 422 || body.code !== "unknown-reference" || !names)
          wrong.push(`${accessName(place.route)} ${place.part}.${place.field}: ${status} ${JSON.stringify(body)}`);
      }
      expect(wrong).toEqual([]);
    },
  );

  test("and is about nothing that is there is done to nothing", async () => {
    const done: string[] = [];
    for (const place of places.filter(({ field, part }) => part === "body" && SUBJECTS.has(field))) {
      const value = { rows: [{ id: UNKNOWN, version: 1 }], subject: { kind: "patient", id: UNKNOWN } }[place.field];
      const { status, body } = await ask({ ...place, isList: Array.isArray(value) || place.isList }, value ?? UNKNOWN);
      const isRefused = (status >= 400 && status < 500) || (status === 200 && body.done === 0 && body.failed === 1);
      if (!isRefused) done.push(`${accessName(place.route)} ${place.field}: ${status} ${JSON.stringify(body)}`);
    }
    expect(done).toEqual([]);
  });
});
