import { LIVE, writeRows } from "@acolhe/database/projection";
import { afterAll, beforeAll, expect, test } from "vitest";
import { captureLead, type Desk, openDesk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const create = async (url: string, body: object): Promise<string> => {
  const { status, body: made } = await desk.call("POST", `/api/v1/${url}`, { body, as: "attendant" });
  expect(status, JSON.stringify(made)).toBe(201);
  return made.id;
};

test("a record tells in one request who writes for the patient, what is to come, what the bot captured and what was done", async () => {
  const contactKey = "5521977776666";
  const child = await create("patients", { name: "Théo Batista", birthDate: "2018-02-03" });
  const father = await create("guardians", { name: "Otto Batista", phone: `+${contactKey}` });
  const link = { relation: "father", custody: "none", contactPreference: "emergency-only" };
  await desk.call("PUT", `/api/v1/patients/${child}/guardians/${father}`, { version: 0, body: link, as: "attendant" });
  const { db } = desk.api;
  await db
    .insertInto("read.conversations")
    .values({
      ...{ channel: "main", contactKey, firstTurnSeq: 1, turnSeq: 1, turnCount: 1, mode: "human", language: "pt" },
      ...{ optedOut: false, lastMessageAt: "2026-01-10T12:00:00Z" },
    })
    .execute();
  await writeRows({ db, schema: LIVE }, "messages", [
    {
      ...{ channel: "main", contactKey, id: "e", author: "patient", at: "2026-01-10T12:00:00Z", kind: "text" },
      ...{ text: "oi", media: null, inboundSeq: 1, turnSeq: null, commandIndex: null, messageId: null },
      ...{ details: null, editedAt: null, revokedAt: null },
    },
  ]);
  await captureLead(desk, { id: "0190a000-0000-7000-8000-000000000001", contactKey, service: "psicologia" });
  await desk.call("PATCH", `/api/v1/patients/${child}`, {
    ...{ version: 1, body: { name: "Théo Batista", birthDate: "2018-02-03", phone: "11 98765-4321" } },
  });

  const { status, body } = await desk.call("GET", `/api/v1/patients/${child}/record`, { as: "attendant" });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    patient: { id: child, version: 2, guardians: [{ id: father, ...link }] },
    conversations: [
      {
        ...{ contactKey, mode: "human", last: { author: "patient", text: "oi" } },
        writers: [{ kind: "guardian", id: father, name: "Otto Batista", ...link }],
      },
    ],
    appointments: { upcoming: [], past: [] },
    leads: [{ service: "psicologia", status: "new" }],
  });
  const said = body.history.map(({ sentence, fields }: { sentence: string; fields: string[] }) => [
    sentence.replace(/ em \d+º? de .*/, ""),
    fields,
  ]);
  expect(said).toEqual([
    ["admin mudou o telefone", ["phone"]],
    ["attendant registrou Otto Batista como responsável", []],
    ["attendant criou o cadastro", []],
  ]);
  expect(JSON.stringify(body.history), "what a field says is not told").not.toContain("98765");

  const guardian = await desk.call("GET", `/api/v1/guardians/${father}/record`, { as: "attendant" });
  expect(guardian.body).toMatchObject({
    guardian: { id: father, patients: [{ id: child, ...link }] },
    conversations: [{ contactKey, writers: [{ kind: "guardian", id: father }] }],
    leads: [{ service: "psicologia" }],
    history: [{ action: "create" }],
  });
  expect(guardian.body, "what is written about the child stays in the child's record").not.toHaveProperty("notes");
});

test("reading a record is in the audit, and only for those who may", async () => {
  const id = await create("patients", { name: "Zilda Rocha" });
  expect(await desk.call("GET", `/api/v1/patients/${id}/record`, { as: "analyst" })).toMatchObject({ status: 403 });
  await desk.call("GET", `/api/v1/patients/${id}/record`, { as: "attendant" });
  const { body } = await desk.call("GET", `/api/v1/audit?entity=patient&entityId=${id}`);
  expect(body.items).toMatchObject([
    { action: "read", user: "attendant" },
    { action: "refused", user: "analyst" },
    { action: "create" },
  ]);
  expect(await desk.call("GET", `/api/v1/patients/${desk.users.admin}/record`)).toMatchObject({ status: 404 });
});
