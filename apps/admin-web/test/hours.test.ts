import { describe, expect, it } from "vitest";
import { hourFromText } from "#lib/format/hour-input.ts";
import { centsOf, typedPrice } from "#lib/format/price.ts";
import { slugOf } from "#lib/format/slug.ts";
import { absenceOf, typedAbsence } from "#lib/hours/absence.ts";
import { openingAt } from "#lib/hours/opening.ts";
import { EMPTY_WEEK, faultOf, linesOf, listOfWeek, nextSpan, placeInList, weekOfList } from "#lib/hours/week.ts";

const ZONE = "America/Sao_Paulo";
const MORNING = { opens: "08:00", closes: "12:00" };
const AFTERNOON = { opens: "13:00", closes: "18:00" };
const WEEK = { ...EMPTY_WEEK, monday: [MORNING, AFTERNOON], tuesday: [MORNING, AFTERNOON], friday: [MORNING] };

describe("what is typed", () => {
  it.each([
    ["8", "08:00"],
    ["830", "08:30"],
    ["18h", "18:00"],
    ["9h15", "09:15"],
    ["24", "24:00"],
    ["2400", "24:00"],
    ["24:30", "24:30"],
    ["25:00", "25:00"],
    ["cedo", "cedo"],
  ])("the hour %s is %s", (text, hour) => {
    expect(hourFromText(text)).toBe(hour);
  });

  it.each([
    ["150", 15_000],
    ["R$ 1.200,5", 120_050],
    ["99.90", 9_990],
    ["", null],
    ["1.2.3", undefined],
    ["-5", undefined],
  ])("the price %s is %s", (text, cents) => {
    expect(centsOf(text)).toBe(cents);
  });

  it("a price that was stored is typed back as it was", () => {
    for (const cents of [null, 0, 5, 15_000, 120_050]) expect(centsOf(typedPrice(cents))).toBe(cents);
  });

  it("a name becomes a slug without accents", () => {
    expect(slugOf(" Avaliação  (neuro)psicológica! ")).toBe("avaliacao-neuro-psicologica");
    expect(slugOf("Programa de acompanhamento terapêutico"), "as long as the flow takes").toBe(
      "programa-de-acompanhamento-terap",
    );
    expect([slugOf("3D"), slugOf("健康")]).toEqual(["servico-3d", "servico"]);
  });
});

describe("the hours of a week", () => {
  it("go into a list and back, each span at its place", () => {
    const list = listOfWeek(WEEK);
    expect(weekOfList([...list].reverse())).toEqual(WEEK);
    expect(list[placeInList(WEEK, "tuesday", 1)]).toEqual({ weekday: "tuesday", ...AFTERNOON });
  });

  it("read as days in a row; a closed day between parts them", () => {
    const wednesdayOff = { ...WEEK, thursday: [MORNING] };
    expect(linesOf(wednesdayOff).map(({ from, to }) => [from, to])).toEqual([
      ["monday", "tuesday"],
      ["thursday", "friday"],
    ]);
  });

  it.each([
    ["overlap", [MORNING, { opens: "11:00", closes: "13:00" }]],
    ["order", [MORNING, { opens: "14:00", closes: "14:00" }]],
    ["incomplete", [MORNING, { opens: "14:00", closes: "" }]],
    ["incomplete", [MORNING, { opens: "24:00", closes: "24:00" }]],
    [
      "overlap",
      [
        { opens: "08:00", closes: "24:00" },
        { opens: "18:00", closes: "24:00" },
      ],
    ],
    [undefined, [MORNING, { opens: "18:00", closes: "24:00" }]],
    [undefined, [MORNING, { opens: "12:00", closes: "13:00" }]],
  ] as const)("the second span has the fault %s", (fault, spans) => {
    expect(faultOf(spans, 1)).toBe(fault);
  });

  it("a new span comes behind what is there", () => {
    expect(faultOf([MORNING, nextSpan([MORNING])], 1)).toBeUndefined();
    expect(nextSpan([AFTERNOON])).toEqual({ opens: "", closes: "" });
  });
});

describe("an absence", () => {
  it.each([
    { fromDay: "2026-12-20", fromTime: "", toDay: "2027-01-05", toTime: "", reason: "Férias" },
    { fromDay: "2026-12-20", fromTime: "14:00", toDay: "2026-12-20", toTime: "16:30", reason: "" },
    { fromDay: "2026-12-20", fromTime: "14:00", toDay: "2026-12-21", toTime: "", reason: "" },
  ])("is typed back as it was: $fromDay $fromTime to $toDay $toTime", (typed) => {
    expect(typedAbsence(absenceOf(typed, ZONE), ZONE)).toEqual(typed);
  });

  it("of whole days ends with the last one", () => {
    const { startsAt, endsAt } = absenceOf(
      { fromDay: "2026-12-20", fromTime: "", toDay: "", toTime: "", reason: "" },
      ZONE,
    );
    expect([startsAt, endsAt]).toEqual(["2026-12-20T03:00:00.000Z", "2026-12-21T03:00:00.000Z"]);
  });
});

describe("whether the clinic is open", () => {
  const closed = { day: "2026-11-30", name: "Recesso", open: [] };
  const short = { day: "2026-12-01", name: "Véspera", open: [{ opens: "09:00", closes: "10:00" }] };
  type Day = { day: string; name: string; open: { opens: string; closes: string }[] };
  const at = (local: string, holidays: readonly Day[] = [closed, short], yearly: readonly string[] = []) =>
    openingAt({ week: WEEK, holidays, yearly, timeZone: ZONE, now: Date.parse(`${local}-03:00`) });

  it("on a usual day it is, until the break", () => {
    expect(at("2026-11-30T11:59", [])).toMatchObject({ isOpen: true, closesAt: "12:00", opensAt: null });
    expect(at("2026-11-30T12:00", [])).toMatchObject({ isOpen: false, opensAt: { day: "2026-11-30", time: "13:00" } });
  });

  it("on a holiday of the flow it is not either, each year or once, unless staff open the day", () => {
    for (const day of ["11-30", "2026-11-30"])
      expect(at("2026-11-30T09:00", [], [day])).toMatchObject({
        isOpen: false,
        holiday: "",
        opensAt: { day: "2026-12-01", time: "08:00" },
      });
    expect(at("2026-11-30T09:00", [], ["2025-11-30"])).toMatchObject({ isOpen: true, holiday: null });
    const opened = { day: "2026-11-30", name: "Plantão", open: [{ opens: "08:30", closes: "10:00" }] };
    expect(at("2026-11-30T09:00", [opened], ["11-30"])).toMatchObject({ isOpen: true, closesAt: "10:00" });
  });

  it("on a holiday it is not, and opens at the next day's special hours", () => {
    expect(at("2026-11-30T09:00")).toMatchObject({
      isOpen: false,
      holiday: "Recesso",
      opensAt: { day: "2026-12-01", time: "09:00" },
    });
    expect(at("2026-12-01T09:30")).toMatchObject({ isOpen: true, holiday: "Véspera", closesAt: "10:00" });
  });

  it("a holiday with a break is closed in it, and opens after it", () => {
    const open = [
      { opens: "08:00", closes: "12:00" },
      { opens: "14:00", closes: "24:00" },
    ];
    const eve = [{ day: "2026-12-24", name: "Véspera", open }];
    expect(at("2026-12-24T11:59", eve)).toMatchObject({ isOpen: true, closesAt: "12:00", holiday: "Véspera" });
    expect(at("2026-12-24T12:30", eve)).toMatchObject({ isOpen: false, opensAt: { day: "2026-12-24", time: "14:00" } });
    expect(at("2026-12-24T23:59", eve)).toMatchObject({ isOpen: true, closesAt: "24:00" });
  });

  it("a clinic without hours never opens", () => {
    const never = openingAt({ week: EMPTY_WEEK, holidays: [], yearly: [], timeZone: ZONE, now: 0 });
    expect(never).toEqual({ isOpen: false, holiday: null, closesAt: null, opensAt: null });
  });
});
