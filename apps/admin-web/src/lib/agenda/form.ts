import { dayOf } from "#lib/format/calendar.ts";
import { m } from "#lib/paraglide/messages.js";
import type { Whole } from "./changes.ts";
import { clockOf, minutesOf } from "./minutes.ts";

/** What the form holds. A type, not an interface: merging reads it as a record. */
export type Values = {
  serviceId: string;
  professionalId: string;
  modality: "in-person" | "online";
  day: string;
  clock: string;
  durationMinutes: string;
  link: string;
  note: string;
};

export const valuesOf = (row: Whole, timeZone: string): Values => ({
  serviceId: row.serviceId,
  professionalId: row.professionalId,
  modality: row.modality === "online" ? "online" : "in-person",
  day: dayOf(row.startsAt, timeZone),
  clock: clockOf(row.startsAt, timeZone),
  durationMinutes: String(minutesOf(row)),
  link: row.link ?? "",
  note: row.note ?? "",
});

/** Whether the patient would notice a change: a note or the length is nobody's news. */
export const isNewsTo = (before: Values, after: Values): boolean =>
  (["serviceId", "professionalId", "modality", "day", "clock", "link"] as const).some(
    (field) => before[field] !== after[field],
  );

export const labelsOf = (): Readonly<Record<keyof Values, string>> => ({
  serviceId: m.agenda_service(),
  professionalId: m.agenda_professional(),
  modality: m.agenda_modality(),
  day: m.agenda_day(),
  clock: m.agenda_clock(),
  durationMinutes: m.agenda_duration(),
  link: m.agenda_link(),
  note: m.agenda_note(),
});
