import { z } from "zod";
import { AGENDA_DAYS_MAX, FILTER_VALUES_MAX, FREE_TIME_DAYS_MAX } from "../limits.ts";
import { AppointmentState, OneModality } from "./appointments.ts";
import { Id, Instant } from "./common.ts";
import { Absence, HolidayOpen, WorkingHours } from "./working-hours.ts";

/** A filter that may be named several times; each row has to fit one of its values. */
const many = <T extends z.ZodType>(value: T) =>
  z.preprocess(
    (given) => (typeof given === "string" ? [given] : given),
    z.array(value).max(FILTER_VALUES_MAX).optional(),
  );

const DAY_MS = 24 * 3600_000;
/** Half a day longer than that many days: one of them has 25 hours where clocks change. */
const isPeriod = (days: number) =>
  [
    z.refine<{ from: string; to: string }>(({ from, to }) => Date.parse(from) < Date.parse(to), {
      message: "depois de from",
      path: ["to"],
    }),
    z.refine<{ from: string; to: string }>(
      ({ from, to }) => Date.parse(to) - Date.parse(from) <= (days + 0.5) * DAY_MS,
      {
        message: `no máximo ${days} dias depois de from`,
        path: ["to"],
      },
    ),
  ] as const;
const period = { from: Instant, to: Instant.describe("Not included") };

export const AgendaQuery = z
  .object({
    ...period,
    professionalId: many(Id),
    serviceId: many(Id),
    state: many(AppointmentState),
    modality: many(OneModality),
  })
  .check(...isPeriod(AGENDA_DAYS_MAX));

const AgendaAppointment = z
  .object({
    id: Id,
    startsAt: z.string(),
    endsAt: z.string(),
    durationMinutes: z.number(),
    state: AppointmentState,
    modality: OneModality,
    patientId: Id,
    patient: z.string(),
    patientPhone: z.string().nullable(),
    insurance: z.string().nullable().describe("The patient's plan; null: none is noted"),
    guardian: z
      .object({ id: Id, name: z.string(), phone: z.string().nullable() })
      .nullable()
      .describe("Who is called about the patient"),
    professionalId: Id,
    professional: z.string(),
    serviceId: Id,
    service: z.string(),
    serviceColor: z.string(),
    link: z.string().nullable(),
    note: z.string().nullable(),
    reason: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: "AgendaAppointment" });

const Period = z.object({ startsAt: z.string(), endsAt: z.string() }).meta({ id: "Period" });
const AgendaProfessional = z
  .object({
    id: Id,
    name: z.string(),
    active: z.boolean(),
    workingHours: z.array(WorkingHours),
    absences: z.array(Absence).describe("That touch the range"),
    working: z
      .array(Period)
      .describe("When they work in the range: their hours within the clinic's, without holidays and absences"),
    hasHours: z.boolean().describe("False: neither they nor the clinic have hours set"),
  })
  .meta({ id: "AgendaProfessional" });

export const Agenda = z
  .object({
    timeZone: z.string().describe("The clinic's"),
    appointments: z.array(AgendaAppointment),
    isComplete: z.boolean().describe("False: there are more appointments than one answer holds"),
    professionals: z
      .array(AgendaProfessional)
      .describe("Those who work here, and those who have something in the range"),
    open: z.array(Period).describe("When the clinic is open in the range; all the time as long as no hours are set"),
    holidays: z.array(z.object({ day: z.string(), name: z.string(), open: HolidayOpen })),
  })
  .meta({ id: "Agenda" });

export const FreeTimesQuery = z
  .object({
    ...period,
    serviceId: Id,
    professionalId: many(Id).describe("Of these, whatever services they give; absent: of all who give the service"),
    modality: OneModality.optional(),
    durationMinutes: z.coerce.number().int().min(5).max(720).optional().describe("The service's own when absent"),
    exceptId: Id.optional().describe("An appointment that is to be moved: it does not stand in its own way"),
  })
  .check(...isPeriod(FREE_TIME_DAYS_MAX));

export const FreeTimes = z
  .object({
    timeZone: z.string().describe("The clinic's"),
    durationMinutes: z.int(),
    items: z.array(
      z.object({ startsAt: z.string(), endsAt: z.string(), professionalId: Id, professional: z.string() }),
    ),
    isComplete: z.boolean().describe("False: there are more than one answer holds; ask for fewer days"),
    professionals: z
      .array(z.object({ id: Id, name: z.string(), hasHours: z.boolean() }))
      .describe("Who was looked at; one without hours has no times, because nothing says when they work"),
  })
  .meta({ id: "FreeTimes" });
