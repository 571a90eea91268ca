import { clockOf } from "#lib/agenda/minutes.ts";
import { addDays, dayOf, instantOf, startOfDay } from "#lib/format/calendar.ts";
import { isDay } from "#lib/format/day-input.ts";
import { isHour } from "#lib/format/hour-input.ts";

/** An absence as it is typed: whole days, unless an hour is given. */
export interface TypedAbsence {
  readonly fromDay: string;
  readonly fromTime: string;
  readonly toDay: string;
  readonly toTime: string;
  readonly reason: string;
}
interface Absence {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly reason: string | null;
}

const MIDNIGHT = "00:00";

/** An end at midnight is the evening of the day before. */
export function typedAbsence({ startsAt, endsAt, reason }: Absence, timeZone: string): TypedAbsence {
  const from = clockOf(startsAt, timeZone);
  const to = clockOf(endsAt, timeZone);
  const lastDay = dayOf(endsAt, timeZone);
  return {
    fromDay: dayOf(startsAt, timeZone),
    fromTime: from === MIDNIGHT ? "" : from,
    toDay: to === MIDNIGHT ? addDays(lastDay, -1) : lastDay,
    toTime: to === MIDNIGHT ? "" : to,
    reason: reason ?? "",
  };
}

/** Without a last day it is one day. */
export function absenceOf(typed: TypedAbsence, timeZone: string): Absence {
  const lastDay = typed.toDay === "" ? typed.fromDay : typed.toDay;
  return {
    startsAt: instantOf(typed.fromDay, typed.fromTime || MIDNIGHT, timeZone),
    endsAt: typed.toTime ? instantOf(lastDay, typed.toTime, timeZone) : startOfDay(addDays(lastDay, 1), timeZone),
    reason: typed.reason.trim() || null,
  };
}

/** Whether an absence can be made of it. */
export const isTyped = ({ fromDay, fromTime, toDay, toTime }: TypedAbsence): boolean =>
  isDay(fromDay) && (toDay === "" || isDay(toDay)) && [fromTime, toTime].every((time) => time === "" || isHour(time));
