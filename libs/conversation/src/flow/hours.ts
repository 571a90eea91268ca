import type { ClinicHours } from "@acolhe/events";
import { DateTime } from "luxon";
import type { z } from "zod";
import { Hours } from "./head-schema.ts";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
/** A clinic that does not open within so many days has no opening time to name. */
const LOOK_AHEAD_DAYS = 31;
const FORMAT = "yyyy-MM-dd'T'HH:mm";

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
  return {
    open,
    reason: open ? "open" : isHoliday(hours, local) ? "holiday" : "closed",
    local: local.toFormat(FORMAT),
    opens: open ? null : nextOpening(hours, local),
  };
}

function nextOpening(hours: Hours, from: DateTime): string | null {
  for (let days = 0; days < LOOK_AHEAD_DAYS; days++) {
    const day = from.plus({ days });
    const first = spansOf(hours, day).find(([start]) => days > 0 || start > from.toFormat("HH:mm"));
    if (first) return `${day.toFormat("yyyy-MM-dd")}T${first[0]}`;
  }
  return null;
}

function spansOf(hours: Hours, day: DateTime): [from: string, to: string][] {
  const special = hours.special?.[day.toFormat("yyyy-MM-dd")];
  const spans = special ?? (isHoliday(hours, day) ? [] : hours.weekly[DAYS[day.weekday - 1]!]);
  return spans.map((span) => span.split("-") as [string, string]).sort();
}

const isHoliday = ({ holidays }: Hours, day: DateTime): boolean =>
  holidays.includes(day.toFormat("MM-dd")) || holidays.includes(day.toFormat("yyyy-MM-dd"));
