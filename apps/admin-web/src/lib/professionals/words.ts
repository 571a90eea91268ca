import { day } from "#lib/format/dates.ts";
import type { TypedAbsence } from "#lib/hours/absence.ts";
import { weekdayName } from "#lib/hours/names.ts";
import { type Span, spansText, WEEKDAYS, type Weekday } from "#lib/hours/week.ts";
import { m } from "#lib/paraglide/messages.js";
import type { ProfessionalForm } from "./form.ts";
import type { Service } from "./professionals.ts";

type Field = keyof ProfessionalForm;

export const fieldLabels = (): Record<Field, string> => ({
  name: m.professionals_name(),
  registration: m.professionals_registration(),
  phone: m.professionals_phone(),
  email: m.professionals_email(),
  active: m.professionals_active(),
  serviceIds: m.professionals_services(),
  absences: m.professionals_absences(),
  ...(Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, weekdayName(weekday)])) as Record<Weekday, string>),
});

function absenceText({ fromDay, fromTime, toDay, toTime, reason }: TypedAbsence): string {
  const from = [fromDay && day(fromDay), fromTime].filter(Boolean).join(" ");
  const to = [toDay && day(toDay), toTime].filter(Boolean).join(" ");
  return `${from === to ? from : `${from} – ${to}`}${reason ? ` (${reason})` : ""}`;
}

/** A field's value as a person reads it, for choosing between two. */
export function fieldText(field: Field, value: unknown, services: readonly Service[]): string {
  if ((WEEKDAYS as readonly string[]).includes(field)) return spansText(value as Span[]) || m.hours_none();
  if (field === "active") return value ? m.ui_yes() : m.ui_no();
  if (field === "absences") return (value as TypedAbsence[]).map(absenceText).join("; ");
  if (field !== "serviceIds") return String(value ?? "");
  const chosen = value as string[];
  return services
    .filter(({ id }) => chosen.includes(id))
    .map(({ texts }) => texts.pt.name)
    .join(", ");
}
