import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { fixture, fixtureNames } from "./fixtures.ts";

/*
 * The recorded payloads against Chatwoot's published description, which is wrong in places. What is wrong is listed
 * here by name: a payload that begins or ceases to fit fails the test, so the list stays true.
 */

const openapi = fixture("openapi/openapi");
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(openapi, "openapi.json");

/** Routes the description lacks. */
const UNDESCRIBED = [
  "PATCH /api/v1/accounts/{}/conversations/{}/messages/{}",
  "POST /api/v1/accounts/{}/contact_inboxes/filter",
  "POST /api/v1/accounts/{}/contacts/{}/destroy_custom_attributes",
  "GET /api/v1/accounts/{}/csat_survey_responses",
  "GET /api/v1/accounts/{}/csat_survey_responses/metrics",
  "PUT /public/api/v1/csat_survey/{}",
  "GET /health",
  "GET /api",
];

/** Answers the description gets wrong: operation → where the first difference is. */
const MISDESCRIBED: Readonly<Record<string, string>> = {
  contact_create: "/payload must be array",
  contact_inbox_create: "/inbox/provider must be string",
  contact_search: "/payload must be object",
  contact_update: "status 200 is not described",
  inbox_create: "/website_url must be string",
  public_inbox: "/working_hours/0/open_hour must be integer",
  set_agent_bot: "status 200 is not described",
  "toggle_status.handoff": "/payload/success must be boolean",
  unassign: " must be object",
};

interface Described {
  readonly pointer: string;
  // biome-ignore lint/suspicious/noExplicitAny: a JSON document
  readonly operation: any;
}

function describedAs(method: string, path: string): Described | null {
  for (const [template, item] of Object.entries<Record<string, unknown>>(openapi.paths)) {
    const pattern = new RegExp(`^${template.replace(/\{[^}]+\}/g, "[^/]+")}$`);
    // The description spells one route without its prefix.
    const known = pattern.test(path) || pattern.test(path.replace(/^\/api\/v1/, ""));
    const verb = method.toLowerCase();
    if (known && item[verb]) return { pointer: `#/paths/${escaped(template)}/${verb}`, operation: item[verb] };
  }
  return null;
}

const escaped = (token: string) => encodeURIComponent(token.replaceAll("~", "~0").replaceAll("/", "~1"));
/** The route without its ids. */
const generic = (method: string, path: string) => {
  const ids =
    /(?<=\/)(?:\d+(?=\/|$)|[^/]*@[^/]*|[^/]*%40[^/]*)|(?<=public\/api\/v1\/inboxes\/)[^/]+|(?<=csat_survey\/)[^/]+/g;
  return `${method} ${path.replace(ids, "{}")}`;
};

const operations = fixtureNames("rest.")
  .filter((name) => name.endsWith(".request"))
  .map((name) => name.slice("rest.".length, -".request".length));

describe.each(operations)("%s", (operation) => {
  const request = fixture(`rest.${operation}.request`);
  const response = fixture(`rest.${operation}.response`);
  const described = describedAs(request.method, request.path);

  test("is described, or known not to be", () => {
    expect(UNDESCRIBED.includes(generic(request.method, request.path))).toBe(described === null);
  });

  test("its request fits the description", () => {
    if (!described?.operation.requestBody) return expect(request.body && described).toBeFalsy();
    const type = request.multipart ? "multipart/form-data" : "application/json";
    const body = request.body ?? formOf(request.multipart);
    expect(differences(`${described?.pointer}/requestBody/content/${escaped(type)}/schema`, body)).toEqual([]);
  });

  test("its answer fits the description, or differs as is known", () => {
    if (!described) return;
    const status = String(response.status);
    const answers = described.operation.responses[status]?.content?.["application/json"]?.schema;
    const found =
      answers === undefined
        ? described.operation.responses[status]
          ? []
          : [`status ${status} is not described`]
        : differences(`${described.pointer}/responses/${status}/content/application~1json/schema`, response.body);
    expect(found[0]).toBe(MISDESCRIBED[operation]);
  });
});

/** Forms carry words only; objects in them travel as JSON, and a name with brackets repeats. */
function formOf(parts: ReadonlyArray<{ name: string; value: string }>): Record<string, unknown> {
  const typed = (value: string) => (/^(?:true|false|\{.*\})$/.test(value) ? JSON.parse(value) : value);
  const entries = parts.map(({ name, value }) => [name, name.endsWith("[]") ? [value] : typed(value)]);
  return Object.fromEntries(entries);
}

function differences(pointer: string, value: unknown): string[] {
  const validate = ajv.getSchema(`openapi.json${pointer}`);
  if (!validate) return [`no schema at ${pointer}`];
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
