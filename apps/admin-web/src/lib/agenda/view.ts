import { addDays } from "#lib/format/calendar.ts";

export type View = "dia" | "semana" | "lista";
export const VIEWS: readonly View[] = ["dia", "semana", "lista"];

/** The view that the address names; a phone begins with the list. */
export const viewOf = (named: string, isWide: boolean): View =>
  VIEWS.find((view) => view === named) ?? (isWide ? "dia" : "lista");

/** The day that the address names. */
export function dayNamed(named: string, today: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(named) && !Number.isNaN(Date.parse(named));
  return isDay ? named : today;
}

/** Weeks begin on Mondays, as the clinic's hours do. */
function mondayOf(day: string): string {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

const LIST_DAYS = 7;

/** The days that a view shows. */
export function daysShown(view: View, day: string): string[] {
  if (view === "dia") return [day];
  const first = view === "semana" ? mondayOf(day) : day;
  return Array.from({ length: LIST_DAYS }, (_, index) => addDays(first, index));
}

/** The day to go to by one page of a view. */
export const turned = (view: View, day: string, by: 1 | -1): string =>
  addDays(day, by * (view === "dia" ? 1 : LIST_DAYS));
