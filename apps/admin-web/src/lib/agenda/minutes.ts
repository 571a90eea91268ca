import { addDays, dayOf, instantOf } from "#lib/format/calendar.ts";
import { dateFormat } from "#lib/format/intl.ts";

/** A stretch of a day, in minutes since its midnight by the clinic's clock. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
interface Period {
  readonly startsAt: string;
  readonly endsAt: string;
}

const DAY_MINUTES = 24 * 60;
const WHOLE_DAY: Span = { from: 0, to: DAY_MINUTES };
/** What is shown where nothing says when the clinic works. */
const USUAL_DAY: Span = { from: 8 * 60, to: 18 * 60 };

/** 14:05 as the clinic's clock shows it, whatever the language. */
export function clockOf(moment: string | number, timeZone: string): string {
  const format = dateFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return format.format(new Date(moment));
}

export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

export function clockAt(minute: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** How long it lasts. */
export const minutesOf = ({ startsAt, endsAt }: Period): number => (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;

/** The instant of a minute of a day. */
export const instantAt = (day: string, minute: number, timeZone: string): string =>
  minute >= DAY_MINUTES
    ? instantOf(addDays(day, 1), clockAt(minute - DAY_MINUTES), timeZone)
    : instantOf(day, clockAt(minute), timeZone);

/** The part of a period that lies on a day; undefined: none of it does. */
export function spanOn(day: string, { startsAt, endsAt }: Period, timeZone: string): Span | undefined {
  const first = dayOf(startsAt, timeZone);
  const last = dayOf(Date.parse(endsAt) - 1, timeZone);
  if (first > day || last < day) return undefined;
  const from = first < day ? 0 : minuteOf(clockOf(startsAt, timeZone));
  const to = last > day ? DAY_MINUTES : minuteOf(clockOf(endsAt, timeZone)) || DAY_MINUTES;
  // Where clocks go back, an hour's end may read earlier than its beginning.
  return { from, to: Math.max(to, from + 1) };
}

/** What of a stretch none of the others covers. */
export function without(whole: Span, taken: readonly Span[]): Span[] {
  const free: Span[] = [];
  let from = whole.from;
  for (const span of [...taken].sort((a, b) => a.from - b.from)) {
    if (span.from > from) free.push({ from, to: Math.min(span.from, whole.to) });
    from = Math.max(from, span.to);
    if (from >= whole.to) break;
  }
  if (from < whole.to) free.push({ from, to: whole.to });
  return free;
}

/** The hours a calendar shows: everything that is in it, in whole hours, and never less than a short day. */
export function hoursShown(spans: readonly Span[]): Span {
  const parts = spans.filter(({ from, to }) => from > WHOLE_DAY.from || to < WHOLE_DAY.to);
  if (parts.length === 0) return USUAL_DAY;
  const from = Math.min(...parts.map((span) => span.from));
  const to = Math.max(...parts.map((span) => span.to));
  return { from: Math.floor(from / 60) * 60, to: Math.min(DAY_MINUTES, Math.ceil(to / 60) * 60) };
}

export interface Lane {
  /** Counted from the left, and how many stand side by side there. */
  readonly lane: number;
  readonly lanes: number;
}

/** Side by side what is at the same time. Rows keep their order; those that touch each other share the width. */
export function lanesOf(spans: readonly Span[]): Lane[] {
  const order = spans.map((span, index) => ({ ...span, index })).sort((a, b) => a.from - b.from || b.to - a.to);
  const result: Lane[] = new Array(spans.length);
  let group: { index: number; lane: number }[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const { index, lane } of group) result[index] = { lane, lanes: ends.length };
    group = [];
    ends = [];
  };
  for (const { from, to, index } of order) {
    if (ends.every((end) => end <= from)) close();
    const free = ends.findIndex((end) => end <= from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = to;
    group.push({ index, lane });
  }
  close();
  return result;
}
