import { dayOf, instantOf } from "#lib/format/calendar.ts";
import { languageTag, longDate } from "#lib/format/dates.ts";
import { phone } from "#lib/format/text.ts";
import type { Opening } from "#lib/hours/opening.ts";
import { m } from "#lib/paraglide/messages.js";
import { session } from "#lib/session/session.svelte.ts";
import type { Talk } from "./bot.ts";
import type { Told } from "./told.ts";

const DAY_MS = 24 * 3600_000;

/** Hoje às 13:00, amanhã às 08:00, segunda-feira, 1 de dezembro às 08:00 */
function opensText({ day, time }: NonNullable<Opening["opensAt"]>, now: number): string {
  const days = Math.round((Date.parse(day) - Date.parse(dayOf(now, session.timeZone))) / DAY_MS);
  const near = new Intl.RelativeTimeFormat(languageTag(), { numeric: "auto" }).format(days, "day");
  const name = days <= 1 ? near : longDate(instantOf(day, time, session.timeZone));
  return m.bot_opens({ day: name, time });
}

export function toldText(told: Told, opening: Opening | null, now: number): string {
  const when = opening?.opensAt ? opensText(opening.opensAt, now) : "";
  const texts: Record<Told, () => string> = {
    offline: m.bot_told_offline,
    off: m.bot_told_off,
    "off-here": m.bot_told_off_here,
    unset: m.bot_told_unset,
    open: () => m.bot_told_open({ time: opening?.closesAt ?? "" }),
    holiday: () => m.bot_told_holiday({ holiday: opening?.holiday || m.bot_holiday_of_flow(), when }),
    closed: () => m.bot_told_closed({ when }),
    shut: m.bot_told_shut,
  };
  return texts[told]();
}

/** A contact by its number, where WhatsApp shows one. */
export const contactText = (contactKey: string): string =>
  contactKey.startsWith("lid-") ? m.bot_block_hidden() : phone(contactKey);

export const talkName = ({ writer, name, contactKey }: Pick<Talk, "writer" | "name" | "contactKey">): string =>
  writer.name ?? name ?? contactText(contactKey);
