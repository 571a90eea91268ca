import { addDays, dayOf } from "#lib/format/calendar.ts";
import { dateFormat } from "#lib/format/intl.ts";
import { type Span, WEEKDAYS, type Week } from "./week.ts";

/** Whether the clinic is open, from what staff have set: the same rules by which the bot knows it. */

interface Holiday {
  readonly day: string;
  readonly name: string;
  /** In their order; none: closed all day. */
  readonly open: readonly Span[];
}
export interface Opening {
  readonly isOpen: boolean;
  /** The holiday that today is, open or not; "" for one of the bot's flow, which has no names. */
  readonly holiday: string | null;
  /** HH:MM of today, while it is open. */
  readonly closesAt: string | null;
  /** While it is closed; null: not within a month. */
  readonly opensAt: { readonly day: string; readonly time: string } | null;
}

const LOOK_AHEAD_DAYS = 31;

type Days = Pick<Given, "week" | "holidays" | "yearly">;

const isOfFlow = (day: string, yearly: readonly string[]): boolean =>
  yearly.includes(day) || yearly.includes(day.slice("2026-".length));

/** Holidays of either close; what staff say of a day counts more. */
function spansOn(day: string, { week, holidays, yearly }: Days): readonly Span[] {
  const holiday = holidays.find((one) => one.day === day);
  if (holiday) return holiday.open;
  if (isOfFlow(day, yearly)) return [];
  const weekday = WEEKDAYS[(new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7];
  const spans = weekday ? week[weekday] : [];
  return [...spans].sort((a, b) => (a.opens < b.opens ? -1 : 1));
}

interface Given {
  readonly week: Week;
  readonly holidays: readonly Holiday[];
  /** Days on which the bot's flow closes: `12-25` of each year, or a date. */
  readonly yearly: readonly string[];
  readonly timeZone: string;
  readonly now: number;
}

export function openingAt({ timeZone, now, ...days }: Given): Opening {
  const { holidays, yearly } = days;
  const today = dayOf(now, timeZone);
  const time = dateFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(now);
  const span = spansOn(today, days).find(({ opens, closes }) => opens <= time && time < closes);
  return {
    isOpen: span !== undefined,
    holiday: holidays.find(({ day }) => day === today)?.name ?? (isOfFlow(today, yearly) ? "" : null),
    closesAt: span?.closes ?? null,
    opensAt: span ? null : nextOpening(today, time, days),
  };
}

function nextOpening(today: string, time: string, given: Days): Opening["opensAt"] {
  for (let days = 0; days < LOOK_AHEAD_DAYS; days++) {
    const day = addDays(today, days);
    const first = spansOn(day, given).find(({ opens }) => days > 0 || opens > time);
    if (first) return { day, time: first.opens };
  }
  return null;
}
