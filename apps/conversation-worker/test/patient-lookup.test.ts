import { createServer } from "node:net";
import { realHost } from "@acolhe/bus";
import { connectDatabase, deleteRow, insertRow, LOOKUP_ROLE, migrate, patientCard, updateRow } from "@acolhe/database";
import type { ContactKey } from "@acolhe/events";
import { startLocalPostgres, temporaryDirectory } from "@acolhe/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPatientLookup, FRESH_MS, REST_MS } from "../src/gather/patient-lookup.ts";
import { hireWorker, message, openDesk, put, texts, untilTurns } from "./desk.ts";

const MARIA = "5521977776666" as ContactKey;
/** Far above what an answer takes on a busy machine; the bound itself is tested with one of its own. */
const PATIENT = 10_000;

const disposed = new AsyncDisposableStack();
let records: Awaited<ReturnType<typeof openRecords>>;
beforeAll(async () => {
  records = await openRecords();
});
afterAll(() => disposed.disposeAsync());

/** A PostgreSQL of its own, so that it can be killed. */
async function openRecords() {
  const directory = disposed.use(await temporaryDirectory());
  const server = await startLocalPostgres({ dir: directory.path });
  disposed.defer(() => server.stop());
  const url = new URL(server.url);
  url.pathname = "clinic";
  await migrate(url.href);
  const db = connectDatabase({ url: url.href, name: "test" });
  disposed.defer(() => db.destroy());
  return { db, server, url: url.href };
}

const readAs = (url: string) => {
  const db = connectDatabase({ url, name: "test", readAs: LOOKUP_ROLE, patienceMs: PATIENT });
  disposed.defer(() => db.destroy());
  return db;
};

test("the role of the lookup may ask who writes, and nothing else", async () => {
  const db = readAs(records.url);
  expect(await patientCard(db, "5511900000000")).toBeNull();
  await expect(db.selectFrom("patients").selectAll().execute()).rejects.toThrow(/permission denied/);
  await expect(insertRow(db, "tags", { name: "x" })).rejects.toThrow(/read-only|permission denied/);
});

test("L2: an edited patient is seen within ten seconds, an erased one as well", async () => {
  const { id } = await insertRow(records.db, "patients", { name: "Maria Silva", phone: `+${MARIA}` });
  let now = 0;
  const db = readAs(records.url);
  const of = createPatientLookup({
    read: (who) => patientCard(db, who),
    waitMs: PATIENT,
    host: { ...realHost, now: () => now },
  });
  expect((await of(MARIA)).card).toMatchObject({ name: "Maria Silva", patients: [{ id, relation: "self" }] });
  await updateRow(records.db, "patients", { id, version: 1 }, { socialName: "Mara Silva" });
  expect((await of(MARIA)).card?.name, "still fresh").toBe("Maria Silva");
  now += FRESH_MS;
  expect((await of(MARIA)).card?.name).toBe("Mara Silva");
  await deleteRow(records.db, "patients", { id, version: 2 });
  now += FRESH_MS;
  expect(await of(MARIA)).toEqual({});
});

test("who asks for an appointment is told of the next with whom, where and its link, also while it is under way", async () => {
  const contact = "5521977775555" as ContactKey;
  const patient = await insertRow(records.db, "patients", { name: "Davi Reis", phone: `+${contact}` });
  const professional = await insertRow(records.db, "professionals", { name: "Dra. Nair" });
  const texts = { pt: { name: "Psicologia" } };
  const offered = { slug: "psicologia", texts, durationMinutes: 50, modality: "both" } as const;
  const service = await insertRow(records.db, "services", offered);
  const minutes = (many: number) => new Date(Date.now() + many * 60_000).toISOString();
  const book = (from: number, more: { modality: "online" | "in-person"; link?: string }) =>
    insertRow(records.db, "appointments", {
      ...{ patientId: patient.id, professionalId: professional.id, serviceId: service.id },
      ...{ startsAt: minutes(from), endsAt: minutes(from + 50), ...more },
    });
  let now = 0;
  const db = readAs(records.url);
  const of = createPatientLookup({
    read: (who) => patientCard(db, who),
    waitMs: PATIENT,
    host: { ...realHost, now: () => now },
  });
  const next = async () => {
    now += FRESH_MS;
    return (await of(contact)).card?.patients[0]?.appointment;
  };
  await book(-60, { modality: "online" });
  expect(await next(), "over").toBeUndefined();
  const { id: later } = await book(3_000, { modality: "in-person" });
  const told = { service: "Psicologia", professional: "Dra. Nair" };
  expect(await next()).toEqual({ id: later, at: expect.any(Number), ...told, modality: "clinic" });
  const link = "https://video.example/sala";
  const { id: underWay } = await book(-5, { modality: "online", link });
  expect(await next()).toEqual({ id: underWay, at: expect.any(Number), ...told, modality: "video", link });
});

test("L1, L3: records that hang are waited for three times, then not at all for a while", async () => {
  const hanging = createServer(() => {});
  await new Promise<void>((resolve) => void hanging.listen(0, "127.0.0.1", resolve));
  disposed.defer(() => void hanging.close());
  const { port } = hanging.address() as { port: number };
  const db = connectDatabase({ url: `postgres://x@127.0.0.1:${port}/x`, name: "test", patienceMs: 500 });
  disposed.defer(() => db.destroy());
  let now = 0;
  const answers: string[] = [];
  const of = createPatientLookup({
    read: (who) => patientCard(db, who),
    waitMs: 20,
    host: { ...realHost, now: () => now },
    onAnswer: (how) => void answers.push(how),
  });
  for (const last of ["1", "2", "3", "4", "5"])
    expect(await of(`551190000000${last}` as ContactKey)).toEqual({ silent: true });
  expect(answers.filter((how) => how === "late")).toHaveLength(3);
  now += REST_MS;
  expect(await of("5511900000006" as ContactKey)).toEqual({ silent: true });
  expect(
    answers.filter((how) => how === "late"),
    "asked again",
  ).toHaveLength(4);
});

test("L3: of a contact without a conversation what was read before counts no more, since it may have been erased", async () => {
  let now = 0;
  let isHanging = false;
  const card = { name: "Maria Lopes", patients: [] };
  const of = createPatientLookup({
    read: () => (isHanging ? new Promise(() => {}) : Promise.resolve(card)),
    waitMs: 1,
    host: { ...realHost, now: () => now },
  });
  expect(await of(MARIA)).toEqual({ card });
  now += FRESH_MS;
  isHanging = true;
  expect(await of(MARIA), "amid a conversation").toEqual({ card });
  expect(await of(MARIA, { isFirst: true })).toEqual({ silent: true });
});

test("L1: the answer about a greeted patient is waited for longer, and a wait in vain is counted", async () => {
  const held: Array<(card: unknown) => void> = [];
  const answers: string[] = [];
  const of = createPatientLookup({
    read: () => new Promise((resolve) => void held.push(resolve)),
    waitMs: 1,
    host: { ...realHost, now: () => 0 },
    onAnswer: (how) => void answers.push(how),
  });
  expect(await of(MARIA), "an answer does not wait").toEqual({ silent: true });
  expect(answers).toEqual(["late"]);
  const greeting = of("5521977774444" as ContactKey, { greets: true });
  expect(await greeting).toEqual({ silent: true });
  expect(answers).toEqual(["late", "late", "greeted-unread"]);
  const patient = createPatientLookup({
    read: async () => ({ name: "Ana", patients: [] }),
    waitMs: PATIENT,
    host: { ...realHost, now: () => 0 },
  });
  expect(await patient(MARIA, { greets: true })).toEqual({ card: { name: "Ana", patients: [] } });
});

test("with PostgreSQL gone, who was read stays known and others are greeted as new, without waiting", async () => {
  await using desk = await openDesk();
  const [known, unknown] = [desk.contact(), desk.contact()];
  for (const [name, { contact }] of [["Joana Prado", known] as const, ["Nair Lopes", unknown] as const])
    await insertRow(records.db, "patients", { name, phone: `+${contact}` });
  const db = readAs(records.url);
  const answers: string[] = [];
  const patientOf = createPatientLookup({
    read: (who) => patientCard(db, who),
    waitMs: PATIENT,
    host: realHost,
    onAnswer: (how) => void answers.push(how),
  });
  await using _worker = await hireWorker(desk.url, { patientOf });
  await put(desk.bus, message(known, "oi"));
  const [before] = await untilTurns(desk.bus, known, 1);
  expect(texts(before!).join("\n")).toContain("Joana");
  await records.server.kill("SIGKILL");
  await put(desk.bus, message(unknown, "oi"));
  const [greeted] = await untilTurns(desk.bus, unknown, 1);
  expect(greeted!.turn).toMatchObject({ outcome: "advanced", rule: "session-started" });
  expect(greeted!.turn.facts).toMatchObject({ recordsSilent: true });
  expect(greeted!.turn.facts.patient).toBeUndefined();
  expect(answers).toContain("greeted-unread");
  expect(texts(greeted!).join("\n")).not.toMatch(/Nair/);
  expect(texts(greeted!)).not.toEqual([]);
  await put(desk.bus, message(known, "menu"));
  const turns = await untilTurns(desk.bus, known, 2);
  expect(turns[1]!.turn.facts.patient?.name, "L3").toBe("Joana Prado");
  expect(answers[0]).toBe("known");
  expect(answers).not.toContain("late");
});
