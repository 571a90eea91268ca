import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { ROUTE_ACCESS } from "../src/access/roles.ts";
import { ROUTE_TELLS } from "../src/access/tells.ts";
import { filtersOf, freeParameters, maskedText } from "../src/audit/filters.ts";
import { createOnce } from "../src/audit/once.ts";
import { AUDIT_NAMED_MAX, AUDIT_ONCE_MS, REFUSALS_KEPT_PER_HOUR } from "../src/limits.ts";
import { ChannelId, Search } from "../src/schemas/common.ts";
import { type CallOptions, type Desk, type Json, openDesk, PASSWORD } from "./desk.ts";
import { openPractice } from "./practice.ts";
import { accessName, documentOf, routesOf } from "./routes.ts";

const SOME_ID = "0190a000-0000-7000-8000-00000000ffff";
const CPF = "390.533.447-05";

let desk: Desk;
let practice: ReturnType<typeof openPractice>;
beforeAll(async () => {
  desk = await openDesk();
  practice = openPractice(desk);
});
afterAll(() => desk[Symbol.asyncDispose]());

/** What the audit has of one request. */
const rowsOf = async (requestId: string): Promise<Json[]> => {
  const { items } = (await desk.call("GET", "/api/v1/audit?limit=100")).body;
  return items.filter((row: Json) => row.requestId === requestId);
};
let requests = 0;
/** A request, and what the audit has of it. */
async function audited(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", url: string, options: CallOptions = {}) {
  requests += 1;
  const id = `audit-${requests}`;
  const answer = await desk.call(method, url, { ...options, headers: { ...options.headers, "x-request-id": id } });
  return { answer, rows: await rowsOf(id) };
}

describe("by construction", () => {
  test("each route says whose data it answers", () => {
    expect(Object.keys(ROUTE_TELLS).sort()).toEqual(Object.keys(ROUTE_ACCESS).sort());
  });

  /** What only a person has. A phone of a number of the clinic has another name. */
  const OF_PEOPLE =
    /^(?:cpf|birthDate|phone|contactKey|patient|patientId|guardians?|patients|guardianId|absorbedName)$/;
  /** What the clinic tells of itself and of those who work in it. */
  const OF_THE_CLINIC = /^\w+ \/api\/v1\/(?:professionals|settings)\b/;
  const propertiesOf = (schema: Json, seen = new Set<string>()): string[] => {
    if (typeof schema !== "object" || schema === null) return [];
    const ref: string | undefined = schema.$ref?.split("/").at(-1);
    if (ref && !seen.has(ref)) return propertiesOf(documentOf(desk).components.schemas[ref], seen.add(ref));
    const own = Object.keys(schema.properties ?? {});
    return [...own, ...Object.values(schema).flatMap((part) => propertiesOf(part, seen))];
  };

  test("an answer with a field of a person does not pass for one that tells of no one", () => {
    const open = routesOf(desk).filter((route) => {
      const success = Object.entries(route.operation.responses).filter(([status]) => status !== "default");
      const fields = propertiesOf(success.map(([, answer]) => answer));
      const name = accessName(route);
      return (
        ROUTE_TELLS[name] === "nothing" && !OF_THE_CLINIC.test(name) && fields.some((field) => OF_PEOPLE.test(field))
      );
    });
    expect(open.map(accessName)).toEqual([]);
    expect(propertiesOf(documentOf(desk).components.schemas.PatientsPage), "the control").toContain("cpf");
  });
});

describe("filters as the audit has them", () => {
  const query = z.object({
    q: Search,
    channel: ChannelId.optional(),
    deleted: z.stringbool().optional(),
    state: z.array(z.enum(["scheduled", "confirmed"])).optional(),
    guardianId: z.uuid().optional(),
    from: z.iso.date().optional(),
    cursor: z.string().optional(),
    limit: z.number().optional(),
  });

  test.each<[object, string[]]>([
    [{ q: "Maria das Dores" }, ["q=3 words"]],
    [{ q: "Zoé" }, ["q=1 word"]],
    [{ q: CPF }, ["q=11 digits, ending in 05"]],
    [{ q: "390５33447０5" }, ["q=11 digits, ending in 05"]],
    [{ q: "Ana 390.533.447-05" }, ["q=2 words"]],
    [{ channel: "main" }, ["channel=1 word"]],
    [{ deleted: true, from: "2026-01-02", limit: 5, cursor: "WyJuYW1lIl0" }, ["deleted=true", "from=2026-01-02"]],
    [
      { state: ["scheduled", "confirmed"], guardianId: SOME_ID },
      ["state=scheduled,confirmed", `guardianId=${SOME_ID}`],
    ],
    [{}, []],
  ])("%j", (asked, kept) => {
    expect(filtersOf(asked, freeParameters(query))).toEqual(kept);
  });

  test("few digits are a word", () => {
    expect(maskedText("12")).toBe("1 word");
  });
});

describe("what tells of people", () => {
  test("a list is noted with what it was asked for, and a CPF in it with its end alone", async () => {
    const { rows } = await audited("GET", `/api/v1/patients?q=${CPF}&missing=phone&sort=-created`);
    expect(rows).toMatchObject([
      {
        action: "list",
        entity: "patient",
        changes: { rows: 0, filters: ["q=11 digits, ending in 05", "missing=phone"] },
      },
    ]);
  });

  test("an export is noted with what it was asked for", async () => {
    const { rows } = await audited("GET", "/api/v1/patients/export?format=csv&q=Zilda");
    expect(rows).toMatchObject([{ action: "export", changes: { filters: ["q=1 word", "format=csv"] } }]);
  });

  test("who asks for likenesses of a CPF is told names, and the audit whose", async () => {
    const made = await practice.patient("Zilda Moreira", { cpf: CPF });
    const asked = await audited("POST", "/api/v1/patients/duplicates", { body: { name: "Outra Pessoa", cpf: CPF } });
    expect(asked.rows).toMatchObject([
      { action: "search-duplicates", entity: "patient", changes: { fields: ["name", "cpf"], shown: [made.id] } },
    ]);
    const refused = await audited("POST", "/api/v1/patients", { body: { name: "Outra Pessoa", cpf: CPF } });
    expect(refused.answer.status).toBe(409);
    expect(refused.rows).toMatchObject([
      { action: "refused", entity: "patient", changes: { code: "possible-duplicate", shown: [made.id] } },
    ]);
  });

  test("whose appointment is in the way is noted, for the patient is named", async () => {
    const [patient, other] = [await practice.patient("Rui Prado"), await practice.patient("Iara Nunes")];
    const professional = await practice.professional("Dra. Célia");
    const service = await practice.service();
    const at = "2031-03-04T13:00:00Z";
    const body = (who: Json) => ({
      ...{ patientId: who.id, professionalId: professional.id, serviceId: service.id, startsAt: at },
      ...{ modality: "online", allowOutsideHours: true },
    });
    expect((await desk.call("POST", "/api/v1/appointments", { body: body(patient) })).status).toBe(201);
    const { answer, rows } = await audited("POST", "/api/v1/appointments", { body: body(other) });
    expect(answer.body.code).toBe("overlap");
    expect(rows).toMatchObject([{ action: "refused", changes: { code: "overlap", shown: [patient.id] } }]);
  });

  test("reading the audit is in the audit", async () => {
    const { rows } = await audited("GET", `/api/v1/audit?action=login&from=2026-01-01T00:00:00Z`);
    expect(rows).toMatchObject([
      { action: "list", entity: "audit", changes: { filters: ["action=login", "from=2026-01-01T00:00:00Z"] } },
    ]);
  });

  test("what a login reads again with each change is noted once in a while; another's reading, and other words, are", async () => {
    const board = (options: CallOptions = {}) => audited("GET", "/api/v1/leads?q=Zilda+Lima", options);
    const both = await Promise.all([board(), board()]);
    expect(both.map(({ answer }) => answer.status)).toEqual([200, 200]);
    expect(both.flatMap(({ rows }) => rows)).toMatchObject([{ action: "list", entity: "lead", user: "admin" }]);
    expect((await board()).rows).toEqual([]);
    expect((await board({ as: "attendant" })).rows).toMatchObject([{ user: "attendant" }]);
    expect((await board({ from: "198.51.100.7" })).rows, "a login that was stolen").toMatchObject([{ user: "admin" }]);
    const others = await audited("GET", "/api/v1/leads?q=Iara+Nunes");
    expect(others.rows, "its form alone is the same").toMatchObject([{ changes: { filters: ["q=2 words"] } }]);
  });

  test("the same answer to a repeated request is noted again", async () => {
    const options = { body: { name: "Noé Lins" }, headers: { "idempotency-key": "audit-again" } };
    const first = await audited("POST", "/api/v1/patients", options);
    const again = await audited("POST", "/api/v1/patients", options);
    expect(again.answer.body).toEqual(first.answer.body);
    expect(first.rows).toMatchObject([{ action: "create" }]);
    expect(again.rows).toMatchObject([{ action: "read", entity: "patient" }]);
  });
});

describe("what is noted once in a while", () => {
  function clocked() {
    const at = { ms: 0 };
    const written: string[] = [];
    const once = createOnce(() => at.ms);
    const note = (name: string, fails = false) =>
      once.note(name, async () => {
        if (fails) throw new Error("away");
        written.push(name);
      });
    return { at, written, note };
  }

  test("is noted anew when its time is over", async () => {
    const { at, written, note } = clocked();
    await note("a");
    at.ms = AUDIT_ONCE_MS - 1;
    await note("a");
    await note("b");
    expect(written).toEqual(["a", "b"]);
    at.ms = AUDIT_ONCE_MS;
    await note("a");
    expect(written).toEqual(["a", "b", "a"]);
  });

  test("is not taken for noted where that failed, by whom it was asked at the same moment, either", async () => {
    const { written, note } = clocked();
    const [first, second] = await Promise.allSettled([note("a", true), note("a")]);
    expect([first.status, second.status]).toEqual(["rejected", "fulfilled"]);
    await note("a");
    expect(written).toEqual(["a"]);
  });

  test("is forgotten before it would fill the memory, the oldest first", async () => {
    const { written, note } = clocked();
    for (let n = 0; n <= AUDIT_NAMED_MAX; n++) await note(String(n));
    await note(String(AUDIT_NAMED_MAX));
    await note("0");
    expect(written.slice(AUDIT_NAMED_MAX)).toEqual([String(AUDIT_NAMED_MAX), "0"]);
  });
});

describe("a refusal is noted", () => {
  const refused = (code: string, more: object = {}) => [{ action: "refused", changes: { code }, ...more }];

  test.each<[string, Parameters<typeof audited>, object[]]>([
    [
      "a role that may not",
      ["GET", `/api/v1/patients/${SOME_ID}`, { as: "analyst" }],
      refused("forbidden", { user: "analyst", entity: "patient", entityId: SOME_ID }),
    ],
    [
      "a record that is not there",
      ["GET", `/api/v1/patients/${SOME_ID}`, { as: "attendant" }],
      refused("not-found", { user: "attendant", entityId: SOME_ID }),
    ],
    [
      "a path that is no id",
      ["GET", "/api/v1/patients/39053344705", { as: "analyst" }],
      refused("forbidden", { entityId: null }),
    ],
    [
      "a page of another site",
      [
        "POST",
        "/api/v1/auth/logout",
        { as: null, headers: { cookie: "__Host-acolhe_refresh=x", origin: "https://outra.example" } },
      ],
      refused("cross-site", { user: null }),
    ],
    [
      "a wrong current password",
      ["POST", "/api/v1/auth/password", { as: "analyst", body: { current: "errada", password: PASSWORD } }],
      refused("wrong-credentials", { user: "analyst" }),
    ],
    ["an unknown stranger is not", ["GET", "/api/v1/patients", { as: null }], []],
    ["a form with a slip, which is none, is not", ["POST", "/api/v1/patients", { body: {} }], []],
  ])("%s", async (_, call, rows) => {
    expect((await audited(...call)).rows).toMatchObject(rows);
  });

  test("a change of what changed meanwhile", async () => {
    const { id } = await practice.patient("Lia Rocha");
    const { rows } = await audited("PATCH", `/api/v1/patients/${id}`, { version: 7, body: { name: "Lia R." } });
    expect(rows).toMatchObject(refused("version-mismatch", { entity: "patient", entityId: id }));
  });

  test("rows of a bulk action, by why", async () => {
    const body = { rows: [{ id: SOME_ID, version: 1 }] };
    const { rows } = await audited("POST", "/api/v1/patients/bulk/delete", { body });
    expect(rows).toMatchObject([{ action: "refused", changes: { rows: 1, code: ["not-found"] } }]);
  });

  test("whose login has ended, and that it was ended", async () => {
    const login = await desk.call("POST", "/api/v1/auth/login", {
      as: null,
      body: { email: "operator@clinica.example", password: PASSWORD },
    });
    const headers = { authorization: `Bearer ${login.body.accessToken}`, cookie: String(login.headers["set-cookie"]) };
    const out = await audited("POST", "/api/v1/auth/logout", { as: null, headers });
    expect(out.rows).toMatchObject([{ action: "logout", entity: "user", user: "operator" }]);
    const after = await audited("GET", "/api/v1/me", { as: null, headers });
    expect(after.rows).toMatchObject([{ action: "refused", user: "operator", changes: { code: "session-ended" } }]);
    const early = await Promise.all(
      ["/api/v1/home", "/api/v1/leads/board"].map((url) => audited("GET", url, { as: null, headers })),
    );
    expect(early.map(({ answer }) => answer.status)).toEqual([401, 401]);
    expect(
      early.flatMap(({ rows }) => rows),
      "the panel asks for several things before it can know",
    ).toEqual([]);
    const elsewhere = await audited("GET", "/api/v1/home", { as: null, headers, from: "198.51.100.8" });
    expect(elsewhere.rows).toMatchObject([{ action: "refused", changes: { code: "session-ended" } }]);
  });

  test("but not so often that refusals fill the table; those that tell of people always", async () => {
    const count = async () => {
      const url = `/api/v1/audit?action=refused&userId=${desk.users.attendant}&limit=100`;
      return (await desk.call("GET", url)).body;
    };
    for (let n = 0; n < REFUSALS_KEPT_PER_HOUR + 5; n++)
      await desk.call("GET", `/api/v1/patients/${SOME_ID}`, { as: "attendant" });
    const kept = await count();
    expect(kept.total).toBe(REFUSALS_KEPT_PER_HOUR);
    expect(kept.items[0].changes).toMatchObject({ last: true });
    await practice.patient("Téo Braga", { phone: "+5511922223333" });
    const body = { name: "Outro Nome", phone: "11922223333" };
    expect((await desk.call("POST", "/api/v1/patients", { as: "attendant", body })).status).toBe(409);
    expect((await count()).total).toBe(REFUSALS_KEPT_PER_HOUR + 1);
  });

  test("and none of it holds a CPF, a name or a phone", async () => {
    const whole = JSON.stringify((await desk.call("GET", "/api/v1/audit/export?format=csv")).text);
    expect(whole).toContain("search-duplicates");
    expect(whole).not.toMatch(/390\.?533|39053344705|Zilda|Outra Pessoa|922223333/);
  });
});
