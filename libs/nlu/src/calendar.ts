/** A day of the calendar, as days since 1970-01-01: what all dates are reckoned in. */
export type Day = number;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();
/** Of each time zone what was asked last: no zone begins its day within a minute. */
const known = new Map<string, { minute: number; day: Day }>();

/** The day it is in a time zone. */
export function dayAt(now: number, timeZone: string): Day {
  const minute = Math.floor(now / MINUTE_MS);
  const last = known.get(timeZone);
  if (last?.minute === minute) return last.day;
  const day = readDay(now, timeZone);
  known.set(timeZone, { minute, day });
  return day;
}

function readDay(now: number, timeZone: string): Day {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    formats.set(timeZone, format);
  }
  return Math.floor(Date.parse(`${format.format(now)}T00:00:00Z`) / DAY_MS);
}

/** Null for a day that no calendar has, as 31/02. Months from 1. */
export function dayOf(year: number, month: number, date: number): Day | null {
  if (month < 1 || month > 12 || date < 1 || date > 31 || year < 1900 || year > 2200) return null;
  const day = Math.round(Date.UTC(year, month - 1, date) / DAY_MS);
  return partsOf(day).date === date ? day : null;
}

export function partsOf(day: Day): { year: number; month: number; date: number; weekday: number } {
  const at = new Date(day * DAY_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate(), weekday: at.getUTCDay() };
}

export const isoOf = (day: Day): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The next such weekday after today; Sunday is 0. */
export const nextWeekday = (today: Day, weekday: number): Day =>
  today + ((weekday - partsOf(today).weekday + 7) % 7 || 7);

/** The next time that a month has this date, today included. */
export function nextDate(today: Day, date: number): Day | null {
  const { year, month } = partsOf(today);
  for (let ahead = 0; ahead < 3; ahead++) {
    const at = dayOf(year + Math.floor((month - 1 + ahead) / 12), ((month - 1 + ahead) % 12) + 1, date);
    if (at !== null && at >= today) return at;
  }
  return null;
}

/** The next time that a year has this date, today included. */
export function nextDateOfYear(today: Day, month: number, date: number): Day | null {
  const { year } = partsOf(today);
  for (let ahead = 0; ahead < 5; ahead++) {
    const at = dayOf(year + ahead, month, date);
    if (at !== null && at >= today) return at;
  }
  return null;
}
