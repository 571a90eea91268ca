import { addDays, dayOf } from "#lib/format/calendar.ts";
import { type Span, WEEKDAYS, type Week } from "./week.ts";

/** Whether the clinic is open, from what staff have set: the same rules by which the bot knows it. */

interface Holiday {
  readonly day: string;
  readonly name: string;
  readonly opens: string | null;
  readonly closes: string | null;
}
export interface Opening {
  readonly isOpen: boolean;
  /** The holiday that today is, open or not. */
  readonly holiday: string | null;
  /** HH:MM of today, while it is open. */
  readonly closesAt: string | null;
  /** While it is closed; null: not within a month. */
  readonly opensAt: { readonly day: string; readonly time: string } | null;
}

const LOOK_AHEAD_DAYS = 31;

function spansOn(day: string, week: Week, holidays: readonly Holiday[]): readonly Span[] {
  const holiday = holidays.find((one) => one.day === day);
  if (holiday) {
    const { opens, closes } = holiday;
    return opens === null || closes === null ? [] : [{ opens, closes }];
  }
  const weekday = WEEKDAYS[(new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7];
  const spans = weekday ? week[weekday] : [];
  return [...spans].sort((a, b) => (a.opens < b.opens ? -1 : 1));
}

interface Given {
  readonly week: Week;
  readonly holidays: readonly Holiday[];
  readonly timeZone: string;
  readonly now: number;
}

export function openingAt({ week, holidays, timeZone, now }: Given): Opening {
  const today = dayOf(now, timeZone);
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(now);
  const span = spansOn(today, week, holidays).find(({ opens, closes }) => opens <= time && time < closes);
  return {
    isOpen: span !== undefined,
    holiday: holidays.find(({ day }) => day === today)?.name ?? null,
    closesAt: span?.closes ?? null,
    opensAt: span ? null : nextOpening(today, time, week, holidays),
  };
}

function nextOpening(today: string, time: string, week: Week, holidays: readonly Holiday[]): Opening["opensAt"] {
  for (let days = 0; days < LOOK_AHEAD_DAYS; days++) {
    const day = addDays(today, days);
    const first = spansOn(day, week, holidays).find(({ opens }) => days > 0 || opens > time);
    if (first) return { day, time: first.opens };
  }
  return null;
}
