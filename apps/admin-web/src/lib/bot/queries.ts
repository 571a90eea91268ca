import { clinicDay } from "#lib/format/dates.ts";
import { keys } from "#lib/live/keys.ts";
import { readHolidays, readHours } from "./bot.ts";

export const hoursQuery = () => ({ queryKey: keys.settings("hours"), queryFn: readHours });
export const holidaysQuery = (now: number) => {
  const today = clinicDay(now);
  return { queryKey: keys.settings("holidays", today), queryFn: () => readHolidays(today) };
};
