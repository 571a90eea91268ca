import type { Language, LOOKUPS, PatientCard } from "@acolhe/events";
import { appointmentTime } from "./appointment-time.ts";

type Values = Record<(typeof LOOKUPS)["appointments"][number], string>;

/** What the lookup `appointments` brings: the next one of all that are known behind a contact; null where there is none. */
export function nextAppointment(
  card: PatientCard | null,
  { now, timeZone, language }: { now: number; timeZone: string; language: Language },
): Values | null {
  const ahead = (card?.patients ?? []).flatMap(({ name, appointment }) =>
    appointment && appointment.at > now ? [{ ...appointment, name }] : [],
  );
  const next = ahead.sort((a, b) => a.at - b.at)[0];
  if (!next) return null;
  return {
    appointment: next.id,
    appointment_name: next.service,
    appointment_when: appointmentTime(next.at, timeZone, language),
    appointment_patient: next.name.split(" ")[0]!,
  };
}
