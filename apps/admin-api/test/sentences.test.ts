import { afterAll, beforeAll, expect, test } from "vitest";
import { type CallOptions, type Desk, openDesk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const JSON_TYPE = { "content-type": "application/json" };
const patients = (body: unknown): [string, CallOptions] => ["POST /api/v1/patients", { body }];
const get = (url: string): [string, CallOptions] => [`GET /api/v1/${url}`, {}];

/** What somebody in a hurry sends, and what they are told to do. */
const TOLD: [what: string, call: [string, CallOptions], errors: Record<string, string>][] = [
  ["nothing of what is needed", patients({}), { "body.name": "é obrigatório" }],
  ["another kind of value", patients({ name: 12 }), { "body.name": "deve ser um texto" }],
  ["a list in place of an object", patients([]), { body: "deve ser um objeto" }],
  ["only blanks", patients({ name: "  " }), { "body.name": "não pode ficar vazio" }],
  ["too much", patients({ name: "x".repeat(201) }), { "body.name": "no máximo 200 caracteres" }],
  [
    "a day as people write it",
    patients({ name: "Ana", birthDate: "31/12/1990" }),
    { "body.birthDate": "deve ser uma data que existe, como 1990-12-31" },
  ],
  [
    "no e-mail",
    patients({ name: "Ana", email: "a@" }),
    { "body.email": "deve ser um e-mail, como nome@clinica.com.br" },
  ],
  ["another language", patients({ name: "Ana", language: "fr" }), { "body.language": "um destes: pt, es, en" }],
  ["no number", get("patients?limit=x"), { "query.limit": "deve ser um número" }],
  ["a page too large", get("patients?limit=101"), { "query.limit": "no máximo 100" }],
  ["another order", get("tags?sort=cor"), { "query.sort": "um destes: name, -name" }],
  ["neither yes nor no", get("patients?deleted=talvez"), { "query.deleted": "true ou false" }],
  ["no id", get("patients/1"), { "params.id": "deve ser um identificador, como o id de uma lista" }],
  [
    "a phone as people write it",
    get("conversations/main/+55 11 98765-4321"),
    { "params.contact": "o número como o WhatsApp o conhece, só dígitos e com o 55, ou lid- e dígitos" },
  ],
  [
    "a period backwards",
    get("analytics/days?from=2026-02-01&to=2026-01-01"),
    { "query.to": "não pode ser antes de from" },
  ],
  ["nobody", ["POST /api/v1/patients/bulk/delete", { body: { rows: [] } }], { "body.rows": "não pode ficar vazia" }],
];

test.each(TOLD)("%s", async (_what, [name, options], errors) => {
  const [method = "", url = ""] = name.split(/ (.*)/s);
  const { status, body } = await desk.call(method as "GET", url.replaceAll(" ", "%20"), options);
  expect(status).toBe(400);
  expect(
    Object.fromEntries(body.errors.map((one: { path: string; message: string }) => [one.path, one.message])),
  ).toEqual(errors);
});

test("what is no JSON, or says it is something else, is told so", async () => {
  const send = async (body: string, type: string) =>
    (await desk.call("POST", "/api/v1/tags", { body, headers: { "content-type": type } })).body.detail;
  expect(await send('{"name":', JSON_TYPE["content-type"])).toMatch(/JSON válido/);
  expect(await send("name=x", "application/x-www-form-urlencoded")).toMatch(/application\/json/);
});
