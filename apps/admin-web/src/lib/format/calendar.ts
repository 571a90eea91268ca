import { dateFormat } from "./intl.ts";

/** Days and instants in a time zone, without a library: the browser knows every zone's rules. Days are text, 2026-11-29. */

type Moment = string | number | Date;

/** The day that an instant belongs to. */
export function dayOf(moment: Moment, timeZone: string): string {
  const format = dateFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return format.format(new Date(moment));
}

/** A day and an hour (HH:MM) as an instant, ISO text. An hour that a clock change skips counts from before the change. */
export function instantOf(day: string, hour: string, timeZone: string): string {
  const utc = Date.parse(`${day}T${hour}:00Z`);
  // Twice, because the offset at the guess may be that of the other side of a clock change.
  const guess = utc - offsetMs(utc, timeZone);
  return new Date(utc - offsetMs(guess, timeZone)).toISOString();
}

/** The first instant of a day. */
export const startOfDay = (day: string, timeZone: string): string => instantOf(day, "00:00", timeZone);

export function addDays(day: string, days: number): string {
  const moved = new Date(`${day}T12:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** Full years from a birthday to a day. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

function offsetMs(utcMs: number, timeZone: string): number {
  const parts = dateFormat("en-US", {
    ...{ timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit" },
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit" },
  }).formatToParts(utcMs);
  const of = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  const local = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return local - Math.floor(utcMs / 1000) * 1000;
}
