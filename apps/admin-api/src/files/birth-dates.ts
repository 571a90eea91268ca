import { unaccented } from "../unaccented.ts";
import { dayOfSerial } from "./xlsx/number-text.ts";

export const DATE_ORDERS = ["dmy", "mdy"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];
/** What a column of days says of its order: unclear where every day could be a month, mixed where some speak for each. */
export type DateOrderFound = DateOrder | "unclear" | "mixed";

/** A text made the record's day, or left as it is because it is none; or a sentence on what has to be said first. */
export type Reading = { readonly text: string } | { readonly problem: string };

const NUMBERS = /^(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})$/;
/** An hour behind a day is a habit of exports, and says nothing of a birth. */
const HOUR = /[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[AP]M)?(?:Z|[+-]\d{2}:?\d{2})?$/i;
const MONTHS = ["jan", "fe", "mar", "a[bp]r", "ma[iy]|may", "jun", "jul", "ag|aug", "se", "o[uc]t", "no", "de[zc]|dic"];

/** Which of the two short numbers is the day: decided for a column, since one hand wrote all of it. */
export function dateOrderOf(values: readonly string[]): DateOrderFound | null {
  let [days, months] = [0, 0];
  for (const value of values) {
    const [, first = "", second = ""] = NUMBERS.exec(value.trim().replace(HOUR, "")) ?? [];
    if (Number(first) > 12 && Number(second) <= 12) days += 1;
    if (Number(second) > 12 && Number(first) <= 12) months += 1;
  }
  if (days > 0 && months > 0) return "mixed";
  if (days > 0) return "dmy";
  if (months > 0) return "mdy";
  return values.some(isTwofold) ? "unclear" : null;
}

function isTwofold(value: string): boolean {
  const [, first, second] = NUMBERS.exec(value.trim().replace(HOUR, "")) ?? [];
  return first !== undefined && first !== second;
}

/** The order that is read by: as it was said, or found, or else as it is written in Brazil. */
export function orderToRead(said: DateOrder | undefined, values: readonly string[]): DateOrder {
  return said ?? (dateOrderOf(values) === "mdy" ? "mdy" : "dmy");
}

/**
 * A day of birth as people and programs write it.
 *
 * @param today the last day that a birth can be on, as 2030-12-31
 */
export function readBirthDate(written: string, order: DateOrder, today: string): Reading {
  const text = written.trim().replace(HOUR, "");
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso) return { text: dayOf(iso[1]!, iso[2]!, iso[3]!) };
  const numbers = NUMBERS.exec(text);
  if (numbers) {
    const [, first = "", second = "", year = ""] = numbers;
    const [month, day] = order === "dmy" ? [second, first] : [first, second];
    return withYear(year, today, (full) => dayOf(full, month, day));
  }
  if (/^\d{8}$/.test(text)) return { text: eightDigits(text, today) };
  if (/^\d{5}(?:\.\d+)?$/.test(text)) {
    const day = dayOfSerial(Number(text));
    return { text: day !== undefined && day <= today ? day : written };
  }
  return inWords(text, today) ?? { text: written };
}

const dayOf = (year: string, month: string, day: string) =>
  [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");

/**
 * The last century if this century's day is still to come; this century if the last one's would make the person too
 * old; else the user is asked.
 */
const OLDEST_YEARS = 110;
function withYear(year: string, today: string, day: (year: string) => string): Reading {
  if (year.length === 4) return { text: day(year) };
  const [recent, old] = [`20${year}`, `19${year}`];
  if (day(recent) > today) return { text: day(old) };
  if (Number(today.slice(0, 4)) - Number(old) > OLDEST_YEARS) return { text: day(recent) };
  return { problem: `o ano ${year} pode ser ${old} ou ${recent}: escreva-o com quatro algarismos` };
}

/** 31121990 or 19901231: never both, because the years of people alive begin with what is no month. */
function eightDigits(text: string, today: string): string {
  const readings = [
    dayOf(text.slice(0, 4), text.slice(4, 6), text.slice(6)),
    dayOf(text.slice(4), text.slice(2, 4), text.slice(0, 2)),
  ];
  return readings.find((day) => day > "1900-01-01" && day <= today && isDay(day)) ?? text;
}

const isDay = (day: string) => {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(day);
};

/** 3 de março de 1990, 3-mar-90, March 3, 1990. */
function inWords(text: string, today: string): Reading | undefined {
  const plain = unaccented(text);
  const [, day, name, year] =
    /^(\d{1,2})[ºo]?(?: de |[\s/.-]+)([a-z]{3,10})\.?(?: de |[\s/.,-]+)(\d{4}|\d{2})$/.exec(plain) ?? [];
  const [, first, second, last] = /^([a-z]{3,10})\.? (\d{1,2}),? (\d{4})$/.exec(plain) ?? [];
  const word = name ?? first;
  const at = word === undefined ? -1 : MONTHS.findIndex((month) => new RegExp(`^(?:${month})`).test(word));
  if (at < 0) return undefined;
  return withYear((year ?? last)!, today, (full) => dayOf(full, String(at + 1), (day ?? second)!));
}
