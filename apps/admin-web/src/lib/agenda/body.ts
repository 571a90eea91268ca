import { isDay } from "#lib/format/day-input.ts";
import type { Values } from "./form.ts";
import { instantAt, minuteOf } from "./minutes.ts";

export const startOf = ({ day, clock }: Pick<Values, "day" | "clock">, timeZone: string): string | undefined =>
  isDay(day) && /^\d\d:\d\d/.test(clock) ? instantAt(day, minuteOf(clock), timeZone) : undefined;

/** The request's body. Undefined: the day, the hour, whom or what for is missing, or the day is none. */
export function bodyOf(values: Values, timeZone: string) {
  const startsAt = startOf(values, timeZone);
  const { serviceId, professionalId, modality } = values;
  if (!startsAt || !serviceId || !professionalId) return undefined;
  return {
    ...{ serviceId, professionalId, modality, startsAt },
    ...(values.durationMinutes ? { durationMinutes: Number(values.durationMinutes) } : {}),
    link: modality === "online" && values.link.trim() ? values.link.trim() : null,
    note: values.note.trim() || null,
  };
}
