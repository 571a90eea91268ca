import { languageTag } from "#lib/format/dates.ts";
import { dateFormat } from "#lib/format/intl.ts";
import { m } from "#lib/paraglide/messages.js";
import { linesOf, WEEKDAYS, type Week, type Weekday } from "./week.ts";

/** The fifth of January 2026 is a Monday. */
const name = (weekday: Weekday, length: "long" | "short") =>
  dateFormat(languageTag(), { weekday: length, timeZone: "UTC" }).format(
    Date.UTC(2026, 0, 5 + WEEKDAYS.indexOf(weekday), 12),
  );

/** Segunda */
export function weekdayName(weekday: Weekday): string {
  const text = name(weekday, "long").replace(/-feira$/, "");
  return text.charAt(0).toLocaleUpperCase(languageTag()) + text.slice(1);
}

const short = (weekday: Weekday) => name(weekday, "short").replace(/\.$/, "");

/** seg a sex 08:00–12:00, 13:00–18:00; sáb 08:00–12:00 */
export const weekText = (week: Week): string =>
  linesOf(week)
    .map(
      ({ from, to, text }) =>
        `${from === to ? short(from) : m.hours_days({ from: short(from), to: short(to) })} ${text}`,
    )
    .join("; ");
