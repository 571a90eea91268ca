import { describe, expect, test } from "vitest";
import { isOutsideHours } from "../src/capture/within-hours.ts";

const DAY = ["08:00-12:00", "13:00-19:00"];
const WEEK = { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY, sat: ["08:00-12:00"], sun: [] };

describe("a wish for hours at which the clinic is closed", () => {
  test.each([
    "domingo",
    "domingos de manhã",
    "el domingo por la tarde",
    "Sunday morning",
    "sábado à tarde",
    "sábado depois das 14h",
    "depois das 21h",
    "a partir das 19:30",
    "às 7 da noite",
    "después de las 20",
    "after 8 pm",
    "antes das 7h",
  ])("%s", (wish) => expect(isOutsideHours(WEEK, wish)).toBe(true));
});

describe("is told of none that fits, or may fit", () => {
  test.each([
    "terça",
    "terça à tarde",
    "sexta à noite",
    "sábado de manhã",
    "sábado ou domingo",
    "quinta, depois das 18:30",
    "segunda a sexta, depois das 20h",
    "menos domingo",
    "domingo não posso",
    "qualquer dia",
    "depois das 8",
    "dia 12",
    "15/12",
    "o quanto antes",
    "any evening",
    "fim de semana",
  ])("%s", (wish) => expect(isOutsideHours(WEEK, wish)).toBe(false));

  test("and of nothing where the clinic is open around the clock", () => {
    const always = ["00:00-24:00"];
    const week = { mon: always, tue: always, wed: always, thu: always, fri: always, sat: always, sun: always };
    expect(isOutsideHours(week, "domingo depois das 23h")).toBe(false);
  });
});
