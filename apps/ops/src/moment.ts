import { InvalidArgumentError } from "commander";

/** When something was, as it was given: which instant that is, the time zone says. Epoch ms. */
export type Moment = (timeZone: string, now?: number) => number;

const SPAN_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DAY_MS = SPAN_MS.d;

/** Seconds and ms of an hour that is given without them. */
interface Filled {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly ms: number;
}
const FIRST: Filled = { hours: 0, minutes: 0, seconds: 0, ms: 0 };
const LAST: Filled = { hours: 23, minutes: 59, seconds: 59, ms: 999 };

/**
 * An instant, an hour (the last time it was that late), a day, or a span ago. What is given to the minute is meant to its end.
 *
 * @throws InvalidArgumentError for what is none of it
 */
export const parseTime = (text: string): Moment => momentOf(text, LAST);

/** The same where something begins: a minute is meant from its first second. */
export const parseSince = (text: string): Moment => momentOf(text, FIRST);

function momentOf(text: string, filled: Filled): Moment {
  const [, count, unit] = /^(\d{1,6})(s|m|h|d)$/.exec(text) ?? [];
  if (unit) return (_zone, now = Date.now()) => now - Number(count) * SPAN_MS[unit as keyof typeof SPAN_MS];
  const [, hour, minute, second] = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text) ?? [];
  if (hour) {
    const of = (rest: Filled) => sinceMidnight({ ...rest, hours: Number(hour), minutes: Number(minute) }, second);
    return (zone, now = Date.now()) => {
      const today = startOfDay(wallOf(now, zone));
      // An hour that is still to come today was yesterday.
      const day = instantOf(today + of(FIRST), zone) > now ? today - DAY_MS : today;
      return instantOf(day + of(filled), zone);
    };
  }
  const [, date, time] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?$/.exec(text) ?? [];
  if (date && isInCalendar(date) && !Number.isNaN(Date.parse(`${date}T${time ?? "00:00"}Z`))) {
    const [h, m, s] = time?.split(":") ?? [];
    const given = h ? { ...filled, hours: Number(h), minutes: Number(m) } : filled;
    const wall = Date.parse(`${date}T00:00Z`) + sinceMidnight(given, s);
    return (zone) => instantOf(wall, zone);
  }
  const instant = Date.parse(text);
  if (Number.isNaN(instant) || !isInCalendar(text.slice(0, 10)) || !/[T ]\d\d:.*(?:Z|[+-]\d\d:?\d\d)$/i.test(text))
    throw new InvalidArgumentError("give a time as 2026-11-29T13:09:00-03:00, 2026-11-29, 13:09 or 15m");
  return () => instant;
}

/** The language takes 30 February for 2 March, and 01-02-2026 for a day of January. */
const isInCalendar = (date: string): boolean => {
  const ms = Date.parse(`${date}T00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
};

const sinceMidnight = ({ hours, minutes, seconds, ms }: Filled, second: string | undefined): number =>
  hours * SPAN_MS.h + minutes * SPAN_MS.m + (second === undefined ? seconds : Number(second)) * SPAN_MS.s + ms;

const startOfDay = (wallMs: number): number => Math.floor(wallMs / DAY_MS) * DAY_MS;

/** What a clock on the wall shows, as if it stood in Greenwich. */
function wallOf(ms: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone, hourCycle: "h23" as const },
    ...({ year: "numeric", month: "numeric", day: "numeric" } as const),
    ...({ hour: "numeric", minute: "numeric", second: "numeric" } as const),
  }).formatToParts(ms);
  const at = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const seconds = Date.UTC(at("year"), at("month") - 1, at("day"), at("hour"), at("minute"), at("second"));
  return seconds + (((ms % 1000) + 1000) % 1000);
}

/** The instant at which the wall shows that. Twice, because the first guess may lie beyond a change of the clock. */
function instantOf(wallMs: number, timeZone: string): number {
  const guess = wallMs - (wallOf(wallMs, timeZone) - wallMs);
  return guess - (wallOf(guess, timeZone) - wallMs);
}
