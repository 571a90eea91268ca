import { describe, expect, it } from "vitest";
import { DAYS_MAX, daysIn, formerOf, periodOf } from "#lib/analytics/period.ts";
import { cellText, csvOf } from "#lib/analytics/table.ts";
import { labelled, ticksFor } from "#lib/ui/scale.ts";

const TODAY = "2026-03-01";
const asked = (days = "", from = "", to = "") => periodOf({ days, from, to }, TODAY);

describe("the period of the figures", () => {
  it("is of whole days, up to yesterday, over the ends of months", () => {
    expect(asked("7")).toEqual({ from: "2026-02-22", to: "2026-02-28" });
    expect(asked()).toEqual({ from: "2026-01-30", to: "2026-02-28" });
  });

  it("is what a person chose, and the usual one where that is none", () => {
    expect(asked("7", "2026-02-10", "2026-02-10")).toEqual({ from: "2026-02-10", to: "2026-02-10" });
    for (const [from, to] of [
      ["2026-02-10", "2026-02-09"],
      ["2026-02-10", ""],
      ["2026-02-30x", "2026-03-01"],
      ["2020-01-01", "2026-02-10"],
    ] as const)
      expect(asked("", from, to), `${from} to ${to}`).toEqual(asked());
    expect(asked("12")).toEqual(asked());
  });

  it("may be as long as the API allows, and no day longer", () => {
    expect(daysIn(asked("", "2025-01-26", "2026-03-01"))).toBe(DAYS_MAX);
    expect(asked("", "2025-01-25", "2026-03-01")).toEqual(asked());
  });

  it("is compared with as many days right before", () => {
    expect(formerOf({ from: "2026-03-01", to: "2026-03-07" })).toEqual({ from: "2026-02-22", to: "2026-02-28" });
    expect(formerOf({ from: "2026-03-01", to: "2026-03-01" })).toEqual({ from: "2026-02-28", to: "2026-02-28" });
  });
});

describe("the table behind a chart", () => {
  const table = {
    columns: [{ label: "Serviço" }, { label: "Média" }],
    rows: [
      ["=SOMA(A1)", 1.5],
      ['a "b"; c', null],
    ],
  } as const;

  it("becomes a file that Brazilian spreadsheets read, in which no text is a formula", () => {
    expect(csvOf(table)).toBe('\uFEFFServiço;Média\r\n\'=SOMA(A1);1,5\r\n"a ""b""; c";\r\n');
  });

  it("shows a dash for what is not known, and zero for zero", () => {
    const text = (value: number) => `${value}!`;
    expect([cellText(null, text), cellText(0, text), cellText("a", text)]).toEqual(["—", "0!", "a"]);
  });
});

describe("the axis of a chart", () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [4, [0, 1, 2, 3, 4]],
    [19, [0, 5, 10, 15, 20]],
    [437, [0, 200, 400, 600]],
    [1000, [0, 500, 1000]],
  ])("holds %d between round numbers", (greatest, ticks) => expect(ticksFor(greatest)).toEqual(ticks));

  it("labels no more places than fit", () => {
    expect(labelled(30, 4)).toEqual([0, 8, 16, 24]);
    expect(labelled(3, 10)).toEqual([0, 1, 2]);
    expect(labelled(5, 0.5)).toEqual([0]);
  });
});
