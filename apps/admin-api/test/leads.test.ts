import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guardianOf, patientOf } from "../src/lead-likeness.ts";
import { LEAD_CARDS_MAX } from "../src/limits.ts";
import { captureLead, type Desk, type Json, openDesk } from "./desk.ts";
import { openPractice } from "./practice.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const idOf = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const phoneOf = (n: number) => `55119${String(10_000_000 + n)}`;
/** The n-th lead, captured n minutes after noon. */
async function capture(n: number, more: object = {}): Promise<string> {
  const at = { id: idOf(n), contactKey: phoneOf(n), turnSeq: n };
  const capturedAt = new Date(Date.UTC(2026, 10, 1, 12, n)).toISOString();
  await captureLead(desk, { ...at, capturedAt, name: `Contato ${n}`, service: "fono", ...more });
  return at.id;
}
const post = (id: string, action: string, version: number, body?: object) =>
  desk.call("POST", `/api/v1/leads/${id}/${action}`, { version, body });
const board = async (query = "") => (await desk.call("GET", `/api/v1/leads/board${query}`, { as: "attendant" })).body;

describe("the board", () => {
  test("has a column a status, each with its count and its newest leads, and pages that go on in the list", async () => {
    for (const n of [1, 2, 3, 4, 5]) await capture(n, n === 5 ? { service: "psi" } : {});
    await post(idOf(4), "assign", 0, { assigneeId: desk.users.attendant });
    await post(idOf(3), "discard", 0, { reason: "engano" });
    const { columns } = await board("?limit=2");
    const shown = columns.map(({ status, total, items }: Json) => [status, total, items.map(({ id }: Json) => id)]);
    expect(shown).toEqual([
      ["new", 3, [idOf(5), idOf(2)]],
      ["assigned", 1, [idOf(4)]],
      ["converted", 0, []],
      ["discarded", 1, [idOf(3)]],
    ]);
    const { next } = columns[0];
    const rest = await desk.call("GET", `/api/v1/leads?status=new&sort=-capturedAt&cursor=${next}`);
    expect(rest.body.items.map(({ id }: Json) => id)).toEqual([idOf(1)]);
    expect(columns[1].next).toBeNull();
    const ofPsi = await board("?service=psi");
    expect(ofPsi.columns.map(({ total }: Json) => total)).toEqual([1, 0, 0, 0]);
    const mine = await board(`?assigneeId=${desk.users.attendant}&q=contato`);
    expect(mine.columns.map(({ total }: Json) => total)).toEqual([0, 1, 0, 0]);
    expect((await desk.call("GET", `/api/v1/leads/board?limit=${LEAD_CARDS_MAX}`)).status).toBe(200);
    expect((await desk.call("GET", `/api/v1/leads/board?limit=${LEAD_CARDS_MAX + 1}`)).status).toBe(400);
  });

  test("shows what was said, for whom, of which service, and who is known behind the contact", async () => {
    const practice = openPractice(desk);
    await practice.service({ slug: "fono", texts: { pt: { name: "Fonoaudiologia" } } });
    const captured = { name: "Lia Sá", for_whom: "child", patient_name: "Theo", preference: "terça à tarde" };
    const id = await capture(6, { name: "Lia Sá", kind: "appointment", captured });
    const guardian = await practice.create("guardians", { name: "Lia Sá" });
    await desk.call("PUT", `/api/v1/guardians/${guardian.id}/contacts/main/${phoneOf(6)}`);
    const { columns } = await board("?q=lia");
    expect(columns[0].items).toMatchObject([
      {
        ...{ id, name: "Lia Sá", forWhom: "child", patientName: "Theo", kind: "appointment", captured },
        ...{ service: "fono", serviceName: "Fonoaudiologia", ageMinutes: expect.any(Number) },
        people: [{ kind: "guardian", id: guardian.id, name: "Lia Sá" }],
      },
    ]);
  });
});

describe("a lead", () => {
  test("is new again when it is no longer looked after, or was put aside by mistake; its version goes on", async () => {
    const id = await capture(11);
    expect(await post(id, "unassign", 0), "it is new").toMatchObject({ status: 409 });
    await post(id, "assign", 0, { assigneeId: desk.users.attendant });
    expect(await post(id, "reopen", 1), "it was not put aside").toMatchObject({ status: 409 });
    expect(await post(id, "unassign", 0), "seen before it was assigned").toMatchObject({ status: 412 });
    const again = await post(id, "unassign", 1);
    expect(again).toMatchObject({ status: 200, body: { status: "new", assigneeId: null, version: 2 } });
    expect(await post(id, "discard", 0, { reason: "x" }), "what was seen then is gone").toMatchObject({ status: 412 });
    const aside = await post(id, "discard", 2, { reason: "engano" });
    expect(aside.body).toMatchObject({ status: "discarded", version: 3 });
    const back = await post(id, "reopen", 3);
    expect(back.body).toMatchObject({ status: "new", discardReason: null, version: 4 });
    const found = await desk.call("GET", `/api/v1/leads?status=new&contactKey=${phoneOf(11)}`);
    expect(found.body.items).toMatchObject([{ id, version: 4 }]);
    const converted = await post(id, "convert", 4, { patient: { name: "Nova de Novo" }, writes: "patient" });
    expect(converted.body).toMatchObject({ status: "converted", version: 5 });
    expect(await post(id, "unassign", 5)).toMatchObject({ status: 409 });
  });

  test("is compared with who is there: by what it says, and by what is being typed", async () => {
    const practice = openPractice(desk);
    const mother = await practice.create("guardians", { name: "Rita Prado", phone: `+${phoneOf(12)}` });
    const child = await practice.patient("Caio Prado", { birthDate: "2018-02-03" });
    const captured = { for_whom: "child", patient_name: "Caio Prado", birth_date: "2018-02-03" };
    const id = await capture(12, { name: "Rita", captured });
    const ask = (body: object) => desk.call("POST", `/api/v1/leads/${id}/duplicates`, { body, as: "attendant" });
    expect((await ask({})).body).toEqual({
      patients: [{ id: child.id, name: "Caio Prado", birthDate: "2018-02-03", because: ["name"] }],
      guardians: [{ id: mother.id, name: "Rita Prado", birthDate: null, because: ["phone"] }],
    });
    const typed = await ask({ patient: { name: "prado caio" }, guardian: { name: "Ri" } });
    expect(typed.body, "namesakes, though nothing else is known yet").toMatchObject({
      patients: [{ id: child.id, because: ["name"] }],
      guardians: [],
    });
    expect((await ask({ patient: { name: "Caio" } })).body.patients, "half of a name").toEqual([]);
    expect((await ask({ patient: { name: "Outra Pessoa" } })).body.patients).toEqual([]);
    expect(await ask({ patient: { cpf: "123" } })).toMatchObject({ status: 400 });
    const gone = await desk.call("POST", `/api/v1/leads/${idOf(99)}/duplicates`, { body: {} });
    expect(gone).toMatchObject({ status: 404 });
  });
});

describe("whom a lead is about", () => {
  const lead = { contactKey: "5511987654321", name: "Rita", forWhom: null, patientName: null, captured: {} };
  test.each<[string, Partial<typeof lead> | object, ReturnType<typeof patientOf>]>([
    ["who writes", {}, { name: "Rita", birthDate: null, phone: "5511987654321" }],
    ["who writes for themselves", { forWhom: "self" }, { name: "Rita", birthDate: null, phone: "5511987654321" }],
    ["a child, whose phone it is not", { forWhom: "child", patientName: "Theo" }, { name: "Theo", birthDate: null }],
    ["a child without a name yet", { forWhom: "child" }, { name: "", birthDate: null }],
    [
      "a day that was understood",
      { patientName: "Theo", captured: { birth_date: "2018-02-03" } },
      { name: "Theo", birthDate: "2018-02-03" },
    ],
    [
      "a day as the bot says it in Portuguese and Spanish",
      { patientName: "Theo", captured: { birth_date: "03/02/2018" } },
      { name: "Theo", birthDate: "2018-02-03" },
    ],
    [
      "a day as the bot says it in English",
      { patientName: "Theo", captured: { birth_date: "Feb 3, 2018" } },
      { name: "Theo", birthDate: "2018-02-03" },
    ],
    [
      "a day that was not",
      { captured: { birth_date: "2018-02-31" } },
      { name: "Rita", birthDate: null, phone: "5511987654321" },
    ],
    [
      "a private id, which is no phone",
      { contactKey: "lid-900000000001" },
      { name: "Rita", birthDate: null, phone: null },
    ],
  ])("%s", (_what, more, like) => {
    expect(patientOf({ ...lead, ...more })).toEqual(like);
  });

  test("who writes may be the guardian", () => {
    expect(guardianOf(lead)).toEqual({ name: "Rita", phone: "5511987654321" });
  });
});
