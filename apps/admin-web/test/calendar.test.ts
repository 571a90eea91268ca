import { describe, expect, it } from "vitest";
import { addDays, ageOn, dayOf, instantOf, startOfDay } from "#lib/format/calendar.ts";

describe("days and instants in a zone", () => {
  it.each([
    ["2026-11-29T02:59:59Z", "America/Sao_Paulo", "2026-11-28"],
    ["2026-11-29T03:00:00Z", "America/Sao_Paulo", "2026-11-29"],
    ["2026-06-30T22:30:00Z", "Europe/Lisbon", "2026-06-30"],
    ["2026-06-30T23:30:00Z", "Europe/Lisbon", "2026-07-01"],
  ])("%s is in %s on %s", (instant, zone, day) => {
    expect(dayOf(instant, zone)).toBe(day);
  });

  it.each([
    ["2026-11-29", "14:30", "America/Sao_Paulo", "2026-11-29T17:30:00.000Z"],
    // The night in which Lisbon's clocks go back: after it the day has another offset than before.
    ["2026-10-25", "00:00", "Europe/Lisbon", "2026-10-24T23:00:00.000Z"],
    ["2026-10-25", "12:00", "Europe/Lisbon", "2026-10-25T12:00:00.000Z"],
    ["2026-03-29", "12:00", "Europe/Lisbon", "2026-03-29T11:00:00.000Z"],
    ["2026-01-01", "00:00", "Asia/Kathmandu", "2025-12-31T18:15:00.000Z"],
  ])("%s %s in %s is %s", (day, hour, zone, instant) => {
    expect(instantOf(day, hour, zone)).toBe(instant);
  });

  it("every day of a year begins at an instant that belongs to it, and the moment before does not", () => {
    for (const zone of ["America/Sao_Paulo", "Europe/Lisbon", "America/New_York", "Pacific/Apia"]) {
      for (let day = "2026-01-01"; day < "2027-01-01"; day = addDays(day, 1)) {
        const start = Date.parse(startOfDay(day, zone));
        expect(dayOf(start, zone)).toBe(day);
        expect(dayOf(start - 1, zone)).toBe(addDays(day, -1));
      }
    }
  });

  it.each([
    ["2020-02-29", "2026-02-28", 5],
    ["2020-02-29", "2026-03-01", 6],
    ["2018-11-29", "2026-11-29", 8],
    ["2018-11-30", "2026-11-29", 7],
  ])("born on %s, on %s one is %i", (birthDate, day, age) => {
    expect(ageOn(birthDate, day)).toBe(age);
  });
});
