import type { Language } from "@acolhe/events";
import { DateTime } from "luxon";

/** Written out here, because the names of days in Intl change with the version of Node (W2). */
const DAYS: Readonly<Record<Language, string>> = {
  pt: "seg ter qua qui sex sáb dom",
  es: "lun mar mié jue vie sáb dom",
  en: "Mon Tue Wed Thu Fri Sat Sun",
};
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** "qui 27/11, 14:00", by the clinic's own clock; short enough for a button. `at` in epoch milliseconds. */
export function appointmentTime(at: number, timeZone: string, language: Language): string {
  const local = DateTime.fromMillis(at, { zone: timeZone });
  const day = DAYS[language].split(" ")[local.weekday - 1]!;
  return `${day} ${dateText(local, language)}, ${local.toFormat("HH:mm")}`;
}

/** "27/11", "27 Nov" */
export const dateText = (date: DateTime, language: Language): string =>
  language === "en" ? `${date.day} ${MONTHS[date.month - 1]}` : date.toFormat("dd/MM");
