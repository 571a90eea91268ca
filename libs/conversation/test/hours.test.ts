import { expect, test } from "vitest";
import { Hours } from "../src/flow/head-schema.ts";
import { hoursAt, hoursWith, StaffHours } from "../src/flow/hours.ts";

const clinic = Hours.parse({
  timeZone: "America/Sao_Paulo",
  weekly: { mon: ["13:00-18:00", "08:00-12:00"], tue: ["08:00-12:00"], sat: ["22:00-24:00"] },
  holidays: ["12-25", "2026-01-06"],
});
/** Local time in São Paulo, three hours behind Greenwich. */
const at = (local: string) => hoursAt(clinic, Date.parse(`${local}:00-03:00`));

test.each([
  ["2026-01-05T08:00", { open: true, reason: "open", opens: null }],
  ["2026-01-05T11:59", { open: true, reason: "open", opens: null }],
  ["2026-01-05T12:00", { open: false, reason: "closed", opens: "2026-01-05T13:00" }],
  ["2026-01-05T07:59", { open: false, reason: "closed", opens: "2026-01-05T08:00" }],
  ["2026-01-05T18:00", { open: false, reason: "closed", opens: "2026-01-10T22:00" }],
  ["2026-01-06T09:00", { open: false, reason: "holiday", opens: "2026-01-10T22:00" }],
  ["2027-01-06T09:00", { open: false, reason: "closed", opens: "2027-01-09T22:00" }],
  ["2026-12-25T09:00", { open: false, reason: "holiday", opens: "2026-12-26T22:00" }],
  ["2026-01-10T23:59", { open: true, reason: "open", opens: null }],
  ["2026-01-11T00:00", { open: false, reason: "closed", opens: "2026-01-12T08:00" }],
])("at %s", (local, wanted) => expect(at(local)).toEqual({ local, ...wanted }));

test("a clinic that never opens has no opening time", () => {
  const closed = Hours.parse({ timeZone: "America/Sao_Paulo", weekly: {} });
  expect(hoursAt(closed, 0)).toMatchObject({ open: false, opens: null });
});

test("summer time is the zone's own matter", () => {
  const madrid = Hours.parse({ timeZone: "Europe/Madrid", weekly: { mon: ["08:00-12:00"] } });
  expect(hoursAt(madrid, Date.UTC(2026, 6, 6, 6))).toMatchObject({ open: true, local: "2026-07-06T08:00" });
  expect(hoursAt(madrid, Date.UTC(2026, 0, 5, 6))).toMatchObject({ open: false, local: "2026-01-05T07:00" });
});

test("staff's hours take the place of the flow's, their holidays close and their special days open", () => {
  const staff = StaffHours.parse({
    timeZone: "America/Manaus",
    weekly: { mon: ["09:00-10:00"] },
    holidays: ["2026-01-05"],
    special: { "2026-12-25": ["10:00-11:00"] },
  });
  const hours = hoursWith(clinic, staff);
  const manaus = (local: string) => hoursAt(hours, Date.parse(`${local}:00-04:00`));
  expect(manaus("2026-01-12T09:30")).toMatchObject({ open: true, local: "2026-01-12T09:30" });
  expect(manaus("2026-01-05T09:30")).toMatchObject({ open: false, reason: "holiday", opens: "2026-01-12T09:00" });
  expect(manaus("2026-12-25T10:30"), "opened although the flow closes").toMatchObject({ open: true, reason: "open" });
  expect(hoursWith(clinic, staff), "made once, because answers are kept by it").toBe(hours);
  expect(hoursWith(clinic, undefined)).toBe(clinic);
  expect(hoursWith(clinic, StaffHours.parse({ holidays: ["2026-01-07"] })).weekly).toBe(clinic.weekly);
});
