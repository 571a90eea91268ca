import { addDays } from "#lib/format/calendar.ts";

export interface Span {
  readonly from: string;
  readonly to: string;
}

/** As the API allows it. */
export const DAYS_MAX = 400;
export const PERIODS = [7, 30, 90] as const;
const DAYS_USUAL = 30;

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
export const daysIn = ({ from, to }: Span): number => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

/**
 * Both days included. What stands in the address and makes no period counts as the usual one. The usual ones end with
 * yesterday: a day that is not over would look like a fall, and weigh as much as a whole one before.
 */
export function periodOf(asked: { days: string; from: string; to: string }, today: string): Span {
  if (isDay(asked.from) && isDay(asked.to)) {
    const span = { from: asked.from, to: asked.to };
    if (daysIn(span) >= 1 && daysIn(span) <= DAYS_MAX) return span;
  }
  const days = PERIODS.find((each) => String(each) === asked.days) ?? DAYS_USUAL;
  return { from: addDays(today, -days), to: addDays(today, -1) };
}

/** As many days, right before. */
export function formerOf(span: Span): Span {
  return { from: addDays(span.from, -daysIn(span)), to: addDays(span.from, -1) };
}
