import { patientCard } from "@acolhe/database";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const create = async (body: object, kind = "patients") => {
  const { status, body: made } = await desk.call("POST", `/api/v1/${kind}`, { body });
  expect(status, JSON.stringify(made)).toBe(201);
  return made;
};

test("a patient is created, read, changed with its version, deleted and restored", async () => {
  const made = await create({ name: "  Íris Antunes ", cpf: "529.982.247-25", phone: "(11) 98765-4321" });
  expect(made).toMatchObject({ name: "Íris Antunes", cpf: "52998224725", phone: "+5511987654321", version: 1 });
  const at = `/api/v1/patients/${made.id}`;
  const read = await desk.call("GET", at);
  expect(read.headers.etag).toBe('"1"');
  expect(await desk.call("PATCH", at, { body: { name: "X" } })).toMatchObject({ status: 428 });
  expect(await desk.call("PATCH", at, { version: 7, body: { name: "X" } })).toMatchObject({
    status: 412,
    body: { code: "version-mismatch", title: "Alterado por outra pessoa" },
  });
  const changed = await desk.call("PATCH", at, { version: 1, body: { name: "Íris A.", cpf: null } });
  expect(changed.body).toMatchObject({ name: "Íris A.", cpf: null, phone: "+5511987654321", version: 2 });
  expect(await desk.call("DELETE", at, { version: 2 })).toMatchObject({ status: 204, text: "" });
  expect((await desk.call("GET", "/api/v1/patients?q=iris")).body.items).toEqual([]);
  const restored = await desk.call("POST", `${at}/restore`, { version: 3 });
  expect(restored.body).toMatchObject({ deletedAt: null, version: 4 });
});

test("who may be the same person is refused with the reason, unless it is said that it is another", async () => {
  const first = await create({ name: "Renata Guimarães", birthDate: "1990-05-17", phone: "+5511911112222" });
  const again = { name: "Renata Guimaraes", birthDate: "1990-05-17" };
  const refused = await desk.call("POST", "/api/v1/patients", { body: again });
  expect(refused).toMatchObject({
    status: 409,
    body: { code: "possible-duplicate", candidates: [{ id: first.id, because: ["name"] }] },
  });
  const asked = await desk.call("POST", "/api/v1/patients/duplicates", {
    body: { name: "Outra", phone: "11911112222" },
  });
  expect(asked.body.items).toMatchObject([{ id: first.id, because: ["phone"] }]);
  const meant = await desk.call("POST", "/api/v1/patients?allowDuplicates=true", { body: again });
  expect(meant).toMatchObject({ status: 201 });
});

test("a field that does not fit is named, with a Portuguese sentence", async () => {
  const body = { name: "", cpf: "529.982.247-26", phone: "12", birthDate: "2999-01-01" };
  const { status, body: problem } = await desk.call("POST", "/api/v1/patients", { body });
  expect(status).toBe(400);
  expect(problem.errors.map(({ path }: { path: string }) => path)).toEqual([
    "body.name",
    "body.birthDate",
    "body.cpf",
    "body.phone",
  ]);
  expect(problem.errors[0].message).toBe("não pode ficar vazio");
});

test("a child has a preferred guardian, tags, notes and the contact of the guardian", async () => {
  const child = await create({ name: "Théo Batista", birthDate: "2018-02-03" });
  const mother = await create({ name: "Lívia Batista", phone: "+5521977776666" }, "guardians");
  const at = `/api/v1/patients/${child.id}`;
  const body = { relation: "mother", custody: "shared", contactPreference: "preferred" };
  const link = `${at}/guardians/${mother.id}`;
  expect(await desk.call("PUT", link, { body })).toMatchObject({ status: 428 });
  expect(await desk.call("PUT", link, { body, version: 0 })).toMatchObject({ status: 200, body: { version: 1 } });
  expect(await desk.call("PUT", link, { body, version: 0 }), "the first request won").toMatchObject({ status: 412 });
  const contact = `/api/v1/guardians/${mother.id}/contacts/main/5521977776666`;
  expect(await desk.call("PUT", contact)).toMatchObject({ status: 204 });
  const tag = await desk.call("POST", "/api/v1/tags", { body: { name: "Retorno" } });
  await desk.call("POST", "/api/v1/patients/bulk/tags", { body: { patientIds: [child.id], add: [tag.body.id] } });
  const note = await desk.call("POST", `${at}/notes`, { body: { text: "prefere manhã\ncedo" }, as: "attendant" });
  expect(note).toMatchObject({ status: 201, body: { author: "attendant", pinned: false } });
  const whole = (await desk.call("GET", at)).body;
  expect(whole).toMatchObject({ guardians: [{ id: mother.id, ...body }], tags: [{ name: "Retorno" }] });
  expect(whole.notes).toHaveLength(1);
  const found = await desk.call("GET", "/api/v1/guardians?contactKey=5521977776666");
  expect(found.body.items).toMatchObject([{ id: mother.id }]);
  expect((await desk.call("GET", `/api/v1/patients?tagId=${tag.body.id}`)).body.total).toBe(1);
  expect(await desk.call("DELETE", `/api/v1/notes/${note.body.id}`, { version: 1 })).toMatchObject({ status: 204 });
  expect(await desk.call("DELETE", link, { version: 2 })).toMatchObject({ status: 412 });
  expect(await desk.call("DELETE", link, { version: 1 })).toMatchObject({ status: 204 });
  expect(await desk.call("DELETE", `/api/v1/tags/${tag.body.id}`, { version: 2 })).toMatchObject({ status: 412 });
  expect(await desk.call("DELETE", `/api/v1/tags/${tag.body.id}`, { version: 1 })).toMatchObject({ status: 204 });
  expect(await desk.call("DELETE", contact)).toMatchObject({ status: 204 });
  expect(await desk.call("DELETE", contact)).toMatchObject({ status: 404 });
});

describe("lists", () => {
  test("pages meet without a gap or a repeat, in both directions", async () => {
    for (let i = 0; i < 7; i++) await create({ name: `Página ${"abcdefg"[i]}` }, "guardians");
    for (const sort of ["name", "-name", "created", "-updated"]) {
      const names: string[] = [];
      let cursor = "";
      do {
        const { body } = await desk.call("GET", `/api/v1/guardians?q=pagina&limit=3&sort=${sort}${cursor}`);
        expect(body).toMatchObject({ total: 7, totalIsExact: true });
        names.push(...body.items.map(({ name }: { name: string }) => name));
        cursor = body.next === null ? "" : `&cursor=${body.next}`;
      } while (cursor !== "");
      const sorted = [...new Set(names)].sort();
      expect(names).toEqual(sort.startsWith("-") ? sorted.reverse() : sorted);
      expect(names).toHaveLength(7);
    }
  });

  test("a cursor of another order, and one that is none, are refused", async () => {
    const { body } = await desk.call("GET", "/api/v1/guardians?limit=1&sort=name");
    expect(await desk.call("GET", `/api/v1/guardians?sort=created&cursor=${body.next}`)).toMatchObject({ status: 400 });
    expect(await desk.call("GET", "/api/v1/guardians?cursor=abc")).toMatchObject({ status: 400 });
    const forged = Buffer.from(JSON.stringify(["created", "no-id", "x"])).toString("base64url");
    expect(await desk.call("GET", `/api/v1/guardians?sort=created&cursor=${forged}`)).toMatchObject({ status: 400 });
  });

  test.each([0, 101])("%d rows a page are refused", async (limit) => {
    expect(await desk.call("GET", `/api/v1/patients?limit=${limit}`)).toMatchObject({ status: 400 });
  });
});

test("reading a record, and everything that was changed, is in the audit, without what it says", async () => {
  const made = await create({ name: "Zilda Segredo", cpf: "111.444.777-35" });
  await desk.call("GET", `/api/v1/patients/${made.id}`, { as: "attendant", headers: { "x-request-id": "req-42" } });
  const { body } = await desk.call("GET", `/api/v1/audit?entity=patient&entityId=${made.id}`);
  expect(body.items).toMatchObject([
    { action: "read", user: "attendant", address: "127.0.0.1", requestId: "req-42" },
    { action: "create", user: "admin" },
  ]);
  const everything = JSON.stringify([(await desk.call("GET", "/api/v1/audit?limit=100")).body, desk.logged]);
  expect(everything).not.toMatch(/Segredo|11144477735|111\.444/);
});

test("one person has one number at the desk and in WhatsApp, and one name however it was copied", async () => {
  const made = await create({ name: "\u200eAna\u00a0 Lu\u0301cia\u200b", phone: "(11) 9130-0812" });
  expect(made).toMatchObject({ name: "Ana Lúcia", phone: "+5511991300812" });
  expect(await patientCard(desk.api.db, "5511991300812")).toMatchObject({ patients: [{ id: made.id }] });
  const again = await desk.call("POST", "/api/v1/patients", { body: { name: "Outra", phone: "011 9130-0812" } });
  expect(again.body).toMatchObject({ code: "possible-duplicate", candidates: [{ id: made.id, because: ["phone"] }] });
  const contact = await create({ channel: "main", contactKey: "551191300812" }, "contacts");
  expect(contact).toMatchObject({ contactKey: "5511991300812" });
});

test.each(["\u200b", "\u200e \u200f", "\u3164", "\u2800", "\u00ad\ufeff"])(
  "a name of nothing to see is none (%j)",
  async (name) => {
    const refused = await desk.call("POST", "/api/v1/patients", { body: { name } });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: "body.name" }] } });
  },
);

test.each(["sim", "10/03/2030", "2199-03-10", "1890-01-01", "2020-02-30"])("%s is no birth date", async (birthDate) => {
  const refused = await desk.call("POST", "/api/v1/patients", { body: { name: "Eva", birthDate } });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: "body.birthDate" }] } });
});
