import { type Flow, fieldText } from "@acolhe/conversation";
import { PatientCard, stableId } from "@acolhe/events";
import { z } from "zod";

/** What a clinic's records know of a contact, as people write it down. */
export const Records = z.object({
  /** Of the person who writes, where it is none of the patients. */
  name: z.string().min(1).optional(),
  patients: z.array(z.object({ name: z.string().min(1), birth_date: z.iso.date().optional() })).min(1),
  appointments: z
    .array(
      z.object({
        patient: z.string(),
        at: z.iso.datetime({ offset: true }),
        service: z.string().default(""),
        professional: z.string().optional(),
        modality: z.enum(["clinic", "video"]).optional(),
        link: z.string().optional(),
      }),
    )
    .default([]),
});
export type Records = z.infer<typeof Records>;

const ADULT_YEARS = 18;
const YEAR_MS = 365.25 * 86_400_000;

/** The fact that a turn has of them. A minor is written for by another person; a service is called as the catalogue does. */
export function cardOf(records: Records, flow: Flow, now: number): PatientCard {
  const isMinor = (born: string | undefined) => born !== undefined && now - Date.parse(born) < ADULT_YEARS * YEAR_MS;
  const { patients, appointments } = records;
  const adult = patients.find(({ birth_date }) => !isMinor(birth_date));
  return PatientCard.parse({
    name: records.name ?? (adult ?? patients[0]!).name,
    patients: patients.map(({ name, birth_date }) => {
      const next = appointments
        .filter(({ patient, at }) => patient === name && Date.parse(at) > now)
        .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))[0];
      return {
        id: stableId("patient", name),
        name,
        relation: isMinor(birth_date) || (records.name !== undefined && records.name !== name) ? "ward" : "self",
        ...(next ? { appointment: appointmentOf(next, flow) } : {}),
      };
    }),
  });
}

function appointmentOf(
  { patient, at, service, ...known }: Records["appointments"][number],
  { definition, head }: Flow,
) {
  const name = definition.catalogue.services?.[service]?.name;
  const language = head.languages[0]!;
  const called = name === undefined ? service : fieldText(name, language, language);
  return { id: stableId("appointment", patient, at), at: Date.parse(at), service: called, ...known };
}
