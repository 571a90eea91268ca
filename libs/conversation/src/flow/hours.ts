import type { ClinicHours } from "@acolhe/events";
import { DateTime } from "luxon";
import type { z } from "zod";
import { Hours } from "./head-schema.ts";

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
/** How far ahead a patient who asks for the hours is told of days that are not as usual: until the weekday comes again. */
const EXCEPTION_DAYS = 7;
/** A clinic that does not open within so many days has no opening time to name. */
const LOOK_AHEAD_DAYS = 31;
const FORMAT = "yyyy-MM-dd'T'HH:mm";

type Span = [from: string, to: string];

/** The answer is the same for a whole minute, and asked for with every message: calendars are dear. */
const lately = new WeakMap<Hours, { minute: number; answer: ClinicHours }>();

/** What staff set of the hours, each part instead of the flow's or on top of it. */
export const StaffHours = Hours.partial({ timeZone: true, weekly: true });
export type StaffHours = z.infer<typeof StaffHours>;

const merged = new WeakMap<StaffHours, WeakMap<Hours, Hours>>();

/** The flow's hours, unless staff have set others. Holidays of either close, unless staff open the day. */
export function hoursWith(flow: Hours, staff: StaffHours | undefined): Hours {
  if (!staff) return flow;
  const made = merged.get(staff) ?? new WeakMap<Hours, Hours>();
  merged.set(staff, made);
  const hours = made.get(flow) ?? merge(flow, staff);
  made.set(flow, hours);
  return hours;
}

function merge(flow: Hours, staff: StaffHours): Hours {
  return {
    timeZone: staff.timeZone ?? flow.timeZone,
    weekly: staff.weekly ?? flow.weekly,
    holidays: [...new Set([...flow.holidays, ...staff.holidays])],
    special: { ...flow.special, ...staff.special },
  };
}

/**
 * All that a turn is told of the clinic's hours. Guards and texts read nothing else, so what a patient is told of the
 * hours never contradicts whether the clinic is open. What is as the flow says is left out.
 */
export function clinicHours(flow: Hours, staff: StaffHours | undefined, now: number): ClinicHours {
  const hours = hoursWith(flow, staff);
  const { timeZone, weekly } = hours;
  return {
    ...hoursAt(hours, now),
    ...(timeZone === flow.timeZone ? {} : { timeZone }),
    ...(weekly === flow.weekly ? {} : { weekly }),
  };
}

/** Whether the clinic is open at an instant, by its own clock. Depends on the time zone rules of the machine. */
export function hoursAt(hours: Hours, now: number): ClinicHours {
  const minute = Math.floor(now / 60_000);
  const known = lately.get(hours);
  if (known?.minute === minute) return known.answer;
  const answer = hoursIn(hours, minute * 60_000);
  lately.set(hours, { minute, answer });
  return answer;
}

function hoursIn(hours: Hours, now: number): ClinicHours {
  const local = DateTime.fromMillis(now, { zone: hours.timeZone });
  const time = local.toFormat("HH:mm");
  const open = spansOf(hours, local).some(([from, to]) => from <= time && time < to);
  const exceptions = exceptionsFrom(hours, local);
  return {
    open,
    reason: open ? "open" : isHoliday(hours, local) ? "holiday" : "closed",
    local: local.toFormat(FORMAT),
    opens: open ? null : nextOpening(hours, local),
    ...(exceptions.length === 0 ? {} : { exceptions }),
  };
}

/** For how long the clinic was open between two instants. */
export function openMs(hours: Hours, from: number, to: number): number {
  const last = DateTime.fromMillis(to, { zone: hours.timeZone });
  let day = DateTime.fromMillis(from, { zone: hours.timeZone }).startOf("day");
  let open = 0;
  for (; day <= last; day = day.plus({ days: 1 }))
    for (const [begins, ends] of spansOf(hours, day))
      open += Math.max(0, Math.min(to, timeOn(day, ends)) - Math.max(from, timeOn(day, begins)));
  return open;
}

/** 24:00 is the next day's beginning. */
function timeOn(day: DateTime, time: string): number {
  const [hour, minute] = time.split(":").map(Number);
  return day.set({ hour: hour!, minute: minute! }).toMillis();
}

function nextOpening(hours: Hours, from: DateTime): string | null {
  for (let days = 0; days < LOOK_AHEAD_DAYS; days++) {
    const day = from.plus({ days });
    const first = spansOf(hours, day).find(([start]) => days > 0 || start > from.toFormat("HH:mm"));
    if (first) return `${day.toFormat("yyyy-MM-dd")}T${first[0]}`;
  }
  return null;
}

function exceptionsFrom(hours: Hours, today: DateTime): NonNullable<ClinicHours["exceptions"]> {
  const written = (spans: readonly Span[]) => spans.map(([from, to]) => `${from}-${to}`);
  return Array.from({ length: EXCEPTION_DAYS }, (_, days) => today.plus({ days })).flatMap((day) => {
    const spans = written(spansOf(hours, day));
    const usual = written(spansIn(weekdayOf(hours, day)));
    return String(spans) === String(usual) ? [] : [{ day: day.toFormat("yyyy-MM-dd"), spans }];
  });
}

function spansOf(hours: Hours, day: DateTime): Span[] {
  const special = hours.special?.[day.toFormat("yyyy-MM-dd")];
  return spansIn(special ?? (isHoliday(hours, day) ? [] : weekdayOf(hours, day)));
}

/** The spans of one day as they are written, in their order, those that overlap as one; one that ends before it begins is none. */
export function spansIn(written: readonly string[]): Span[] {
  const found: Span[] = [];
  const parts = written.map((span) => span.split("-") as Span).filter(([from, to]) => from < to);
  for (const [from, to] of parts.sort()) {
    const last = found.at(-1);
    if (!last || from >= last[1]) found.push([from, to]);
    else if (to > last[1]) found[found.length - 1] = [last[0], to];
  }
  return found;
}

const weekdayOf = ({ weekly }: Hours, day: DateTime) => weekly[DAYS[day.weekday - 1]!];

const isHoliday = ({ holidays }: Hours, day: DateTime): boolean =>
  holidays.includes(day.toFormat("MM-dd")) || holidays.includes(day.toFormat("yyyy-MM-dd"));
