import { describe, expect, test } from "vitest";
import { after, SUMMARY } from "./said-after.ts";

const OPEN = SUMMARY.slice(0, -1);

describe("a wish of several rules is kept in the patient's words", () => {
  test.each([
    "terça depois das 17h, sexta qualquer hora",
    "segunda de manhã e quarta à tarde",
    "o Davi pode terça de manhã e a Bia só quinta depois das 15h",
    "jueves a cualquier hora, los otros días después de las 18",
    "Monday any time, other days after 5pm",
  ])("%s", (text) => expect(after(...OPEN, text).values.preference).toBe(text));
});

describe("what is added to it stands beside it, and nothing is joined of the two", () => {
  test("an hour for one day", () => {
    const { preference } = after(
      ...OPEN,
      "terça depois das 17h, sexta qualquer hora",
      "quinta pode qualquer hora",
    ).values;
    expect(preference).toContain("terça depois das 17h");
    expect(preference).toContain("quinta pode qualquer hora");
  });
  test("and a plain correction takes the place of a plain wish", () =>
    expect(after(...SUMMARY, "na verdade é quinta de manhã").values.preference).toMatch(/^quinta.*manhã$/));
});
