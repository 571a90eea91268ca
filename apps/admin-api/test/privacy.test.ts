import { ensureObjects } from "@acolhe/bus";
import { insertRow } from "@acolhe/database";
import { findErasure, requestErasure } from "@acolhe/database/privacy";
import { LIVE, writeRows } from "@acolhe/database/projection";
import { MEDIA } from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, openDesk } from "./desk.ts";
import { openPractice } from "./practice.ts";

const PHONE = "5511987650001";
const CPF = "529.982.247-25";

let desk: Desk;
let practice: ReturnType<typeof openPractice>;
beforeAll(async () => {
  desk = await openDesk({ nats: true, redis: true });
  await ensureObjects(desk.api.broker.bus!, MEDIA.name, { maxAgeMs: 0, replicas: 1 });
  practice = openPractice(desk);
});
afterAll(() => desk[Symbol.asyncDispose]());

const ask = (subject: object, more: object = {}) =>
  desk.call("POST", "/api/v1/erasures", { body: { subject, reason: "pedido da titular" }, ...more });
const audited = async (entity: string, entityId: string) =>
  (await desk.call("GET", `/api/v1/audit?entity=${entity}&entityId=${entityId}`)).body.items.map(
    ({ action }: { action: string }) => action,
  );

test("a person is erased once a second administrator agrees, and only then; the certificate names no person", async () => {
  const { id } = await practice.patient("Selma Duarte Rios", { phone: `+${PHONE}`, cpf: CPF });
  // An attendant opened her conversation once.
  await desk.call("GET", `/api/v1/conversations/main/${PHONE}`);
  expect(await audited("conversation", `main:${PHONE}`)).not.toEqual([]);
  const asked = await ask({ kind: "patient", id });
  expect(asked).toMatchObject({ status: 201, body: { state: "requested", requestedBy: desk.users.admin } });
  expect(await ask({ kind: "patient", id })).toMatchObject({ status: 409, body: { code: "not-allowed-now" } });
  const at = `/api/v1/erasures/${asked.body.id}`;
  const own = await desk.call("POST", `${at}/approve`, { version: asked.body.version });
  expect(own, "one's own request").toMatchObject({ status: 409, body: { code: "not-allowed-now" } });
  expect(await desk.call("POST", `${at}/approve`), "which version").toMatchObject({ status: 428 });
  expect(await desk.call("GET", `${at}/certificate`), "there is none yet").toMatchObject({ status: 404 });

  const refused = await desk.call("POST", `${at}/refuse`, { version: asked.body.version });
  expect(refused, "nor is it turned down alone").toMatchObject({ status: 409 });
  // As another administrator asked for it.
  await desk.api.db.updateTable("erasures").set({ requestedBy: desk.users.operator }).execute();
  const { body: now } = await desk.call("GET", at);
  expect(await desk.call("POST", `${at}/approve`, { version: 99 })).toMatchObject({ status: 412 });
  const approved = await desk.call("POST", `${at}/approve`, { version: now.version });
  expect(approved).toMatchObject({ status: 200, body: { state: "approved", decidedBy: desk.users.admin } });
  const isDone = async () => (await findErasure(desk.api.db, asked.body.id))?.state === "done";
  await eventually(isDone, { deadlineMs: 30_000, what: "it is carried out" });
  expect((await desk.call("GET", at)).body).toMatchObject({ subject: null, step: null, problem: null });

  const { body } = await desk.call("GET", `${at}/certificate`);
  expect(body.page).toContain("# Certificado de apagamento");
  expect(body.certificate).toMatchObject({
    keptByLaw: null,
    searchedFor: ["número do cadastro", "CPF", "telefone", "nome completo"],
  });
  for (const word of [id, "Selma", "529982", PHONE]) expect(JSON.stringify(body)).not.toContain(word);
  expect(await audited("patient", id), "what the audit says of her").toEqual([]);
  expect(await desk.call("GET", `/api/v1/patients/${id}`)).toMatchObject({ status: 404 });
  expect(await audited("erasure", asked.body.id)).toEqual(
    expect.arrayContaining(["request-erasure", "approve-erasure", "read"]),
  );

  // An older list brings no erased person back by itself. They are known by CPF, or by phone and first name, which a
  // sister does not share.
  const rows = ["S. D. Rios;;529.982.247-25", `SELMA Rios;+${PHONE};`, `Sônia Rios;+${PHONE};`, "Vera Lins;;"];
  const send = (query: string) =>
    desk.call("POST", `/api/v1/patients/import?allowDuplicates=true&${query}`, {
      body: ["Nome;Telefone;CPF", ...rows].join("\n"),
      headers: { "content-type": "text/csv" },
    });
  const preview = await send("dryRun=true");
  expect(preview.body).toMatchObject({ erased: 2, planned: { create: 2 }, problems: [{ row: 2 }, { row: 3 }] });
  expect((await send("")).body, "nothing is entered without a word").toMatchObject({ imported: 0, erased: 2 });
  expect((await send("skipInvalid=true")).body).toMatchObject({ imported: 2, erased: 2 });
  rows.splice(1);
  const brought = await send("bringBackReason=voltou%20a%20ser%20paciente");
  expect(brought.body, JSON.stringify(brought.body)).toMatchObject({ imported: 1, erased: 0, problems: [] });
  const { items } = (await desk.call("GET", "/api/v1/audit?action=import&limit=1&dir=desc")).body;
  expect(items[0].changes).toMatchObject({ bringBackReason: "voltou a ser paciente" });
});

test("an unknown person, or a contact from which several people write, cannot be asked to be erased; a request may be turned down", async () => {
  const unknown = await ask({ kind: "patient", id: "0190a000-0000-7000-8000-00000000ffff" });
  expect(unknown).toMatchObject({ status: 422, body: { code: "unknown-reference" } });
  const phone = "5511987650009";
  const first = await practice.patient("Rita Antunes", { phone: `+${phone}` });
  await insertRow(desk.api.db, "patients", { name: "Rui Antunes", phone: `+${phone}` });
  expect(await ask({ kind: "contact", contact: phone })).toMatchObject({ status: 409 });

  const subject = { kind: "patient" as const, subject: first.id as string };
  const row = await requestErasure(desk.api.db, { ...subject, reason: "x", requestedBy: desk.users.operator });
  const at = `/api/v1/erasures/${row?.id}/refuse`;
  const refused = await desk.call("POST", at, { version: row?.version ?? 0 });
  expect(refused).toMatchObject({ status: 200, body: { state: "refused", subject: null } });
  expect(await desk.call("GET", `/api/v1/patients/${first.id}`), "she is there").toMatchObject({ status: 200 });
  const list = await desk.call("GET", "/api/v1/erasures?state=refused");
  expect(list.body.items).toMatchObject([{ id: row?.id }]);
});

test("everything about a person is one file and one page, with others' names masked, and that it was made is audited", async () => {
  const phone = "5511987650004";
  const { id } = await practice.patient("Teo Albuquerque", { cpf: "111.444.777-35", phone: `+${phone}` });
  await practice.guardian(id, "Noêmia Albuquerque", { custody: "sole" });
  const side = { db: desk.api.db, schema: LIVE };
  const at = "2026-05-01T12:00:00.000Z";
  const row = { channel: "main", contactKey: phone };
  const message = { author: "patient", at, kind: "text", media: null, turnSeq: null, commandIndex: null } as const;
  await writeRows(side, "messages", [
    {
      ...row,
      ...message,
      id: "m1",
      text: "quero uma consulta",
      inboundSeq: 1,
      messageId: "M1",
      editedAt: null,
      revokedAt: null,
      details: null,
    },
  ]);
  const consent = { purpose: "privacy", act: "informed", at, eventId: "e1", eventSeq: 1, rule: "privacy" };
  await writeRows(side, "consents", [
    { ...row, ...consent, turnSeq: 1, flowVersion: "f1", wording: "Tudo fica com a equipe." },
    { ...row, ...consent, turnSeq: 2, purpose: "messages", act: "given", flowVersion: "f1", wording: null },
    {
      ...row,
      ...consent,
      turnSeq: 3,
      purpose: "messages",
      act: "withdrawn",
      at: "2026-06-01T12:00:00.000Z",
      flowVersion: "f1",
      wording: null,
    },
  ]);

  const { status, body } = await desk.call("GET", `/api/v1/patients/${id}/access`);
  expect(status).toBe(200);
  expect(body.sections).toMatchObject({
    records: [{ name: "Teo Albuquerque", cpf: "11144477735" }],
    relations: [{ otherName: "N. A.", relation: "mother" }],
    messages: [{ text: "quero uma consulta" }],
  });
  for (const words of ["quero uma consulta", "Tudo fica com a equipe.", "01/05/2026", "N. A."])
    expect(body.page).toContain(words);
  expect(JSON.stringify(body)).not.toContain("Noêmia");
  expect(await audited("patient", id)).toContain("access");

  const consents = await desk.call("GET", `/api/v1/patients/${id}/consents`, { as: "attendant" });
  expect(consents.body.items).toMatchObject([
    { purpose: "privacy", act: "informed", withdrawnAt: null, eventId: "e1", flowVersion: "f1" },
    { purpose: "messages", act: "given", withdrawnAt: "2026-06-01T12:00:00.000Z" },
    { purpose: "messages", act: "withdrawn" },
  ]);
  expect(await desk.call("GET", `/api/v1/patients/${id}/access`, { as: "attendant" })).toMatchObject({ status: 403 });
});
