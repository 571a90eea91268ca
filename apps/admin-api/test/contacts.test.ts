import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, type Json, openDesk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

async function create(kind: string, body: object): Promise<Json> {
  const { status, body: made } = await desk.call("POST", `/api/v1/${kind}`, { body });
  expect(status, JSON.stringify(made)).toBe(201);
  return made;
}
const keysOf = async (query: string, as: "admin" | "attendant" = "attendant") =>
  (await desk.call("GET", `/api/v1/contacts?${query}`, { as })).body.items.map(
    ({ contactKey }: { contactKey: string }) => contactKey,
  );

test("a contact is entered, found by name and number, named, linked, deleted and restored with who wrote behind it", async () => {
  const contact = { channel: "main", contactKey: "5521977776666", displayName: "Avó do Théo" };
  const made = await create("contacts", contact);
  expect(made).toMatchObject({ ...contact, people: [], version: 1, deletedAt: null });
  expect(await desk.call("POST", "/api/v1/contacts", { body: contact })).toMatchObject({
    status: 409,
    body: { code: "already-exists", detail: "Este contato já está cadastrado." },
  });
  const patient = await create("patients", { name: "Théo Batista" });
  const link = `/api/v1/patients/${patient.id}/contacts/main/${contact.contactKey}`;
  expect(await desk.call("PUT", link, { as: "attendant" })).toMatchObject({ status: 204 });
  await create("contacts", { channel: "other", contactKey: "lid-900000000001" });
  expect(await keysOf("q=theo avo")).toEqual([contact.contactKey]);
  expect(await keysOf("q=7777-66")).toEqual([contact.contactKey]);
  expect(await keysOf("linked=false")).toEqual(["lid-900000000001"]);
  expect(await keysOf("channel=main&linked=true")).toEqual([contact.contactKey]);
  const first = (await desk.call("GET", "/api/v1/contacts?limit=1&sort=-created")).body;
  expect(first).toMatchObject({ total: 2, totalIsExact: true, items: [{ contactKey: "lid-900000000001" }] });
  expect(await keysOf(`limit=1&sort=-created&cursor=${first.next}`)).toEqual([contact.contactKey]);

  const at = `/api/v1/contacts/${made.id}`;
  expect(await desk.call("PATCH", at, { version: 7, body: { displayName: "X" } })).toMatchObject({ status: 412 });
  const named = await desk.call("PATCH", at, { version: 1, body: { displayName: "Dona Íris" } });
  expect(named.body).toMatchObject({ displayName: "Dona Íris", version: 2 });
  const people = [{ kind: "patient", id: patient.id, name: "Théo Batista" }];
  expect(named.body.people).toEqual(people);

  expect(await desk.call("DELETE", at, { version: 2 })).toMatchObject({ status: 204 });
  expect(await keysOf("q=iris")).toEqual([]);
  expect(await keysOf("deleted=true", "admin")).toEqual([contact.contactKey]);
  expect((await desk.call("GET", `/api/v1/patients/${patient.id}`)).body.contacts).toEqual([]);
  expect(await desk.call("DELETE", link), "a deleted contact has no people").toMatchObject({ status: 404 });
  expect(await desk.call("PATCH", at, { version: 3, body: {} })).toMatchObject({ status: 404 });
  expect(await desk.call("POST", `${at}/restore`, { version: 2 })).toMatchObject({ status: 412 });
  expect((await desk.call("POST", `${at}/restore`, { version: 3 })).body).toMatchObject({ people, deletedAt: null });
  expect(await desk.call("POST", `${at}/restore`, { version: 4 })).toMatchObject({
    status: 409,
    body: { detail: "Este cadastro não está excluído." },
  });

  await desk.call("DELETE", at, { version: 4 });
  expect(await create("contacts", contact), "entered again, it begins anew").toMatchObject({ id: made.id, people: [] });
  const { items } = (await desk.call("GET", `/api/v1/audit?entity=contact&entityId=${made.id}`)).body;
  const actions = ["create", "delete", "restore", "delete", "update", "create"];
  const done = items.map(({ action }: { action: string }) => action).filter((action: string) => action !== "refused");
  expect(done).toEqual(actions);
  expect(JSON.stringify([items, desk.logged])).not.toMatch(/5521977776666|Théo/);
});

describe("whatever can be wanted back is listed when it was deleted, and restored; many are deleted at once", () => {
  const kinds: [kind: string, body: (n: number) => object][] = [
    ["patients", (n) => ({ name: `Pessoa ${n}` })],
    ["guardians", (n) => ({ name: `Pessoa ${n}` })],
    ["professionals", (n) => ({ name: `Dra. ${n}` })],
    ["contacts", (n) => ({ channel: "main", contactKey: `5511900000${n}` })],
    ["services", (n) => ({ slug: `s${n}`, texts: { pt: { name: "S" } }, durationMinutes: 30, modality: "online" })],
  ];
  test.each(kinds)("%s", async (kind, body) => {
    const [one, two] = [await create(kind, body(101)), await create(kind, body(102))];
    const rows = [one, two].map(({ id, version }) => ({ id, version }));
    const bulk = await desk.call("POST", `/api/v1/${kind}/bulk/delete`, { body: { rows } });
    expect(bulk.body).toMatchObject({ done: 2, failed: 0 });
    const deleted = async () => (await desk.call("GET", `/api/v1/${kind}?deleted=true`)).body.total;
    expect(await deleted()).toBe(2);
    const back = await desk.call("POST", `/api/v1/${kind}/${one.id}/restore`, { version: 2 });
    expect(back).toMatchObject({ status: 200, body: { id: one.id, version: 3 } });
    expect(await deleted()).toBe(1);
  });

  test("notes, which the audit notes under their patient", async () => {
    const patient = await create("patients", { name: "Nota Bene" });
    const note = await create(`patients/${patient.id}/notes`, { text: "prefere manhã" });
    const found = async (query: string) =>
      (await desk.call("GET", `/api/v1/notes?${query}`, { as: "attendant" })).body.items;
    expect(await found("q=MANHA")).toMatchObject([{ id: note.id, patient: "Nota Bene", patientId: patient.id }]);
    await desk.call("DELETE", `/api/v1/notes/${note.id}`, { version: 1 });
    expect(await found(`patientId=${patient.id}`)).toEqual([]);
    expect(await found("deleted=true")).toHaveLength(1);
    await desk.call("POST", `/api/v1/notes/${note.id}/restore`, { version: 2 });
    expect((await desk.call("GET", `/api/v1/notes/${note.id}`)).body).toMatchObject({ version: 3 });
    const { items } = (await desk.call("GET", `/api/v1/audit?entity=patient&entityId=${patient.id}`)).body;
    expect(items.map(({ action }: { action: string }) => action)).toEqual([
      "read-note",
      "restore-note",
      "delete-note",
      "add-note",
      "create",
    ]);
  });
});

test("nothing is tied to a deleted person", async () => {
  const [patient, guardian] = [await create("patients", { name: "Some" }), await create("guardians", { name: "Fica" })];
  await desk.call("DELETE", `/api/v1/patients/${patient.id}`, { version: 1 });
  const at = `/api/v1/patients/${patient.id}`;
  const link = { version: 0, body: { relation: "mother" } };
  for (const tied of [
    desk.call("PUT", `${at}/guardians/${guardian.id}`, link),
    desk.call("PUT", `${at}/contacts/main/5511900000009`),
    desk.call("PUT", `${at}/tags`, { body: { tagIds: [] } }),
  ])
    expect(await tied).toMatchObject({ status: 404, body: { code: "not-found" } });
});

test("a record that was merged into another is not among those that can be restored", async () => {
  const [keep, gone] = [await create("patients", { name: "Sônia" }), await create("patients", { name: "Sonia P" })];
  await desk.call("POST", `/api/v1/patients/${keep.id}/merge`, { version: 1, body: { absorbedId: gone.id } });
  expect((await desk.call("GET", "/api/v1/patients?deleted=true&q=sonia")).body.items).toEqual([]);
});

test("tags and flows are found by their names, page after page", async () => {
  for (const name of ["Água", "Brasa", "Cinza"]) await create("tags", { name });
  const page = (await desk.call("GET", "/api/v1/tags?limit=2")).body;
  expect(page).toMatchObject({ total: 3, items: [{ name: "Água" }, { name: "Brasa" }] });
  expect((await desk.call("GET", `/api/v1/tags?cursor=${page.next}`)).body.items).toMatchObject([{ name: "Cinza" }]);
  expect((await desk.call("GET", "/api/v1/tags?q=agua")).body.total).toBe(1);
  await create("flows", { slug: "recepcao", name: "Recepção" });
  expect((await desk.call("GET", "/api/v1/flows?q=recepcao")).body.items).toMatchObject([{ slug: "recepcao" }]);
  expect((await desk.call("GET", "/api/v1/flows?q=outra")).body.total).toBe(0);
});

test("of many who change how a guardian and a patient belong together one is first, and one is preferred", async () => {
  const patient = await create("patients", { name: "Bento" });
  const guardians: Json[] = [];
  for (const n of [1, 2, 3]) guardians.push(await create("guardians", { name: `Responsável ${n}` }));
  const link = (guardian: Json, version: number, more: object = {}) =>
    desk.call("PUT", `/api/v1/patients/${patient.id}/guardians/${guardian.id}`, {
      version,
      body: { relation: "mother", contactPreference: "preferred", ...more },
    });
  const statuses = async (calls: Promise<{ status: number }>[]) =>
    (await Promise.all(calls)).map(({ status }) => status).sort();
  const made = Array.from({ length: 8 }, () => link(guardians[0], 0));
  expect(await statuses(made)).toEqual([200, ...Array(7).fill(412)]);
  const changed = Array.from({ length: 8 }, (_, n) => link(guardians[0], 1, { custody: n % 2 ? "sole" : "shared" }));
  expect(await statuses(changed)).toEqual([200, ...Array(7).fill(412)]);
  expect(await statuses(guardians.slice(1).map((one) => link(one, 0)))).toEqual([200, 200]);
  const { body } = await desk.call("GET", `/api/v1/patients/${patient.id}`);
  expect(body.guardians.map((one: Json) => one.contactPreference).sort()).toEqual(["allowed", "allowed", "preferred"]);
  const url = `/api/v1/patients/${patient.id}/guardians/${guardians[1].id}`;
  const { version } = body.guardians.find(({ id }: Json) => id === guardians[1].id);
  const gone = Array.from({ length: 4 }, () => desk.call("DELETE", url, { version }));
  expect(await statuses(gone)).toEqual([204, 404, 404, 404]);
});
