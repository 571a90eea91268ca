import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, openDesk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const create = async (url: string, body: object): Promise<string> => {
  const { status, body: made } = await desk.call("POST", `/api/v1/${url}`, { body });
  expect(status, JSON.stringify(made)).toBe(201);
  return made.id;
};
const namesOf = async (list: string, filter: string) =>
  (await desk.call("GET", `/api/v1/${list}?${filter}`, { as: "attendant" })).body.items.map(
    ({ name }: { name: string }) => name,
  );

test("a row of a child says who answers for it, its insurance and tags; the guardian's row says the same of the child", async () => {
  const child = await create("patients", { name: "Théo Batista", birthDate: "2018-02-03", insurance: "Unimed" });
  const mother = await create("guardians", { name: "Lívia Batista", phone: "+5521977776666" });
  const link = { relation: "mother", custody: "shared", contactPreference: "preferred" };
  await desk.call("PUT", `/api/v1/patients/${child}/guardians/${mother}`, { version: 0, body: link });
  const tag = await create("tags", { name: "Retorno" });
  await desk.call("PUT", `/api/v1/patients/${child}/tags`, { body: { tagIds: [tag] } });
  const patients = await desk.call("GET", "/api/v1/patients", { as: "attendant" });
  expect(patients.body.items).toMatchObject([
    {
      ...{ id: child, insurance: "Unimed", tags: [{ id: tag, name: "Retorno" }] },
      guardians: [{ id: mother, name: "Lívia Batista", ...link }],
      ...{ lastContactAt: null, nextAppointment: null },
    },
  ]);
  const guardians = await desk.call("GET", "/api/v1/guardians", { as: "attendant" });
  expect(guardians.body.items).toMatchObject([
    { id: mother, patients: [{ id: child, name: "Théo Batista", birthDate: "2018-02-03", ...link }] },
  ]);
});

test("a count is of the same rows as the list, for every filter", async () => {
  await create("patients", { name: "Olga Reis", cpf: "529.982.247-25" });
  expect(await namesOf("patients", "missing=cpf")).toEqual(["Théo Batista"]);
  expect(await namesOf("patients", "missing=insurance")).toEqual(["Olga Reis"]);
  expect(await namesOf("patients", "insurance=UNIMED&nextAppointment=false")).toEqual(["Théo Batista"]);
  expect(await namesOf("patients", "nextAppointment=true")).toEqual([]);
  expect(await namesOf("patients", "noContactSince=2030-01-01T00:00:00Z&q=olga")).toEqual(["Olga Reis"]);
  expect(await namesOf("guardians", "missing=patient")).toEqual([]);
  for (const filter of ["missing=guardian", "noContactSince=2030-01-01T00:00:00Z", "insurance=unimed"]) {
    const { body } = await desk.call("GET", `/api/v1/patients?${filter}`);
    expect([body.total, body.totalIsExact], filter).toEqual([body.items.length, true]);
  }
  expect(await desk.call("GET", "/api/v1/patients?missing=email")).toMatchObject({ status: 400 });
});
