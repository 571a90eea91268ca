import { afterAll, beforeAll, expect, test } from "vitest";
import { BULK_MAX } from "../src/limits.ts";
import { captureLead, type Desk, openDesk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ nats: true });
});
afterAll(() => desk[Symbol.asyncDispose]());

const NOBODY = "0190a000-0000-7000-8000-00000000ffff";
const patient = async (name: string) => (await desk.call("POST", "/api/v1/patients", { body: { name } })).body.id;

test("each row has its own result, in the order asked; what fails undoes only itself", async () => {
  const [one, two] = [await patient("Um Ferraz"), await patient("Dois Ferraz")];
  const rows = [
    { id: two, version: 1 },
    { id: NOBODY, version: 1 },
    { id: one, version: 7 },
  ];
  const answer = await desk.call("POST", "/api/v1/patients/bulk/delete", { body: { rows } });
  expect(answer).toMatchObject({
    status: 200,
    body: {
      ...{ done: 1, failed: 2 },
      results: [
        { id: two, ok: true },
        { id: NOBODY, ok: false, code: "not-found" },
        { id: one, ok: false, code: "version-mismatch" },
      ],
    },
  });
  expect((await desk.call("GET", `/api/v1/patients/${two}`)).body.deletedAt).not.toBeNull();
  expect((await desk.call("GET", `/api/v1/patients/${one}`)).body.deletedAt).toBeNull();
  const { items } = (await desk.call("GET", "/api/v1/audit?entity=patient&action=delete")).body;
  expect(items.map(({ entityId }: { entityId: string }) => entityId)).toEqual([two]);
});

test("tags: a patient who is not there fails alone", async () => {
  const id = await patient("Três Ferraz");
  const tag = await desk.call("POST", "/api/v1/tags", { body: { name: "Retorno" } });
  const body = { patientIds: [NOBODY, id], add: [tag.body.id] };
  const answer = await desk.call("POST", "/api/v1/patients/bulk/tags", { body, as: "attendant" });
  expect(answer.body.results).toMatchObject([
    { id: NOBODY, ok: false, code: "not-found" },
    { id, ok: true },
  ]);
  expect((await desk.call("GET", `/api/v1/patients/${id}`)).body.tags).toMatchObject([{ name: "Retorno" }]);
});

test("leads are assigned and put aside together; a repeated request is done once", async () => {
  const ids = [1, 2].map((n) => `0190a000-0000-7000-8000-00000000000${n}`);
  for (const [turnSeq, id] of ids.entries()) await captureLead(desk, { id, turnSeq });
  const rows = ids.map((id) => ({ id, version: 0 }));
  const assign = () =>
    desk.call("POST", "/api/v1/leads/bulk/assign", {
      body: { rows, assigneeId: desk.users.attendant },
      headers: { "idempotency-key": "assign-both" },
    });
  expect((await assign()).body).toMatchObject({ done: 2, failed: 0 });
  expect((await assign()).body, "the first one's answer").toMatchObject({ done: 2, failed: 0 });
  const again = await desk.call("POST", "/api/v1/leads/bulk/discard", { body: { rows, reason: "trote" } });
  expect(again.body, "the first request won").toMatchObject({ done: 0, failed: 2 });
  const seen = ids.map((id) => ({ id, version: 1 }));
  await desk.call("POST", "/api/v1/leads/bulk/discard", { body: { rows: seen, reason: "trote" } });
  expect((await desk.call("GET", "/api/v1/leads?status=discarded")).body.total).toBe(2);
});

test("a day's appointments are cancelled together, except the one that is over", async () => {
  const service = await desk.call("POST", "/api/v1/services", {
    body: { slug: "fono", texts: { pt: { name: "Fono" } }, durationMinutes: 40, modality: "online" },
  });
  const professional = await desk.call("POST", "/api/v1/professionals", { body: { name: "Dra. Íris" } });
  const ids: string[] = [];
  for (const hour of [9, 10]) {
    const startsAt = `2030-05-06T${String(hour).padStart(2, "0")}:00:00Z`;
    const body = { patientId: await patient(`Hora ${hour}`), serviceId: service.body.id };
    const booked = { ...body, professionalId: professional.body.id, startsAt, modality: "online" };
    ids.push((await desk.call("POST", "/api/v1/appointments", { body: booked })).body.id);
  }
  await desk.call("POST", `/api/v1/appointments/${ids[1]}/state`, { body: { state: "cancelled" }, version: 1 });
  const rows = [
    { id: ids[0], version: 1 },
    { id: ids[1], version: 2 },
  ];
  const body = { rows, state: "cancelled", reason: "Profissional doente" };
  const { results } = (await desk.call("POST", "/api/v1/appointments/bulk/state", { body })).body;
  expect(results).toMatchObject([{ ok: true }, { ok: false, code: "not-allowed-now" }]);
  const first = await desk.call("GET", `/api/v1/appointments/${ids[0]}`);
  expect(first.body).toMatchObject({ state: "cancelled", reason: "Profissional doente" });
});

test("many conversations are paused together, each in its own log", async () => {
  const contacts = ["5511900000001", "5511900000002"].map((contact) => ({ channel: "main", contact }));
  const answer = await desk.call("POST", "/api/v1/conversations/bulk/pause", { body: { contacts }, as: "operator" });
  expect(answer.body).toMatchObject({ done: 2, results: [{ id: "main:5511900000001" }, { id: "main:5511900000002" }] });
  const { state } = await desk.api.broker.bus!.jsm.streams.info("INBOUND");
  expect(state.messages).toBe(2);
});

test("many contacts are blocked for one reason, except who is blocked already, and their blocks lifted together", async () => {
  const contacts = ["5511900000003", "5511900000004"].map((contact) => ({ channel: "main", contact }));
  const first = { channel: "main", contactKey: contacts[0]!.contact, reason: "trote" };
  expect(await desk.call("POST", "/api/v1/blocks", { body: first })).toMatchObject({ status: 201 });
  const body = { contacts, reason: "propaganda" };
  const past = { ...body, until: "2020-01-01T00:00:00Z" };
  const url = "/api/v1/blocks/bulk/block";
  expect(await desk.call("POST", url, { body: past })).toMatchObject({ status: 400 });
  const blocked = await desk.call("POST", url, { body, as: "operator" });
  expect(blocked.body.results).toEqual([
    { id: "main:5511900000003", ok: false, code: "already-exists", detail: "Este contato já está bloqueado." },
    { id: "main:5511900000004", ok: true },
  ]);
  const inForce = async () => (await desk.call("GET", "/api/v1/blocks?inForce=true&channel=main")).body.items;
  const ids = (await inForce()).map(({ id }: { id: string }) => id);
  expect(ids).toHaveLength(2);
  const lifted = await desk.call("POST", "/api/v1/blocks/bulk/lift", { body: { ids: [...ids, NOBODY] } });
  expect(lifted.body).toMatchObject({
    done: 2,
    failed: 1,
    results: [{ ok: true }, { ok: true }, { code: "not-found" }],
  });
  expect(await inForce()).toEqual([]);
  const { state } = await desk.api.broker.bus!.jsm.streams.info("INBOUND", {
    subjects_filter: "inbound.*.main.5511900000004.>",
  });
  expect(Object.values(state.subjects ?? {})).toEqual([2]);
});

test("a bulk action takes 200 rows and not one more", async () => {
  const rows = (count: number) => ({ rows: Array.from({ length: count }, () => ({ id: NOBODY, version: 1 })) });
  const url = "/api/v1/guardians/bulk/delete";
  expect(await desk.call("POST", url, { body: rows(BULK_MAX) })).toMatchObject({
    status: 200,
    body: { failed: BULK_MAX },
  });
  expect(await desk.call("POST", url, { body: rows(BULK_MAX + 1) })).toMatchObject({ status: 400 });
});
