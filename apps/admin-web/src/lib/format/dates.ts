import { getLocale } from "#lib/paraglide/runtime.js";
import { session } from "#lib/session/session.svelte.ts";
import { dayOf } from "./calendar.ts";
import { dateFormat, numberFormat } from "./intl.ts";

const TAGS = { pt: "pt-BR", es: "es", en: "en-GB" } as const;
export const languageTag = (): string => TAGS[getLocale()];

type Moment = string | number | Date;

/** In the clinic's zone, never the device's. */
const format = (moment: Moment, options: Intl.DateTimeFormatOptions, timeZone = session.timeZone): string =>
  dateFormat(languageTag(), { timeZone, ...options }).format(new Date(moment));

/** 14:05 */
export const time = (moment: Moment) => format(moment, { hour: "2-digit", minute: "2-digit", hour12: false });
/** 29/11/2026 */
export const date = (moment: Moment) => format(moment, { day: "2-digit", month: "2-digit", year: "numeric" });
/** 29 de nov. */
export const shortDate = (moment: Moment) => format(moment, { day: "numeric", month: "short" });
/** domingo, 29 de novembro */
export const longDate = (moment: Moment) => format(moment, { weekday: "long", day: "numeric", month: "long" });
/** dom., 29 */
export const weekday = (moment: Moment) => format(moment, { weekday: "short", day: "numeric" });
/** 29/11/2026 14:05 */
export const dateTime = (moment: Moment) => `${date(moment)} ${time(moment)}`;
/** A day without an hour, such as a birthday: the same in every zone. */
export const day = (text: string) =>
  format(`${text}T12:00:00Z`, { day: "2-digit", month: "2-digit", year: "numeric" }, "UTC");
/** 29 de nov., of a day without an hour. */
export const shortDay = (text: string) => format(`${text}T12:00:00Z`, { day: "numeric", month: "short" }, "UTC");

/** segunda-feira to domingo. */
export const weekdayNames = (style: "long" | "short"): readonly string[] =>
  // 5 January 1970 was a Monday.
  Array.from({ length: 7 }, (_, index) => format(Date.UTC(1970, 0, 5 + index), { weekday: style }, "UTC"));

/** The day in the clinic's zone, as 2026-11-29. */
export const clinicDay = (moment: Moment): string => dayOf(moment, session.timeZone);

/** 5 min, 3 h, 2 d: how long something has lasted. */
export function duration(seconds: number): string {
  const unit = (value: number, name: string) =>
    numberFormat(languageTag(), { style: "unit", unit: name, unitDisplay: "short" }).format(value);
  if (seconds < 3600) return unit(Math.max(1, Math.floor(seconds / 60)), "minute");
  if (seconds < 48 * 3600) return unit(Math.floor(seconds / 3600), "hour");
  return unit(Math.floor(seconds / 86_400), "day");
}
