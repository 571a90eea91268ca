import { type Db, listHolidays, readSetting } from "@acolhe/database";
import { DateTime } from "luxon";
import { TIME_ZONE_DEFAULT } from "../clinic.ts";
import { WEEKDAYS } from "../schemas/working-hours.ts";
import type { Span } from "./spans.ts";
import type { ClinicCalendar } from "./working-time.ts";

type Weekly = NonNullable<ClinicCalendar["weekly"]>;

/** The clinic's hours and holidays as staff have set them, for the days that a span touches. */
export async function readClinicCalendar(db: Db, span: Span): Promise<ClinicCalendar> {
  const setting = (await readSetting(db, "business-hours"))?.value as ({ timeZone: string } & Weekly) | undefined;
  const timeZone = setting?.timeZone ?? TIME_ZONE_DEFAULT;
  const weekly = setting ? (Object.fromEntries(WEEKDAYS.map((day) => [day, setting[day]])) as Weekly) : null;
  const day = (at: number) => DateTime.fromMillis(at, { zone: timeZone }).toISODate()!;
  const holidays = await listHolidays(db, day(span.from), day(span.to));
  return { timeZone, weekly, holidays: new Map(holidays.map((one) => [one.day, one.open])) };
}

/** The whole days of the clinic's zone that a span touches. */
export function wholeDays({ from, to }: Span, zone: string): Span {
  const last = DateTime.fromMillis(to - 1, { zone }).startOf("day");
  return {
    from: DateTime.fromMillis(from, { zone }).startOf("day").toMillis(),
    to: last.plus({ days: 1 }).startOf("day").toMillis(),
  };
}
