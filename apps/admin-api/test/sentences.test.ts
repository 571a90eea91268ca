import { afterAll, beforeAll, expect, test } from "vitest";
import { PROBLEM_CODES, Problem } from "../src/http/problem.ts";
import { inLanguage } from "../src/sentences/catalogue.ts";
import { LANGUAGES, languageOf } from "../src/sentences/language.ts";
import { type CallOptions, type Desk, openDesk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const JSON_TYPE = { "content-type": "application/json" };
const patients = (body: unknown): [string, CallOptions] => ["POST /api/v1/patients", { body }];
const get = (url: string): [string, CallOptions] => [`GET /api/v1/${url}`, {}];

/** What a user in a hurry sends, and what they are told to do. */
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
  ["neither yes nor no", get("patients?deleted=talvez"), { "query.deleted": "um destes: true, false" }],
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

/** The same mistakes, for a program, whatever the language. */
const CODES: Record<string, string> = {
  "nothing of what is needed": "required",
  "another kind of value": "wrong-type",
  "a list in place of an object": "wrong-type",
  "only blanks": "empty",
  "too much": "too-long",
  "a day as people write it": "invalid-date",
  "no e-mail": "invalid-email",
  "another language": "not-an-option",
  "no number": "wrong-type",
  "a page too large": "too-large",
  "another order": "not-an-option",
  "neither yes nor no": "not-an-option",
  "no id": "invalid-id",
  "a phone as people write it": "invalid-contact",
  "a period backwards": "out-of-order",
  nobody: "empty",
};

const ask = async ([name, options]: [string, CallOptions], language: string) => {
  const [method = "", url = ""] = name.split(/ (.*)/s);
  const headers = { "accept-language": language };
  return desk.call(method as "GET", url.replaceAll(" ", "%20"), { ...options, headers });
};

test.each(TOLD)("%s has a code, and is said in three languages", async (what, call) => {
  const answers = await Promise.all(["pt-BR,pt;q=0.9", "es-AR", "fr, en;q=0.8"].map((one) => ask(call, one)));
  expect(answers.map(({ headers }) => headers["content-language"])).toEqual([...LANGUAGES]);
  for (const { body } of answers) expect(body.errors.map(({ code }: { code: string }) => code)).toEqual([CODES[what]]);
  expect(new Set(answers.map(({ body }) => body.title)).size).toBe(3);
  const [pt, es, en] = answers.map(({ body }) => body.errors[0].message);
  expect(pt, "the sentence is of another language").not.toBe(es);
  expect(en).not.toBe(es);
  expect(en).not.toBe(pt);
});

test("limits are told with their numbers, by the schema and by our own checks", async () => {
  const messageOf = async (call: [string, CallOptions], language: string) =>
    (await ask(call, language)).body.errors[0].message;
  expect(await messageOf(patients({ name: "x".repeat(201) }), "en")).toBe("at most 200 characters");
  expect(await messageOf(get("analytics/days?from=2020-01-01&to=2026-01-01"), "es")).toMatch(/^hasta 400 días/);
});

test("every problem has its title and detail in each language", () => {
  for (const code of PROBLEM_CODES) {
    const { title, detail } = new Problem(code);
    // Spanish may say it as Portuguese does.
    for (const sentence of [title, detail]) expect(inLanguage(sentence, "en")).not.toBe(inLanguage(sentence, "pt"));
  }
});

test("rows of a bulk action are told in the reader's language, too", async () => {
  const rows = [{ id: "0190a000-0000-7000-8000-00000000ffff", version: 1 }];
  const { body } = await ask(["POST /api/v1/patients/bulk/delete", { body: { rows } }], "en");
  expect(body.results).toMatchObject([
    { code: "not-found", detail: "What you are looking for does not exist, or was deleted." },
  ]);
});

test.each([
  [undefined, "pt"],
  ["", "pt"],
  ["*", "pt"],
  ["fr", "pt"],
  ["en", "en"],
  ["es-419,es;q=0.9,en;q=0.8", "es"],
  ["fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5", "en"],
  ["en;q=0.5, pt;q=0.9", "pt"],
  ["en;q=0, es;q=0.1", "es"],
  ["EN-us ; Q=1", "en"],
  ["en;q=x", "pt"],
])("who accepts %j is answered in %s", (header, language) => {
  expect(languageOf(header)).toBe(language);
});
