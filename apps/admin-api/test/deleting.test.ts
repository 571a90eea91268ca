import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { captureLead, type Desk, type Json, openDesk } from "./desk.ts";
import { openPractice } from "./practice.ts";

/** Far ahead, so that it is to come whenever this runs. */
const AT = "2199-03-04T13:00:00.000Z";
const LEAD = "0190a000-0000-7000-8000-00000000aaaa";

let desk: Desk;
let practice: ReturnType<typeof openPractice>;
beforeAll(async () => {
  desk = await openDesk();
  practice = openPractice(desk);
});
afterAll(() => desk[Symbol.asyncDispose]());

const state = async (id: string) => (await desk.call("GET", `/api/v1/appointments/${id}`)).body;
let visits = 0;
/** A patient with a professional, a service and a visit to come. */
async function aVisit() {
  visits += 1;
  const who = {
    patient: await practice.patient(`Paciente ${visits}`, { phone: `+55119333300${String(visits).padStart(2, "0")}` }),
    professional: await practice.professional(`Dra. ${visits}`),
    service: await practice.service(),
  };
  const made = await practice.book(who, AT, { allowOutsideHours: true, note: `recado ${visits}.` });
  expect(made.status, made.text).toBe(201);
  return { ...who, visit: made.body, note: made.body.note as string };
}

describe.each([
  ["patients", "patient"],
  ["professionals", "professional"],
  ["services", "service"],
] as const)("deleting one of %s", (kind, who) => {
  test("with a visit to come is refused with the visit, and where it is meant calls it off and frees the hour", async () => {
    const { visit, note: _, ...party } = await aVisit();
    const one = party[who];
    const url = `/api/v1/${kind}/${one.id}`;
    const refused = await desk.call("DELETE", url, { version: one.version });
    const reference = { kind: "appointment", id: visit.id, name: party.patient.name, at: AT };
    expect(refused).toMatchObject({
      status: 409,
      body: { code: "still-in-use", references: [reference], referenceCount: 1 },
    });
    expect(await state(visit.id), "nothing happened").toMatchObject({ state: "scheduled" });
    expect(await desk.call("DELETE", `${url}?release=true`, { version: one.version })).toMatchObject({ status: 204 });
    const after = await state(visit.id);
    expect(after).toMatchObject({ state: "cancelled", reason: expect.stringMatching(/excluíd/) });
    expect(after.history.at(-1)).toMatchObject({ by: "admin", state: "cancelled" });
    const { items } = (await desk.call("GET", `/api/v1/audit?entity=appointment&entityId=${visit.id}`)).body;
    expect(items.map(({ action }: Json) => action)).toContain("set-state");
  });

  test("the same of many, each for itself", async () => {
    const { visit, note: _, ...party } = await aVisit();
    const one = party[who];
    const rows = [{ id: one.id, version: one.version }];
    const bulk = (release: boolean) => desk.call("POST", `/api/v1/${kind}/bulk/delete`, { body: { rows, release } });
    expect((await bulk(false)).body.results).toMatchObject([{ ok: false, code: "still-in-use" }]);
    expect((await bulk(true)).body).toMatchObject({ done: 1 });
    expect(await state(visit.id)).toMatchObject({ state: "cancelled" });
  });
});

test("a professional who works here no longer is asked about like one who is deleted", async () => {
  const { professional, visit } = await aVisit();
  const url = `/api/v1/professionals/${professional.id}`;
  const leave = { version: professional.version, body: { active: false } };
  expect(await desk.call("PATCH", url, leave)).toMatchObject({ status: 409, body: { code: "still-in-use" } });
  expect(await desk.call("PATCH", `${url}?release=true`, leave)).toMatchObject({ status: 200 });
  expect(await state(visit.id)).toMatchObject({ state: "cancelled" });
});

test("a guardian for whose patients no one else answers is refused with whom", async () => {
  const child = await practice.patient("Bia Leal");
  const mother = await practice.guardian(child.id, "Rosa Leal", {});
  const url = `/api/v1/guardians/${mother.id}`;
  const { version } = (await desk.call("GET", url)).body;
  const refused = await desk.call("DELETE", url, { version });
  expect(refused.body).toMatchObject({ references: [{ kind: "patient", id: child.id, name: "Bia Leal" }] });
  await practice.guardian(child.id, "Otto Leal", { relation: "father" });
  expect(await desk.call("DELETE", url, { version })).toMatchObject({ status: 204 });
});

test.each([
  ["is switched off", { active: false }],
  ["may answer patients no longer", { role: "analyst" }],
])("a user who %s gives back conversations and leads, once that is meant", async (_, body) => {
  const email = `${Object.keys(body)[0]}@clinica.example`;
  const user = await practice.create("users", { email, name: "Caio", role: "attendant" });
  const id = `${LEAD.slice(0, -1)}${visits % 10}`;
  visits += 1;
  await captureLead(desk, { id, name: "Marília", turnSeq: visits });
  await desk.call("POST", `/api/v1/leads/${id}/assign`, { version: 0, body: { assigneeId: user.id } });
  const url = `/api/v1/users/${user.id}`;
  const refused = await desk.call("PATCH", url, { version: user.version, body });
  expect(refused.body).toMatchObject({ code: "still-in-use", references: [{ kind: "lead", id, name: "Marília" }] });
  expect(await desk.call("PATCH", `${url}?release=true`, { version: user.version, body })).toMatchObject({
    status: 200,
  });
  expect((await desk.call("GET", `/api/v1/leads/${id}`)).body).toMatchObject({ status: "new", assigneeId: null });
});

describe("what was deleted", () => {
  const deleteIt = async (url: string) => {
    const { version } = (await desk.call("GET", url)).body;
    expect(await desk.call("DELETE", `${url}?release=true`, { version })).toMatchObject({ status: 204 });
  };
  const as = "attendant";

  test.each(["patients", "guardians"])(
    "is not there for attendants, in %s; administrators read it, and the audit says so",
    async (kind) => {
      const made = await practice.create(kind, { name: "Segredo Guardado" });
      const url = `/api/v1/${kind}/${made.id}`;
      await deleteIt(url);
      for (const at of [url, `${url}/record`]) {
        expect(await desk.call("GET", at, { as })).toMatchObject({ status: 404 });
        expect(await desk.call("GET", at)).toMatchObject({ status: 200 });
      }
      const { items } = (await desk.call("GET", `/api/v1/audit?entityId=${made.id}`)).body;
      const seen = items.map(({ action, user }: Json) => `${action} ${user}`);
      expect(seen).toEqual([
        "read admin",
        "refused attendant",
        "read admin",
        "refused attendant",
        "delete admin",
        "read admin",
        "create admin",
      ]);
    },
  );

  test.each(["patients", "guardians", "contacts", "services", "professionals"])(
    "is listed only to who may restore it: %s",
    async (kind) => {
      const url = `/api/v1/${kind}?deleted=true`;
      expect(await desk.call("GET", url, { as })).toMatchObject({ status: 403 });
      expect(await desk.call("GET", url)).toMatchObject({ status: 200 });
    },
  );

  test("of a patient shows in no note, and in no visit but as an hour that was taken", async () => {
    const { patient, visit, note: hidden } = await aVisit();
    const note = await practice.create(`patients/${patient.id}/notes`, { text: "prefere manhã" });
    await deleteIt(`/api/v1/patients/${patient.id}`);
    const day = "from=2199-03-04T00:00:00Z&to=2199-03-05T00:00:00Z";
    const answers = await Promise.all(
      [
        ...["/api/v1/notes?q=prefere", `/api/v1/appointments/${visit.id}`, `/api/v1/appointments?${day}`],
        ...[`/api/v1/appointments/range?${day}`, `/api/v1/patients?q=${encodeURIComponent(patient.name)}`],
      ].map((url) => desk.call("GET", url, { as })),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const told = JSON.stringify(answers.map(({ body }) => body));
    expect(told).toContain(visit.id);
    expect(told).not.toContain(`"${patient.name}"`);
    for (const words of ["prefere manhã", hidden]) expect(told).not.toContain(words);
    expect(await desk.call("GET", `/api/v1/notes/${note.id}`, { as })).toMatchObject({ status: 404 });
    expect(await desk.call("GET", `/api/v1/notes/${note.id}`)).toMatchObject({ status: 200 });
  });
});
