import { describe, expect, it } from "vitest";
import { bodyOf } from "#lib/agenda/body.ts";
import { clockAt, clockOf, hoursShown, instantAt, lanesOf, spanOn, without } from "#lib/agenda/minutes.ts";
import { inGrid, lengthAfter, lengthIn, placeAfter } from "#lib/agenda/moving.ts";
import { notedOver } from "#lib/agenda/noted-over.ts";
import { isNews, targetOf } from "#lib/agenda/target.ts";
import { dayNamed, daysShown, turned, viewOf } from "#lib/agenda/view.ts";

const SP = "America/Sao_Paulo";
const BERLIN = "Europe/Berlin";

describe("a day in minutes", () => {
  it("reads and writes the clinic's clock, also across a change of clocks", () => {
    for (const day of ["2026-03-29", "2026-06-01", "2026-10-25"])
      for (const minute of [0, 60, 4 * 60 + 15, 23 * 60 + 45])
        expect(clockOf(instantAt(day, minute, BERLIN), BERLIN)).toBe(clockAt(minute));
    expect(instantAt("2026-11-30", 24 * 60, SP)).toBe(instantAt("2026-12-01", 0, SP));
  });

  it.each([
    ["inside", "2026-11-30T13:00:00Z", "2026-11-30T13:50:00Z", { from: 600, to: 650 }],
    ["until midnight", "2026-11-30T23:00:00Z", "2026-12-01T03:00:00Z", { from: 1200, to: 1440 }],
    ["from the day before", "2026-11-29T12:00:00Z", "2026-11-30T12:00:00Z", { from: 0, to: 540 }],
    ["all of it", "2026-11-29T12:00:00Z", "2026-12-02T12:00:00Z", { from: 0, to: 1440 }],
    ["another day", "2026-11-29T12:00:00Z", "2026-11-30T03:00:00Z", undefined],
  ])("takes the part of a period that is %s", (_label, startsAt, endsAt, span) => {
    expect(spanOn("2026-11-30", { startsAt, endsAt }, SP)).toEqual(span);
  });

  it("leaves what nothing covers", () => {
    const whole = { from: 0, to: 100 };
    expect(without(whole, [])).toEqual([whole]);
    expect(
      without(whole, [
        { from: 40, to: 60 },
        { from: 10, to: 20 },
        { from: 50, to: 70 },
      ]),
    ).toEqual([
      { from: 0, to: 10 },
      { from: 20, to: 40 },
      { from: 70, to: 100 },
    ]);
    expect(without(whole, [{ from: -5, to: 200 }])).toEqual([]);
  });

  it("shows whole hours around everything, and a usual day where nothing is known", () => {
    expect(hoursShown([])).toEqual({ from: 480, to: 1080 });
    expect(hoursShown([{ from: 0, to: 1440 }])).toEqual({ from: 480, to: 1080 });
    expect(
      hoursShown([
        { from: 610, to: 650 },
        { from: 485, to: 490 },
      ]),
    ).toEqual({ from: 480, to: 660 });
  });

  it("puts side by side what is at the same time, and nothing else", () => {
    const spans = [
      { from: 0, to: 60 },
      { from: 30, to: 90 },
      { from: 60, to: 120 },
      { from: 120, to: 180 },
    ];
    expect(lanesOf(spans)).toEqual([
      { lane: 0, lanes: 2 },
      { lane: 1, lanes: 2 },
      { lane: 0, lanes: 2 },
      { lane: 0, lanes: 1 },
    ]);
  });
});

describe("moving", () => {
  const grid = { columns: 3, from: 480, to: 1080 };

  it.each([
    ["ArrowDown", { column: 1, minute: 615 }],
    ["ArrowUp", { column: 1, minute: 585 }],
    ["PageDown", { column: 1, minute: 660 }],
    ["ArrowLeft", { column: 0, minute: 600 }],
    ["ArrowRight", { column: 2, minute: 600 }],
    ["x", undefined],
  ])("%s", (key, place) => {
    expect(placeAfter({ column: 1, minute: 600 }, key, grid, 50)).toEqual(place);
  });

  it("stays in the grid, whole, and at a step", () => {
    expect(placeAfter({ column: 2, minute: 480 }, "ArrowRight", grid, 50)).toEqual({ column: 2, minute: 480 });
    expect(placeAfter({ column: 0, minute: 480 }, "ArrowUp", grid, 50)).toEqual({ column: 0, minute: 480 });
    expect(inGrid({ column: 9, minute: 2000 }, grid, 60)).toEqual({ column: 2, minute: 1020 });
    expect(inGrid({ column: 0, minute: 608 }, grid, 60)).toEqual({ column: 0, minute: 615 });
  });
});

describe("changing the length", () => {
  const grid = { to: 1080 };

  it.each([
    ["ArrowDown", 55],
    ["ArrowUp", 45],
    ["PageDown", 65],
    ["PageUp", 35],
    ["ArrowLeft", undefined],
    ["x", undefined],
  ])("%s", (key, minutes) => {
    expect(lengthAfter(50, key, 600, grid)).toBe(minutes);
  });

  it.each([
    ["is at least one step", -30, 600, 5],
    ["is a whole step", 52, 600, 50],
    ["ends with the grid", 400, 900, 180],
    ["is not longer than the API takes", 1000, 0, 720],
    ["is one step at the grid's last minute", 50, 1080, 5],
  ])("%s", (_label, minutes, from, length) => {
    expect(lengthIn(minutes, from, grid)).toBe(length);
  });
});

describe("whether a move is the patient's business", () => {
  const from = { startsAt: "2026-11-30T13:00:00Z", endsAt: "2026-11-30T13:50:00Z", professionalId: "nair" };
  const now = Date.parse("2026-11-30T12:00:00Z");

  it.each([
    ["another hour", { startsAt: "2026-11-30T14:00:00Z" }, true],
    ["another person", { professionalId: "bruno" }, true],
    ["another length", { durationMinutes: 60 }, false],
    ["nothing", {}, false],
    ["an hour that has passed", { startsAt: "2026-11-30T11:00:00Z" }, false],
  ])("%s", (_label, change, is) => {
    expect(isNews(from, { ...targetOf(from), ...change }, now)).toBe(is);
  });
});

describe("what the address names", () => {
  it("falls back to the list on a phone, and to today", () => {
    expect(viewOf("", false)).toBe("lista");
    expect(viewOf("", true)).toBe("dia");
    expect(viewOf("semana", false)).toBe("semana");
    expect(viewOf("mês", true)).toBe("dia");
    expect(dayNamed("2026-13-45", "2026-11-29")).toBe("2026-11-29");
    expect(dayNamed("2026-12-24", "2026-11-29")).toBe("2026-12-24");
  });

  it("begins a week on Monday, whichever day is named", () => {
    for (const day of ["2026-11-30", "2026-12-03", "2026-12-06"])
      expect(daysShown("semana", day)).toEqual(
        ["30", "01", "02", "03", "04", "05", "06"].map((one) => `2026-${one === "30" ? "11" : "12"}-${one}`),
      );
    expect(daysShown("lista", "2026-12-30").at(-1)).toBe("2027-01-05");
    expect(turned("dia", "2026-12-31", 1)).toBe("2027-01-01");
    expect(turned("semana", "2026-12-03", -1)).toBe("2026-11-26");
  });
});

it.each(["5/6/26", "31/02/2026", "2026-02-31", "12/05", ""])("no appointment is made of the day %j", (day) => {
  const hour = { clock: "10:00", durationMinutes: "40" };
  const values = { serviceId: "s", professionalId: "p", modality: "online", link: "", note: "", ...hour, day } as const;
  expect(bodyOf(values, SP)).toBeUndefined();
  expect(bodyOf({ ...values, day: "2026-05-12" }, SP)?.startsAt).toBe("2026-05-12T13:00:00.000Z");
});

describe("a press that was wrong goes back to what was there before it", () => {
  const after = (...states: Parameters<typeof notedOver>[0]["state"][]) => ({
    state: states.at(-1)!,
    history: states.map((state, at) => ({ state, stateBefore: states[at - 1] ?? null })),
  });
  it.each([
    ["who came", after("scheduled", "arrived"), "scheduled"],
    ["who came and had said so", after("scheduled", "confirmed", "arrived"), "confirmed"],
    ["who came though noted as missed", after("scheduled", "no-show", "arrived"), "no-show"],
    ["who was seen", after("scheduled", "arrived", "completed"), "arrived"],
    [
      "who came, after what was seen was taken back",
      after("confirmed", "arrived", "completed", "arrived"),
      "confirmed",
    ],
    ["who came, when the hour was changed since", after("confirmed", "arrived", "arrived"), "confirmed"],
    ["nobody, where it was so from the beginning", after("arrived"), null],
    ["nobody, where nothing was pressed", after("scheduled", "confirmed"), null],
  ] as const)("of %s", (_what, row, before) => expect(notedOver(row)).toBe(before));
});
