import { describe, expect, test } from "vitest";
import { canonicalPhone, dialled, normalPhone, phoneForms, searchedParts } from "../src/index.ts";

const MOBILE = "+5511991300812";
const LANDLINE = "+551130310812";

describe("one number has one form, however it is written", () => {
  test.each([
    ["(11) 9130-0812", MOBILE, "without the ninth digit"],
    ["(11) 99130-0812", MOBILE, "with it"],
    ["11991300812", MOBILE, "digits alone"],
    ["5511991300812", MOBILE, "with the country"],
    ["551191300812", MOBILE, "with the country, without the ninth digit"],
    ["+55 11 9130-0812", MOBILE, "international, without the ninth digit"],
    ["+55 (11) 99130.0812", MOBILE, "international with points"],
    ["011 99130-0812", MOBILE, "with the zero of the area code"],
    ["011 9130-0812", MOBILE, "with the zero, without the ninth digit"],
    ["0 15 11 99130-0812", MOBILE, "with a carrier"],
    ["021 11 9130-0812", MOBILE, "with a carrier, without the ninth digit"],
    ["0055 11 99130-0812", MOBILE, "as from abroad"],
    ["055 11 99130-0812", MOBILE, "the country with a zero too many"],
    ["１１ ９９１３０－０８１２", MOBILE, "full-width digits"],
    ["\u200e+55\u00a011\u00a099130-0812\u202c", MOBILE, "copied with marks of direction"],
    ["(11) 3031-0812", LANDLINE, "a landline has no ninth digit"],
    ["0 21 11 3031-0812", LANDLINE, "a landline with a carrier"],
    ["551130310812", LANDLINE, "a landline with the country"],
    ["(55) 99612-3456", "+5555996123456", "the area code 55"],
    ["(55) 9612-3456", "+5555996123456", "the area code 55 without the ninth digit"],
    ["(55) 3220-1234", "+555532201234", "a landline of the area 55"],
    ["0800 722 0001", "+558007220001", "a number that is free to call"],
    ["+351 912 345 678", "+351912345678", "Portugal"],
    ["00351912345678", "+351912345678", "Portugal, as dialled"],
    ["+1 (415) 555-2671", "+14155552671", "the United States"],
    ["+54 9 11 2345-6789", "+5491123456789", "Argentina, whose 9 is another"],
  ])("%s is %s: %s", (text, number) => {
    expect(normalPhone(text)).toBe(number);
    expect(normalPhone(number), "the form is stable").toBe(number);
    expect(canonicalPhone(number.slice(1)), "and the contact's").toBe(number.slice(1));
  });

  test.each([
    "",
    "12",
    "9130-0812",
    "11 0000-0000",
    "sim",
    "11 9130-0812 ramal 3",
    "+",
    "(00) 99130-0812",
    "529.982.247-25",
  ])("%s is no phone", (text) => {
    expect(normalPhone(text)).toBeNull();
  });
});

test.each([
  ["+5511", null],
  ["11 9130-0812", "5511991300812"],
  ["ana", null],
])("a page without tables reads %s as %s", (text, digits) => {
  expect(dialled(text)).toBe(digits);
});

test.each([
  ["5511991300812", ["5511991300812", "551191300812"]],
  ["551130310812", ["551130310812"]],
  ["351912345678", ["351912345678"]],
])("%s may be known as %j", (digits, forms) => {
  expect(phoneForms(digits)).toEqual(forms);
});

describe("what is typed into a search finds the number", () => {
  test.each([
    "011 99130",
    "011991300812",
    "0 15 11 99130-0812",
    "11 9130-0812",
    "11 9130",
    "551191300812",
    "9130-0812",
    "\u200b11\u200b991300812",
    "１１９９１３",
  ])("%s", (text) => {
    expect(searchedParts(text).some((part) => MOBILE.includes(part))).toBe(true);
  });

  test("and not any other", () => {
    for (const text of ["11 3130-0812", "021 9130", "12 9130-0812"])
      expect(
        searchedParts(text).some((part) => MOBILE.includes(part)),
        text,
      ).toBe(false);
  });
});
