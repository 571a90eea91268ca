import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AGENDA_ROWS_MAX, FILTER_VALUES_MAX, FREE_TIMES_MAX } from "../src/limits.ts";
import { WEEKDAYS } from "../src/schemas/working-hours.ts";
import { type Desk, type Json, openDesk } from "./desk.ts";
import { openPractice } from "./practice.ts";

let desk: Desk;
let practice: ReturnType<typeof openPractice>;
beforeAll(async () => {
  desk = await openDesk();
  practice = openPractice(desk);
  const day = [{ opens: "08:00", closes: "18:00" }];
  const week = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: [], sunday: [] };
  const hours = { timeZone: "America/Sao_Paulo", ...week };
  await desk.call("PUT", "/api/v1/settings/business-hours", { version: 0, body: hours });
  await desk.call("PUT", "/api/v1/holidays/2031-03-04", { version: 0, body: { name: "Carnaval" } });
});
afterAll(() => desk[Symbol.asyncDispose]());

const get = (path: string, query: Record<string, string | string[]>) => {
  const pairs = Object.entries(query).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
  return desk.call("GET", `/api/v1/${path}?${new URLSearchParams(pairs)}`);
};
const range = (query: Record<string, string | string[]>) => get("appointments/range", query);
const slots = (query: Record<string, string | string[]>) => get("slots", query);
/** A week of March 2031, from Monday; Tuesday is a holiday. */
const WEEK = { from: "2031-03-03T03:00:00Z", to: "2031-03-10T03:00:00Z" };
const at = (day: number, time: string) => `2031-03-0${day}T${time}:00-03:00`;
const utc = (day: number, time: string) => new Date(at(day, time)).toISOString();

describe("the range of a calendar", () => {
  let nair: Json;
  let ivo: Json;
  let fono: Json;
  let rest: Json;
  beforeAll(async () => {
    fono = await practice.service({ texts: { pt: { name: "Fonoaudiologia" } }, color: "#0ea5e9", durationMinutes: 40 });
    rest = await practice.service();
    nair = await practice.professional("Dra. Nair", {
      serviceIds: [fono.id],
      workingHours: [
        { weekday: "monday", opens: "08:00", closes: "12:00" },
        { weekday: "tuesday", opens: "08:00", closes: "12:00" },
        { weekday: "wednesday", opens: "13:00", closes: "20:00" },
      ],
      absences: [{ startsAt: at(5, "14:00"), endsAt: at(5, "15:00"), reason: "Reunião" }],
    });
    ivo = await practice.professional("Dr. Ivo");
  });

  test("is told whole: whom the desk calls, colours, hours, absences and holidays", async () => {
    const patient = await practice.patient("Théo", { phone: "11 98765-4321", insurance: "Amil" });
    await practice.guardian(patient.id, "Avó", { contactPreference: "allowed" }, { phone: "11 91111-2222" });
    await practice.guardian(patient.id, "Lívia", { contactPreference: "preferred" }, { phone: "11 92222-3333" });
    const { body: made } = await practice.book({ patient, professional: nair, service: fono }, at(3, "08:00"));
    const { status, body } = await range(WEEK);
    expect(status).toBe(200);
    expect(body).toMatchObject({ timeZone: "America/Sao_Paulo", isComplete: true });
    expect(body.appointments).toMatchObject([
      {
        id: made.id,
        ...{ patient: "Théo", patientPhone: "+5511987654321", insurance: "Amil", durationMinutes: 40, version: 1 },
        guardian: { name: "Lívia", phone: "+5511922223333" },
        ...{ service: "Fonoaudiologia", serviceColor: "#0ea5e9", professional: "Dra. Nair", state: "scheduled" },
      },
    ]);
    expect(body.professionals).toMatchObject([{ name: "Dr. Ivo", workingHours: [] }, { name: "Dra. Nair" }]);
    expect(body.professionals[1]).toMatchObject({
      absences: [{ startsAt: utc(5, "14:00"), reason: "Reunião" }],
      working: [
        { startsAt: utc(3, "08:00"), endsAt: utc(3, "12:00") },
        { startsAt: utc(5, "13:00"), endsAt: utc(5, "14:00") },
        { startsAt: utc(5, "15:00"), endsAt: utc(5, "18:00") },
      ],
    });
    expect(body.professionals[0].working, "the clinic's, on four days").toHaveLength(4);
    expect(body.open).toEqual(body.professionals[0].working);
    expect(body.holidays).toEqual([{ day: "2031-03-04", name: "Carnaval", open: [] }]);
  });

  test("takes several values of a filter, and shows who has something in it though they left", async () => {
    const [patient, gone] = [await practice.patient("Nina"), await practice.professional("Dra. Foi")];
    const { body: one } = await practice.book({ patient, professional: gone, service: rest }, at(6, "09:00"));
    const { body: two } = await practice.book({ patient, professional: ivo, service: fono }, at(6, "10:00"));
    // Today the API asks what becomes of visits to come; some left before it did.
    await desk.api.db.updateTable("professionals").set({ active: false }).where("id", "=", gone.id).execute();
    await desk.call("POST", `/api/v1/appointments/${two.id}/state`, { version: 1, body: { state: "confirmed" } });
    const thursday = { from: at(6, "00:00"), to: at(7, "00:00") };
    const found = async (query: Record<string, string | string[]>) => {
      const { body } = await range({ ...thursday, ...query });
      return body.appointments.map(({ id }: Json) => id);
    };
    expect(await found({})).toEqual([one.id, two.id]);
    expect(await found({ professionalId: ivo.id })).toEqual([two.id]);
    expect(await found({ professionalId: [ivo.id, gone.id] })).toEqual([one.id, two.id]);
    expect(await found({ state: ["confirmed", "cancelled"] })).toEqual([two.id]);
    expect(await found({ serviceId: [fono.id, rest.id], modality: "in-person" })).toEqual([]);
    const names = async (query: Record<string, string | string[]>) =>
      (await range({ ...thursday, ...query })).body.professionals.map(({ name }: Json) => name);
    expect(await names({})).toEqual(["Dr. Ivo", "Dra. Foi", "Dra. Nair"]);
    expect(await names({ professionalId: [gone.id] })).toEqual(["Dra. Foi"]);
    const friday = await range({ from: at(7, "00:00"), to: at(8, "00:00") });
    expect(friday.body.professionals.map(({ name }: Json) => name)).toEqual(["Dr. Ivo", "Dra. Nair"]);
  });

  test.each([
    ["46 days", { from: "2031-03-01T00:00:00Z", to: "2031-04-16T00:00:00Z" }, 400],
    ["45 days", { from: "2031-03-01T00:00:00Z", to: "2031-04-15T00:00:00Z" }, 200],
    ["backwards", { from: "2031-03-02T00:00:00Z", to: "2031-03-01T00:00:00Z" }, 400],
    ["another state", { ...WEEK, state: "perhaps" }, 400],
  ])("%s", async (_what, query, status) => {
    expect(await range(query)).toMatchObject({ status });
  });
});

test("an answer that cannot hold everything says so", async () => {
  await using full = await openDesk();
  const there = openPractice(full);
  const [patient, service] = [await there.patient("Uma"), await there.service({ durationMinutes: 5 })];
  const always = WEEKDAYS.map((weekday) => ({ weekday, opens: "00:00", closes: "23:59" }));
  const professional = await there.professional("Dra. Sempre", { serviceIds: [service.id], workingHours: always });
  const month = { from: "2031-03-01T00:00:00Z", to: "2031-04-01T00:00:00Z" };
  const query = (more: object = {}) => new URLSearchParams({ ...month, ...more });
  const { body: free } = await full.call("GET", `/api/v1/slots?${query({ serviceId: service.id })}`);
  expect([free.items.length, free.isComplete]).toEqual([FREE_TIMES_MAX, false]);
  const book = (from: number, count: number) =>
    sql`
      insert into appointments (patient_id, professional_id, service_id, starts_at, ends_at, modality)
      select ${patient.id}, ${professional.id}, ${service.id}, at, at + interval '5 minutes', 'online'
      from generate_series(${from}::integer, ${from + count - 1}::integer) n,
        lateral (select timestamptz '2031-03-01 00:00:00Z' + n * interval '5 minutes' as at) t`.execute(full.api.db);
  await book(0, AGENDA_ROWS_MAX);
  const read = async () => (await full.call("GET", `/api/v1/appointments/range?${query()}`)).body;
  const all = await read();
  expect([all.appointments.length, all.isComplete]).toEqual([AGENDA_ROWS_MAX, true]);
  await book(AGENDA_ROWS_MAX, 1);
  const most = await read();
  expect([most.appointments.length, most.isComplete]).toEqual([AGENDA_ROWS_MAX, false]);
}, 60_000);

test.each([
  [FILTER_VALUES_MAX, 200],
  [FILTER_VALUES_MAX + 1, 400],
])("a filter of %i values", async (count, status) => {
  const names = Array.from({ length: count }, (_, n) => ({ name: `Profissional ${n} de ${count}` }));
  const made = await desk.api.db.insertInto("professionals").values(names).returning("id").execute();
  const ids = made.map(({ id }) => id);
  expect(await range({ ...WEEK, professionalId: ids })).toMatchObject({ status });
});

describe("free times", () => {
  let service: Json;
  let nair: Json;
  const timesOf = ({ body }: { body: Json }, of: Json) =>
    body.items
      .filter(({ professionalId }: Json) => professionalId === of.id)
      .map(({ startsAt }: Json) => startsAt.slice(8, 16));
  beforeAll(async () => {
    service = await practice.service({ durationMinutes: 50, modality: "online" });
    nair = await practice.professional("Dra. Livre", {
      serviceIds: [service.id],
      workingHours: ["monday", "tuesday"].map((weekday) => ({ weekday, opens: "08:00", closes: "11:00" })),
      absences: [{ startsAt: "2031-03-17T08:00:00-03:00", endsAt: "2031-03-17T12:00:00-03:00" }],
    });
  });

  test("are what hours, holidays, absences and appointments leave", async () => {
    const asked = { serviceId: service.id, from: "2031-03-03T03:00:00Z", to: "2031-03-19T03:00:00Z" };
    const first = await slots(asked);
    expect(first.body).toMatchObject({ durationMinutes: 50, isComplete: true, timeZone: "America/Sao_Paulo" });
    expect(timesOf(first, nair), "not on the holiday of the 4th, nor the absence of the 17th").toEqual(
      ["03T11:00", "03T11:50", "03T12:40", "10T11:00", "10T11:50", "10T12:40"].concat(
        ["11T11:00", "11T11:50", "11T12:40"],
        ["18T11:00", "18T11:50", "18T12:40"],
      ),
    );
    const patient = await practice.patient("Ocupa");
    const who = { patient, professional: nair, service };
    const { body: made } = await practice.book(who, "2031-03-10T08:30:00-03:00", { durationMinutes: 30 });
    const tenth = { serviceId: service.id, from: "2031-03-10T03:00:00Z", to: "2031-03-11T03:00:00Z" };
    expect(timesOf(await slots(tenth), nair)).toEqual(["10T12:00", "10T12:50"]);
    expect(timesOf(await slots({ ...tenth, exceptId: made.id }), nair), "one that is to be moved").toHaveLength(3);
    await desk.call("POST", `/api/v1/appointments/${made.id}/state`, { version: 1, body: { state: "cancelled" } });
    expect(timesOf(await slots(tenth), nair)).toHaveLength(3);
    expect(timesOf(await slots({ ...tenth, durationMinutes: "90" }), nair)).toEqual(["10T11:00", "10T12:30"]);
  });

  test("are of those who give the service, or of those who are asked for", async () => {
    const other = await practice.professional("Dr. Outro");
    const asked = { serviceId: service.id, from: "2031-03-12T03:00:00Z", to: "2031-03-13T03:00:00Z" };
    expect((await slots(asked)).body.professionals).toEqual([{ id: nair.id, name: "Dra. Livre", hasHours: true }]);
    const named = await slots({ ...asked, professionalId: [other.id] });
    expect(timesOf(named, other)).toHaveLength(12);
    await desk.call("DELETE", `/api/v1/professionals/${other.id}`, { version: 1 });
    expect((await slots({ ...asked, professionalId: other.id })).body).toMatchObject({ items: [], professionals: [] });
  });

  test("are none of a time that is over, of another way to meet, or of a service that is gone", async () => {
    const day = { from: "2031-03-10T03:00:00Z", to: "2031-03-11T03:00:00Z" };
    const past = { from: "2021-03-01T03:00:00Z", to: "2021-03-30T03:00:00Z" };
    expect((await slots({ serviceId: service.id, ...past })).body.items).toEqual([]);
    const wrongWay = await slots({ serviceId: service.id, ...day, modality: "in-person" });
    expect(wrongWay).toMatchObject({ status: 400, body: { errors: [{ path: "query.modality" }] } });
    expect(await slots({ serviceId: service.id, ...day, modality: "online" })).toMatchObject({ status: 200 });
    expect(await slots({ serviceId: nair.id, ...day })).toMatchObject({ status: 422 });
    expect(await slots({ serviceId: service.id, ...day, to: "2031-04-11T03:00:00Z" }), "32 days").toMatchObject({
      status: 400,
    });
  });

  test("are not guessed where no working hours are known", async () => {
    await using bare = await openDesk();
    const there = openPractice(bare);
    const offered = await there.service();
    const { id } = await there.professional("Dra. Sem Horário", { serviceIds: [offered.id] });
    const query = new URLSearchParams({ serviceId: offered.id, ...WEEK });
    const { body } = await bare.call("GET", `/api/v1/slots?${query}`);
    expect(body).toMatchObject({ items: [], professionals: [{ id, hasHours: false }] });
  });
});
