import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BODY_BYTES_MAX } from "../src/limits.ts";
import { type CallOptions, type Desk, openDesk, PASSWORD } from "./desk.ts";

let desk: Desk;
let patient: string;
beforeAll(async () => {
  desk = await openDesk();
  const body = { name: "Ana Souza", birthDate: "1990-01-01" };
  patient = (await desk.call("POST", "/api/v1/patients", { body })).body.id;
  await desk.call("POST", "/api/v1/tags", { body: { name: "Retorno" }, headers: KEY });
});
afterAll(() => desk[Symbol.asyncDispose]());

const KEY = { "idempotency-key": "one" };
const JSON_TYPE = { "content-type": "application/json" };
const SOME_ID = "0190a000-0000-7000-8000-00000000ffff";
const login = (password: string) => ({ as: null, body: { email: "admin@clinica.example", password } });
const weak = { body: { current: PASSWORD, password: "senha12345" } };
const appointment = {
  ...{ patientId: SOME_ID, professionalId: SOME_ID, serviceId: SOME_ID },
  ...{ startsAt: "2030-01-01T12:00:00Z", modality: "online" },
};

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
/** Requests that cannot be answered, by what is wrong with each: in every layer that refuses, hooks of the server included. */
const REFUSED: Record<string, [code: string, method: Method, url: string, options?: CallOptions]> = {
  "no JSON": ["invalid-request", "POST", "/api/v1/tags", { body: "{", headers: JSON_TYPE }],
  "a field that does not fit": ["invalid-request", "POST", "/api/v1/tags", { body: { name: "" } }],
  "a path that is no text": ["invalid-request", "GET", "/api/v1/patients/%ZZ"],
  "a path with a part that is too long": ["invalid-request", "GET", `/api/v1/patients/${"9".repeat(300)}`],
  "no token": ["unauthenticated", "GET", "/api/v1/patients", { as: null }],
  "a wrong password": ["wrong-credentials", "POST", "/api/v1/auth/login", login("errada")],
  "no cookie": ["session-ended", "POST", "/api/v1/auth/refresh", { as: null }],
  "another role": ["forbidden", "GET", "/api/v1/patients", { as: "analyst" }],
  "no such route": ["not-found", "GET", "/api/v1/nothing"],
  "no such record": ["not-found", "GET", `/api/v1/patients/${SOME_ID}`],
  "a taken name": ["already-exists", "POST", "/api/v1/tags", { body: { name: "retorno" } }],
  "a likely duplicate": [
    "possible-duplicate",
    "POST",
    "/api/v1/patients",
    { body: { name: "Ana Sousa", birthDate: "1990-01-01" } },
  ],
  "no version": ["version-required", "PATCH", "/api/v1/patients/:patient", { body: {} }],
  "an old version": ["version-mismatch", "PATCH", "/api/v1/patients/:patient", { version: 9, body: {} }],
  "nothing to restore": ["not-allowed-now", "POST", "/api/v1/patients/:patient/restore", { version: 1 }],
  "a body too large": [
    "payload-too-large",
    "POST",
    "/api/v1/tags",
    { body: `"${"x".repeat(BODY_BYTES_MAX)}"`, headers: JSON_TYPE },
  ],
  "another type": [
    "unsupported-media-type",
    "POST",
    "/api/v1/tags",
    { body: "x", headers: { "content-type": "text/plain" } },
  ],
  "half of a sign": ["invalid-request", "POST", "/api/v1/patients", { body: { name: "Ana \ud83d" } }],
  "no one to book for": ["unknown-reference", "POST", "/api/v1/appointments", { body: appointment }],
  "a key of another request": [
    "idempotency-mismatch",
    "POST",
    "/api/v1/tags",
    { body: { name: "Outra" }, headers: KEY },
  ],
  "a weak password": ["weak-password", "POST", "/api/v1/auth/password", weak],
  "no broker": ["unavailable", "POST", "/api/v1/conversations/main/5511900000001/pause"],
};

describe("every refusal is a problem that names its request and its trace", () => {
  test.each(Object.entries(REFUSED))("%s", async (_what, [code, method, url, options]) => {
    const { status, headers, body } = await desk.call(method, url.replace(":patient", patient), options);
    expect(body).toMatchObject({ code, status, requestId: headers["x-request-id"] });
    expect(headers["content-type"]).toMatch(/^application\/problem\+json/);
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers["x-trace-id"]).toMatch(/^[0-9a-f]{32}$/);
    for (const sentence of [body.title, body.detail]) expect(sentence).toMatch(/^\p{Lu}/u);
  });

  test("what is no HTTP at all", async () => {
    const { port } = await desk.api.listen({ host: "127.0.0.1", port: 0 });
    const socket = connect(port, "127.0.0.1");
    socket.write("isto não é HTTP\r\n\r\n");
    const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
    expect(head).toMatch(/^HTTP\/1.1 400 /);
    expect(head).toMatch(/^x-trace-id: [0-9a-f]{32}\r$/m);
    const requestId = /^x-request-id: (.*)\r$/m.exec(head)?.[1];
    expect(JSON.parse(body)).toMatchObject({ code: "invalid-request", status: 400, requestId });
  });
});

test.each([
  ["an hour after midnight as 24:30", [{ opens: "08:00", closes: "24:30" }], "closes"],
  ["an hour past midnight", [{ opens: "22:00", closes: "02:00" }], ""],
  ["nothing at all", [{ opens: "08:00", closes: "08:00" }], ""],
  ["a minute that is none", [{ opens: "08:60", closes: "12:00" }], "opens"],
  [
    "spans that overlap",
    [
      { opens: "08:00", closes: "12:00" },
      { opens: "11:30", closes: "18:00" },
    ],
    "opens",
  ],
  [
    "one span within another",
    [
      { opens: "08:00", closes: "18:00" },
      { opens: "09:00", closes: "10:00" },
    ],
    "opens",
  ],
])("the clinic's hours refuse %s", async (_, monday, field) => {
  const rest = { tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
  const body = { timeZone: "America/Sao_Paulo", monday, ...rest };
  const refused = await desk.call("PUT", "/api/v1/settings/business-hours", { version: 0, body });
  expect(refused.status).toBe(400);
  const last = `body.monday.${monday.length - 1}${field === "" ? "" : `.${field}`}`;
  expect(refused.body.errors.map(({ path }: { path: string }) => path)).toEqual([last]);
});
