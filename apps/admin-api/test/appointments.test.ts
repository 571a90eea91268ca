import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROUTE_ACCESS } from "../src/access/roles.ts";
import { type Desk, type Json, openDesk } from "./desk.ts";
import { openPractice } from "./practice.ts";

let desk: Desk;
let practice: ReturnType<typeof openPractice>;
let service: Json;
beforeAll(async () => {
  desk = await openDesk();
  practice = openPractice(desk);
  service = await practice.service();
});
afterAll(() => desk[Symbol.asyncDispose]());

const AT = "/api/v1/appointments";
const move = (id: string, version: number, body: object) => desk.call("PATCH", `${AT}/${id}`, { version, body });
const setState = (id: string, version: number, state: string) =>
  desk.call("POST", `${AT}/${id}/state`, { version, body: { state } });
const at = (time: string) => `2031-06-03T${time}:00-03:00`;
const utc = (time: string) => new Date(at(time)).toISOString();

describe("an hour that is taken", () => {
  let one: Json;
  let other: Json;
  let nair: Json;
  let ivo: Json;
  beforeAll(async () => {
    [one, other] = [await practice.patient("Téo"), await practice.patient("Nina", { socialName: "Nino" })];
    [nair, ivo] = [await practice.professional("Dra. Nair"), await practice.professional("Dr. Ivo")];
  });

  test("says what takes it, and whose time that is, and changes nothing", async () => {
    const { body: first } = await practice.book({ patient: one, professional: nair, service }, at("09:00"));
    const { body: second } = await practice.book({ patient: other, professional: ivo, service }, at("09:00"));
    const third = await practice.book({ patient: other, professional: nair, service }, at("09:15"));
    expect(third).toMatchObject({ status: 409, body: { code: "overlap", title: "Horário ocupado" } });
    expect(third.body.clashes).toHaveLength(2);
    expect(third.body.clashes).toEqual(
      expect.arrayContaining([
        {
          ...{ id: first.id, of: ["professional"], startsAt: utc("09:00"), endsAt: utc("09:30") },
          ...{ patientId: one.id, patient: "Téo", professionalId: nair.id, professional: "Dra. Nair" },
        },
        expect.objectContaining({ id: second.id, of: ["patient"], patient: "Nino", professional: "Dr. Ivo" }),
      ]),
    );
    expect((await desk.call("GET", `${AT}?patientId=${other.id}`)).body.total).toBe(1);
  });

  test("is told to who moves an appointment onto it, too; it stands in no way of itself", async () => {
    const { body: first } = await practice.book({ patient: one, professional: nair, service }, at("14:00"));
    const { body: second } = await practice.book({ patient: other, professional: nair, service }, at("15:00"));
    const onto = await move(second.id, 1, { startsAt: at("14:15") });
    expect(onto).toMatchObject({ status: 409, body: { clashes: [{ id: first.id, of: ["professional"] }] } });
    expect(await move(second.id, 1, { startsAt: at("15:10") })).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await move(second.id, 1, { startsAt: at("14:15") }), "an old version").toMatchObject({ status: 412 });
  });

  test("is free once that is cancelled, and told again to one who arrives after all", async () => {
    const { body: missed } = await practice.book({ patient: one, professional: nair, service }, at("17:00"));
    await setState(missed.id, 1, "no-show");
    const { body: taken } = await practice.book({ patient: other, professional: nair, service }, at("17:00"));
    const arrived = await setState(missed.id, 2, "arrived");
    expect(arrived).toMatchObject({ status: 409, body: { code: "overlap", clashes: [{ id: taken.id }] } });
    await setState(taken.id, 1, "cancelled");
    expect(await setState(missed.id, 2, "arrived")).toMatchObject({ status: 200 });
  });

  test("is given back with one press that was wrong, and held by what is over", async () => {
    const { body: row } = await practice.book({ patient: one, professional: nair, service }, at("16:00"));
    const steps = [
      "arrived",
      "completed",
      "arrived",
      "scheduled",
      "no-show",
      "arrived",
      "no-show",
      "arrived",
      "completed",
    ];
    for (const [index, state] of steps.entries())
      expect(await setState(row.id, index + 1, state), state).toMatchObject({ status: 200, body: { state } });
    const over = await move(row.id, steps.length + 1, { startsAt: at("16:30") });
    expect(over).toMatchObject({ status: 409, body: { code: "not-allowed-now" } });
  });

  test("is told to no role that may not read appointments", () => {
    const may = (route: string) => ROUTE_ACCESS[route] as readonly string[];
    for (const route of ["POST /api/v1/appointments", "PATCH /api/v1/appointments/:id"])
      expect(may("GET /api/v1/appointments/:id")).toEqual(expect.arrayContaining([...may(route)]));
  });
});

describe("outside of working hours", () => {
  let patient: Json;
  let professional: Json;
  beforeAll(async () => {
    patient = await practice.patient("Rui");
    professional = await practice.professional("Dra. Íris", {
      workingHours: [{ weekday: "tuesday", opens: "08:00", closes: "12:00" }],
      absences: [{ startsAt: at("10:00"), endsAt: at("11:00"), reason: "Reunião" }],
    });
  });
  const book = (time: string, more: object = {}) => practice.book({ patient, professional, service }, at(time), more);

  test("is booked only by who confirms it", async () => {
    const refused = await book("12:00");
    expect(refused).toMatchObject({
      status: 409,
      body: { code: "outside-hours", title: "Fora do horário", outside: ["professional-hours"] },
    });
    expect((await book("09:50")).body.outside).toEqual(["absence"]);
    expect((await desk.call("GET", `${AT}?patientId=${patient.id}`)).body.total, "nothing half-done").toBe(0);
    expect(await book("12:00", { allowOutsideHours: true })).toMatchObject({ status: 201 });
  });

  test("a clash is told first: it cannot be confirmed away", async () => {
    expect((await book("12:00")).body.code).toBe("overlap");
    expect((await book("12:00", { allowOutsideHours: true })).body.code).toBe("overlap");
  });

  test("is asked about again when it is moved, and not when all else changes", async () => {
    const { body: made } = await book("19:00", { allowOutsideHours: true });
    const noted = await move(made.id, 1, { note: "Prefere a noite", startsAt: at("19:00") });
    expect(noted).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await setState(made.id, 2, "confirmed")).toMatchObject({ status: 200 });
    expect(await move(made.id, 3, { startsAt: at("20:00") })).toMatchObject({ status: 409 });
    expect(await move(made.id, 3, { durationMinutes: 40 })).toMatchObject({ status: 409 });
    const moved = await move(made.id, 3, { startsAt: at("20:00"), allowOutsideHours: true });
    expect(moved).toMatchObject({ status: 200, body: { startsAt: utc("20:00"), version: 4 } });
    expect(await move(made.id, 4, { startsAt: at("08:00") }), "into hours").toMatchObject({ status: 200 });
  });

  test("is what a holiday makes of a clinic's day", async () => {
    const holiday = { version: 0, body: { name: "Santo Antônio" } };
    await desk.call("PUT", "/api/v1/holidays/2031-06-10", holiday);
    const onHoliday = await practice.book({ patient, professional, service }, "2031-06-10T09:00:00-03:00");
    expect(onHoliday.body).toMatchObject({ code: "outside-hours", outside: ["holiday"] });
  });
});
