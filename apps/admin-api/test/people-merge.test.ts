import { patientCard } from "@acolhe/database";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, type Json, openDesk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const create = async (url: string, body: object): Promise<Json> => {
  const { status, body: made } = await desk.call("POST", `/api/v1/${url}`, { body });
  expect(status, JSON.stringify(made)).toBe(201);
  return made;
};
const read = async (id: string, kind = "patients") => (await desk.call("GET", `/api/v1/${kind}/${id}`)).body;
const merge = (id: string, version: number, body: object) =>
  desk.call("POST", `/api/v1/patients/${id}/merge`, { version, body });
const undo = (mergeId: string) => desk.call("POST", `/api/v1/patients/merges/${mergeId}/undo`);

/** A record without what counts its changes. */
const content = (value: Json): Json =>
  Array.isArray(value)
    ? value.map(content)
    : value !== null && typeof value === "object"
      ? Object.fromEntries(
          Object.entries(value).flatMap(([name, one]) =>
            name === "version" || name === "updatedAt" ? [] : [[name, content(one)]],
          ),
        )
      : value;

/** Two records of one child, that share a guardian and have everything else of their own. */
async function twoOfOne() {
  const keep = await create("patients", { name: "Sônia Prado", phone: "11 98765-4321", insurance: null });
  const other = await create("patients", {
    ...{ name: "Sonia do Prado", email: "sonia@x.example", cpf: "529.982.247-25", insurance: "Unimed" },
    ...{ phone: "11 98765-0000" },
  });
  const [mother, father] = [
    await create("guardians", { name: "Lívia Prado" }),
    await create("guardians", { name: "Otto Prado" }),
  ];
  const link = (patient: string, guardian: string, body: object) =>
    desk.call("PUT", `/api/v1/patients/${patient}/guardians/${guardian}`, { version: 0, body });
  await link(keep.id, mother.id, { relation: "mother", contactPreference: "preferred" });
  await link(other.id, mother.id, { relation: "other" });
  await link(other.id, father.id, { relation: "father", custody: "shared", contactPreference: "preferred" });
  for (const [id, key] of [
    [keep.id, "5511900000001"],
    [other.id, "5511900000001"],
    [other.id, "5511900000002"],
  ])
    await desk.call("PUT", `/api/v1/patients/${id}/contacts/main/${key}`);
  const [both, one] = [
    await create("tags", { name: `Ambas ${keep.id.slice(-8)}` }),
    await create("tags", { name: `Uma ${keep.id.slice(-8)}` }),
  ];
  await desk.call("PUT", `/api/v1/patients/${keep.id}/tags`, { body: { tagIds: [both.id] } });
  await desk.call("PUT", `/api/v1/patients/${other.id}/tags`, { body: { tagIds: [both.id, one.id] } });
  await create(`patients/${keep.id}/notes`, { text: "primeira" });
  await create(`patients/${other.id}/notes`, { text: "segunda", pinned: true });
  return { keep: await read(keep.id), other: await read(other.id) };
}

async function gone({ keep, other }: { keep: Json; other: Json }): Promise<void> {
  for (const { id } of [keep, other]) {
    const { version } = await read(id);
    expect(await desk.call("DELETE", `/api/v1/patients/${id}`, { version })).toMatchObject({ status: 204 });
  }
}

test("a merge is seen beforehand, field by field, with what moves", async () => {
  const pair = await twoOfOne();
  const { keep, other } = pair;
  const at = `/api/v1/patients/${keep.id}/merge/preview`;
  const { status, body } = await desk.call("POST", at, { body: { absorbedId: other.id } });
  expect(status).toBe(200);
  expect(body).toMatchObject({ kept: { id: keep.id, version: keep.version }, other: { id: other.id }, clashes: [] });
  expect(body.fields).toEqual([
    { field: "name", kept: "Sônia Prado", other: "Sonia do Prado", state: "conflict", suggested: "kept" },
    { field: "socialName", kept: null, other: null, state: "same", suggested: "kept" },
    { field: "birthDate", kept: null, other: null, state: "same", suggested: "kept" },
    { field: "cpf", kept: null, other: "52998224725", state: "other", suggested: "other" },
    { field: "phone", kept: "+5511987654321", other: "+5511987650000", state: "conflict", suggested: "kept" },
    { field: "email", kept: null, other: "sonia@x.example", state: "other", suggested: "other" },
    { field: "language", kept: "pt", other: "pt", state: "same", suggested: "kept" },
    { field: "insurance", kept: null, other: "Unimed", state: "other", suggested: "other" },
  ]);
  expect(body.moves).toEqual({ relatives: 1, contacts: 1, leads: 0, tags: 1, notes: 1, appointments: 0 });
  expect([await read(keep.id), await read(other.id)], "nothing happened").toEqual([keep, other]);
  expect(await desk.call("POST", at, { body: { absorbedId: keep.id } })).toMatchObject({ status: 409 });
  await gone(pair);
});

test("two records become one as was chosen, and two again exactly as they were", async () => {
  const pair = await twoOfOne();
  const { keep, other } = pair;
  const body = { absorbedId: other.id, fields: { name: "other", email: "kept" } };
  expect(await merge(keep.id, 9, body)).toMatchObject({ status: 412 });
  expect(await merge(keep.id, keep.version, { ...body, absorbedVersion: 99 })).toMatchObject({ status: 412 });
  const merged = await merge(keep.id, keep.version, { ...body, absorbedVersion: other.version });
  expect(merged).toMatchObject({
    status: 200,
    body: {
      ...{ name: "Sonia do Prado", cpf: "52998224725", phone: "+5511987654321", email: null, insurance: "Unimed" },
      guardians: [
        { name: "Lívia Prado", relation: "mother", contactPreference: "preferred" },
        { name: "Otto Prado", contactPreference: "allowed" },
      ],
      notes: [{ text: "segunda" }, { text: "primeira" }],
      mergeId: expect.any(String),
    },
  });
  expect(merged.body.contacts).toHaveLength(2);
  expect(merged.body.tags).toHaveLength(2);
  expect(await read(other.id)).toMatchObject({ mergedInto: keep.id });
  const restored = await desk.call("POST", `/api/v1/patients/${other.id}/restore`, { version: other.version + 1 });
  expect(restored, "it does not come back alone").toMatchObject({ status: 409 });
  const record = (await desk.call("GET", `/api/v1/patients/${keep.id}/record`)).body;
  const { mergeId } = merged.body;
  expect(record.merges).toMatchObject([
    { id: mergeId, absorbedId: other.id, undoneAt: null, undoableUntil: expect.any(String) },
  ]);

  const undone = await undo(mergeId);
  expect(undone.status, JSON.stringify(undone.body)).toBe(200);
  expect(content(undone.body)).toEqual({ kept: content(keep), other: content(other) });
  expect(await undo(mergeId)).toMatchObject({ status: 409, body: { detail: "Esta união já foi desfeita." } });
  const again = (await desk.call("GET", `/api/v1/patients/${keep.id}/record`)).body;
  expect(again.merges).toMatchObject([{ id: mergeId, undoneAt: expect.any(String), undoableUntil: null }]);
  expect(again.history.map(({ action }: Json) => action).slice(0, 2)).toEqual(["undo-merge", "merge"]);
  await gone(pair);
});

test("what was written after a merge stays; where something of the merge itself was changed, nothing is undone", async () => {
  const pair = await twoOfOne();
  const { keep, other } = pair;
  const merged = (await merge(keep.id, keep.version, { absorbedId: other.id })).body;
  const at = `/api/v1/patients/${keep.id}`;
  await create(`patients/${keep.id}/notes`, { text: "depois" });
  await desk.call("PATCH", at, { version: merged.version, body: { phone: "11 98765-1111", insurance: "Amil" } });
  const refused = await undo(merged.mergeId);
  expect(refused).toMatchObject({
    status: 409,
    body: { detail: "Depois da união mudaram: o convênio. Corrija os cadastros à mão." },
  });
  expect((await read(keep.id)).notes, "given up as a whole").toHaveLength(3);
  await desk.call("PATCH", at, { version: merged.version + 1, body: { insurance: "Unimed" } });
  const undone = await undo(merged.mergeId);
  expect(undone).toMatchObject({ status: 200, body: { kept: { phone: "+5511987651111", insurance: null } } });
  expect(undone.body.kept.notes.map(({ text }: Json) => text)).toEqual(["depois", "primeira"]);
  expect(content(undone.body.other)).toEqual(content(other));
  await gone(pair);
});

test("a relation that was taken away since is not invented again, and of two merges the last is undone first", async () => {
  const pair = await twoOfOne();
  const { keep, other } = pair;
  const first = (await merge(keep.id, keep.version, { absorbedId: other.id })).body;
  const third = await create("patients", { name: "Sônia P." });
  const second = (await merge(keep.id, first.version, { absorbedId: third.id })).body;
  expect((await undo(first.mergeId)).body.detail).toMatch(/Desfaça primeiro a mais recente/);
  expect(await undo(second.mergeId)).toMatchObject({ status: 200 });
  const link = `/api/v1/patients/${keep.id}/contacts/main/5511900000002`;
  expect(await desk.call("DELETE", link)).toMatchObject({ status: 204 });
  expect((await undo(first.mergeId)).body.detail).toMatch(/os contatos do WhatsApp/);
  await desk.call("PUT", link);
  expect(await undo(first.mergeId)).toMatchObject({ status: 200 });
  await gone(pair);
});

test("guardians are merged and unmerged, too, and no record of the other kind by their routes", async () => {
  const [keep, other] = [
    await create("guardians", { name: "Rita Lopes" }),
    await create("guardians", { name: "Rita M. Lopes", email: "rita@x.example" }),
  ];
  const child = await create("patients", { name: "Davi Lopes" });
  const link = { relation: "mother", contactPreference: "preferred" };
  await desk.call("PUT", `/api/v1/patients/${child.id}/guardians/${other.id}`, { version: 0, body: link });
  const before = [await read(keep.id, "guardians"), await read(other.id, "guardians")];
  const at = `/api/v1/guardians/${keep.id}/merge`;
  const merged = await desk.call("POST", at, { version: 1, body: { absorbedId: other.id } });
  expect(merged.body).toMatchObject({ email: "rita@x.example", patients: [{ id: child.id, ...link }] });
  expect(await undo(merged.body.mergeId)).toMatchObject({ status: 404 });
  const undone = await desk.call("POST", `/api/v1/guardians/merges/${merged.body.mergeId}/undo`);
  expect(content([undone.body.kept, undone.body.other])).toEqual(content(before));
});

describe("the weaker side never wins", () => {
  const said = async (patient: string, guardian: string) =>
    (await read(patient)).guardians.find(({ id }: Json) => id === guardian);
  const link = (patient: string, guardian: string, body: object) =>
    desk.call("PUT", `/api/v1/patients/${patient}/guardians/${guardian}`, {
      version: 0,
      body: { relation: "father", ...body },
    });

  test("who has no custody of one of two patients that are one frees no appointment of theirs, and undoing gives each its own", async () => {
    const [keep, other] = [
      await create("patients", { name: "Gil Luz" }),
      await create("patients", { name: "Gil da Luz" }),
    ];
    const father = await create("guardians", { name: "Raul Luz", phone: "11 98888-0001" });
    await link(keep.id, father.id, { custody: "shared", contactPreference: "preferred" });
    await link(other.id, father.id, { custody: "none" });
    const card = () => patientCard(desk.api.db, "5511988880001");
    expect(await card()).toMatchObject({ patients: [{ id: keep.id }] });
    const at = `/api/v1/patients/${keep.id}/merge`;
    const preview = await desk.call("POST", `${at}/preview`, { body: { absorbedId: other.id } });
    const result = { custody: "none", contactPreference: "preferred" };
    expect(preview.body.relations).toMatchObject([{ id: father.id, kept: { custody: "shared" }, result }]);
    const { mergeId } = (await desk.call("POST", at, { version: keep.version, body: { absorbedId: other.id } })).body;
    expect(await said(keep.id, father.id)).toMatchObject(result);
    expect(await card()).toMatchObject({ patients: [] });
    expect(await undo(mergeId)).toMatchObject({ status: 200 });
    expect(await said(keep.id, father.id)).toMatchObject({ custody: "shared", contactPreference: "preferred" });
    expect(await said(other.id, father.id)).toMatchObject({ custody: "none" });
  });

  test("the same for two guardians who are one, when the other was the preferred one", async () => {
    const child = await create("patients", { name: "Ivo Reis" });
    const [keep, other] = [
      await create("guardians", { name: "Nara Reis" }),
      await create("guardians", { name: "Nara M. Reis" }),
    ];
    await link(child.id, keep.id, { custody: "sole" });
    await link(child.id, other.id, { custody: "shared", contactPreference: "preferred" });
    const at = `/api/v1/guardians/${keep.id}/merge`;
    const merged = await desk.call("POST", at, { version: 1, body: { absorbedId: other.id } });
    expect(merged.status, JSON.stringify(merged.body)).toBe(200);
    expect(await said(child.id, keep.id)).toMatchObject({ custody: "shared", contactPreference: "preferred" });
    await desk.call("POST", `/api/v1/guardians/merges/${merged.body.mergeId}/undo`);
    expect(await said(child.id, keep.id)).toMatchObject({ custody: "sole", contactPreference: "allowed" });
    expect(await said(child.id, other.id)).toMatchObject({ custody: "shared", contactPreference: "preferred" });
  });

  test("no word of either is lost: what the record does not say stays with the merge", async () => {
    const [keep, other] = [
      await create("patients", { name: "Ema Sá", insurance: "Unimed", language: "pt" }),
      await create("patients", { name: "Ema de Sá", insurance: "Amil", language: "es", email: "ema@x.example" }),
    ];
    const body = { absorbedId: other.id, fields: { name: "other" } };
    await merge(keep.id, keep.version, body);
    const { merges } = (await desk.call("GET", `/api/v1/patients/${keep.id}/record`)).body;
    expect(merges[0].alternatives).toEqual([
      { field: "name", value: "Ema Sá" },
      { field: "language", value: "es" },
      { field: "insurance", value: "Amil" },
    ]);
  });

  test("a second record of a guardian, or a patient's own phone, is no way around", async () => {
    const phone = "11 98888-0002";
    const child = await create("patients", { name: "Léo Pinto", phone });
    const father = await create("guardians", { name: "Ugo Pinto", phone });
    const twin = await desk.call("POST", "/api/v1/guardians?allowDuplicates=true", { body: { name: "Ugo P.", phone } });
    const card = () => patientCard(desk.api.db, "5511988880002");
    await link(child.id, twin.body.id, { custody: "shared" });
    expect(await card()).toMatchObject({ patients: [{ id: child.id }] });
    await link(child.id, father.id, { contactPreference: "never" });
    expect(await card()).toMatchObject({ patients: [] });
  });
});
