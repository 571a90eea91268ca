import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Hours } from "../src/flow/head-schema.ts";
import { clinicHours, DAYS, hoursAt, hoursWith, openMs, StaffHours, spansIn } from "../src/flow/hours.ts";
import { openingHours } from "../src/words/opening-hours.ts";

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
])("at %s", (local, wanted) => expect(at(local)).toMatchObject({ local, ...wanted }));

test("days that are not as their weekday are told for a week, and only those", () => {
  const hours = { ...clinic, special: { "2026-01-05": ["13:00-18:00", "08:00-12:00"], "2026-01-12": ["09:00-10:00"] } };
  const from = (local: string) => hoursAt(hours, Date.parse(`${local}:00-03:00`)).exceptions;
  expect(from("2026-01-05T09:00"), "a special day like any Monday is none").toEqual([{ day: "2026-01-06", spans: [] }]);
  expect(from("2026-01-06T09:00")).toEqual([
    { day: "2026-01-06", spans: [] },
    { day: "2026-01-12", spans: ["09:00-10:00"] },
  ]);
  expect(from("2026-01-13T09:00")).toBeUndefined();
});

test("a span that ends before it begins opens nothing and is no opening time", () => {
  const hours = Hours.parse({ timeZone: "America/Sao_Paulo", weekly: { mon: ["18:00-08:00"], tue: ["08:00-09:00"] } });
  expect(hoursAt(hours, Date.parse("2026-01-05T09:00:00-03:00"))).toMatchObject({
    open: false,
    opens: "2026-01-06T08:00",
  });
});

test("spans that overlap are one: nothing is told or counted twice", () => {
  const weekly = { mon: ["10:00-18:00", "08:00-12:00", "11:00-12:00"] };
  const hours = Hours.parse({ timeZone: "America/Sao_Paulo", weekly });
  const [from, to] = ["2026-01-05T00:00:00-03:00", "2026-01-06T00:00:00-03:00"].map(Date.parse);
  expect(openMs(hours, from!, to!)).toBe(10 * 3600_000);
  expect(spansIn(weekly.mon)).toEqual([["08:00", "18:00"]]);
});

test("a clinic that never opens has no opening time", () => {
  const closed = Hours.parse({ timeZone: "America/Sao_Paulo", weekly: {} });
  expect(hoursAt(closed, 0)).toMatchObject({ open: false, opens: null });
});

test("summer time is the zone's own matter", () => {
  const madrid = Hours.parse({ timeZone: "Europe/Madrid", weekly: { mon: ["08:00-12:00"] } });
  expect(hoursAt(madrid, Date.UTC(2026, 6, 6, 6))).toMatchObject({ open: true, local: "2026-07-06T08:00" });
  expect(hoursAt(madrid, Date.UTC(2026, 0, 5, 6))).toMatchObject({ open: false, local: "2026-01-05T07:00" });
});

describe("for how long the clinic was open", () => {
  const minutes = (from: string, to: string, hours = clinic) =>
    openMs(hours, Date.parse(`${from}:00-03:00`), Date.parse(`${to}:00-03:00`)) / 60_000;

  test.each([
    ["within a span", "2026-01-05T08:10", "2026-01-05T08:25", 15],
    ["over the lunch break", "2026-01-05T11:50", "2026-01-05T13:05", 15],
    ["from before it opens", "2026-01-05T06:00", "2026-01-05T08:01", 1],
    ["over the night, a holiday and days without hours", "2026-01-05T17:50", "2026-01-10T22:05", 15],
    ["until midnight", "2026-01-10T23:50", "2026-01-11T09:00", 10],
    ["no time at all", "2026-01-05T09:00", "2026-01-05T09:00", 0],
    ["all of a week with its holiday", "2026-01-05T00:00", "2026-01-12T00:00", 9 * 60 + 2 * 60],
  ])("%s", (_name, from, to, wanted) => expect(minutes(from, to)).toBe(wanted));

  test("a night in which the clocks change counts by the clinic's own clock", () => {
    const madrid = Hours.parse({ timeZone: "Europe/Madrid", weekly: { sun: ["00:00-24:00"] } });
    expect(openMs(madrid, Date.UTC(2026, 2, 28), Date.UTC(2026, 2, 31)) / 3_600_000).toBe(23);
  });
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

describe("what a turn is told", () => {
  test("of the hours is what staff have set, and nothing where that is the flow's own", () => {
    const monday = Date.parse("2026-01-05T09:30:00-03:00");
    const own = clinicHours(clinic, undefined, monday);
    expect(own).not.toHaveProperty("weekly");
    expect(own).not.toHaveProperty("timeZone");
    const staff = StaffHours.parse({ timeZone: "America/Manaus", weekly: { mon: ["09:00-10:00"] } });
    const told = clinicHours(clinic, staff, monday);
    expect(told).toMatchObject({ open: false, local: "2026-01-05T08:30", timeZone: "America/Manaus" });
    expect(told.weekly).toEqual(staff.weekly);
    expect(clinicHours(clinic, StaffHours.parse({ holidays: ["2026-01-05"] }), monday)).not.toHaveProperty("weekly");
  });

  test("the week and its exceptions say of this minute what the guard says of it", () => {
    const time = fc.constantFrom("00:00", "07:30", "08:00", "12:00", "13:00", "18:00", "24:00");
    const spans = fc.array(
      fc.tuple(time, time).map(([from, to]) => `${from === "24:00" ? "23:59" : from}-${to}`),
      { maxLength: 2 },
    );
    const week = fc.record({ mon: spans, tue: spans, wed: spans, thu: spans, fri: spans, sat: spans, sun: spans });
    const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-02-${String(date).padStart(2, "0")}`);
    const staff = fc.record({
      weekly: fc.option(week, { nil: undefined }),
      holidays: fc.array(day, { maxLength: 5 }),
      special: fc.dictionary(day, spans, { maxKeys: 5 }),
    });
    const minute = fc
      .integer({ min: 0, max: 27 * 24 * 60 })
      .map((minutes) => Date.UTC(2026, 1, 1, 3) + minutes * 60_000);
    fc.assert(
      fc.property(staff, minute, (set, now) => {
        const { open, local, weekly, exceptions } = clinicHours(clinic, StaffHours.parse(set), now);
        const [date, clock] = local.split("T") as [string, string];
        const usual = (weekly ?? clinic.weekly)[DAYS[(new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7]!];
        const today = exceptions?.find((exception) => exception.day === date)?.spans ?? usual;
        expect(
          today.some((span) => {
            const [from, to] = span.split("-") as [string, string];
            return from <= clock && clock < to;
          }),
        ).toBe(open);
      }),
    );
  });
});

describe("the hours in words", () => {
  const week = (weekly: object) => Hours.parse({ timeZone: "America/Sao_Paulo", weekly }).weekly;
  const day = ["08:00-19:00"];
  const usual = week({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: ["08:00-12:00"] });
  const split = ["14:00-24:00", "01:00-08:30"];
  const scattered = week({ mon: split, wed: split, thu: split, sat: ["00:00-12:00"] });
  const local = "2026-01-05T09:00";
  const every = week(Object.fromEntries(DAYS.map((name) => [name, ["09:00-17:15"]])));

  test.each([
    ["pt", usual, "Segunda a sexta, das 8h às 19h; sábado, das 8h às 12h."],
    ["es", usual, "Lunes a viernes, de 8 a 19 h; sábado, de 8 a 12 h."],
    ["en", usual, "Monday to Friday, 8 am to 7 pm; Saturday, 8 am to noon."],
    ["pt", scattered, "Segunda, quarta e quinta, da 1h às 8h30 e das 14h às 24h; sábado, da 0h às 12h."],
    ["es", scattered, "Lunes, miércoles y jueves, de 1 a 8:30 h y de 14 a 24 h; sábado, de 0 a 12 h."],
    [
      "en",
      scattered,
      "Monday, Wednesday and Thursday, 1 am to 8:30 am and 2 pm to midnight; Saturday, midnight to noon.",
    ],
    ["pt", every, "Todos os dias, das 9h às 17h15."],
    ["es", every, "Todos los días, de 9 a 17:15 h."],
    ["en", every, "Every day, 9 am to 5:15 pm."],
    ["pt", week({}), "Por enquanto, sem atendimento."],
    ["es", week({}), "Por ahora, sin atención."],
    ["en", week({}), "No opening hours for now."],
  ] as const)("in %s", (language, hours, text) => expect(openingHours(hours, { local }, language)).toBe(text));

  const closed = { day: "2026-01-06", spans: [] };
  const short = { day: "2026-01-10", spans: ["09:00-11:00"] };
  test.each([
    ["pt", "2026-01-05", [closed, short], "Nos próximos dias: terça (06/01), fechada; sábado (10/01), das 9h às 11h."],
    [
      "es",
      "2026-01-05",
      [closed, short],
      "En los próximos días: martes (06/01), cerrada; sábado (10/01), de 9 a 11 h.",
    ],
    [
      "en",
      "2026-01-05",
      [closed, short],
      "Over the coming days: Tuesday (6 Jan), closed; Saturday (10 Jan), 9 am to 11 am.",
    ],
    [
      "pt",
      "2026-01-06",
      [closed, short],
      "Hoje e nos próximos dias: terça (06/01), fechada; sábado (10/01), das 9h às 11h.",
    ],
    ["es", "2026-01-06", [closed], "Hoy: martes (06/01), cerrada."],
    ["en", "2026-01-06", [closed], "Today: Tuesday (6 Jan), closed."],
  ] as const)("with days that are not as usual, in %s on %s", (language, today, exceptions, text) => {
    const told = openingHours(usual, { exceptions: [...exceptions], local: `${today}T09:00` }, language);
    expect(told.endsWith(`. ${text}`)).toBe(true);
  });
});
