import type { Absence, WorkingHours } from "@acolhe/database";
import { DateTime } from "luxon";
import type { Outside } from "../http/problem.ts";
import { WEEKDAYS } from "../schemas/working-hours.ts";
import { common, isInside, merged, overlaps, type Span, spanOf, without } from "./spans.ts";

interface Hours {
  readonly opens: string;
  readonly closes: string;
}

/** When the clinic is open, by its own clock. */
export interface ClinicCalendar {
  readonly timeZone: string;
  /** Null as long as staff have set no hours: then only holidays close it. */
  readonly weekly: Readonly<Record<(typeof WEEKDAYS)[number], readonly Hours[]>> | null;
  /** Days at other hours; none: closed. */
  readonly holidays: ReadonlyMap<string, readonly Hours[]>;
}

interface Worker {
  /** None: they work while the clinic is open. */
  readonly workingHours: readonly WorkingHours[];
  readonly absences: readonly Absence[];
}

const MINUTE_MS = 60_000;
/** No clock was ever put forward by more: Samoa left out a day. */
const GAP_HOURS_MAX = 26;

/** The days of a zone that a span touches, from midnight. */
function daysOf({ from, to }: Span, zone: string): DateTime[] {
  const days: DateTime[] = [];
  for (let day = DateTime.fromMillis(from, { zone }).startOf("day"); day.toMillis() < to; day = day.plus({ days: 1 }))
    days.push(day.startOf("day"));
  return days;
}

/** When a clock shows a time on a day; 24:00 is the next day's beginning. A time that is left out that day is the moment the clock was put forward. */
function instantOn(day: DateTime, time: string): number {
  const [hour, minute] = time.split(":").map(Number);
  if (hour === 24) return day.plus({ days: 1 }).startOf("day").toMillis();
  const at = day.set({ hour: hour!, minute: minute! });
  if (at.hour === hour && at.minute === minute) return at.toMillis();
  let [before, after] = [at.minus({ hours: GAP_HOURS_MAX }).toMillis(), at.toMillis()];
  while (after - before > MINUTE_MS) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE_MS) * MINUTE_MS;
    if (DateTime.fromMillis(middle, { zone: day.zone }).offset === at.offset) after = middle;
    else before = middle;
  }
  return after;
}

const wholeDay = (day: DateTime): Span => ({
  from: day.toMillis(),
  to: day.plus({ days: 1 }).startOf("day").toMillis(),
});
const onDay = (day: DateTime, { opens, closes }: Hours): Span => ({
  from: instantOn(day, opens),
  to: instantOn(day, closes),
});

/** While the clinic is open, holidays among it. */
export function clinicTime({ timeZone, weekly, holidays }: ClinicCalendar, window: Span): Span[] {
  const spans = daysOf(window, timeZone).flatMap((day) => {
    const open = holidays.get(day.toISODate()!) ?? weekly?.[WEEKDAYS[day.weekday - 1]!];
    return open ? open.map((hours) => onDay(day, hours)) : [wholeDay(day)];
  });
  return merged(spans);
}

/** The professional's own hours; null where none are set. */
function ownTime(hours: readonly WorkingHours[], timeZone: string, window: Span): Span[] | null {
  if (hours.length === 0) return null;
  const spans = daysOf(window, timeZone).flatMap((day) =>
    hours.filter(({ weekday }) => weekday === day.weekday).map((one) => onDay(day, one)),
  );
  return merged(spans);
}

/** Whether anything says when this professional works. */
export const hasHours = ({ workingHours }: Pick<Worker, "workingHours">, { weekly }: ClinicCalendar): boolean =>
  workingHours.length > 0 || weekly !== null;

/**
 * While a professional works: in their own hours and the clinic's, each where they are set, and not while they are away.
 * Whole days of the clinic's zone, so that the answer for a day does not depend on where the window begins.
 */
export function workingTime({ workingHours, absences }: Worker, calendar: ClinicCalendar, window: Span): Span[] {
  if (!hasHours({ workingHours }, calendar)) return [];
  const open = clinicTime(calendar, window);
  const own = ownTime(workingHours, calendar.timeZone, window);
  return without(own === null ? open : common(own, open), absences.map(spanOf));
}

/** Why an appointment would be outside of working hours; none: it is inside, or nothing says when they are. */
export function whyOutside(wanted: Span, { workingHours, absences }: Worker, calendar: ClinicCalendar): Outside[] {
  const own = ownTime(workingHours, calendar.timeZone, wanted);
  const isClosed = !isInside(wanted, clinicTime(calendar, wanted));
  const isHoliday = daysOf(wanted, calendar.timeZone).some((day) => calendar.holidays.has(day.toISODate()!));
  return [
    ...(absences.some((absence) => overlaps(wanted, spanOf(absence))) ? ["absence" as const] : []),
    ...(isClosed && isHoliday ? ["holiday" as const] : []),
    ...(own !== null && !isInside(wanted, own) ? ["professional-hours" as const] : []),
    ...(isClosed && !isHoliday ? ["clinic-hours" as const] : []),
  ];
}
