import { TEXT_LENGTH_MAX } from "@acolhe/events";
import { z } from "zod";
import { CHANGES } from "../agenda/told.ts";
import { BulkRows } from "../http/bulk.ts";
import { Id, Instant, Language, line, prose, stamps } from "./common.ts";
import { pageOf } from "./page.ts";

export const AppointmentState = z.enum([
  "requested",
  "scheduled",
  "confirmed",
  "arrived",
  "completed",
  "no-show",
  "cancelled",
]);
const Link = z
  .string()
  .max(500)
  .regex(/^https:\/\/[^\s\p{Cc}]+$/u, "um endereço que começa com https://");
/** An appointment itself is never both. */
export const OneModality = z.enum(["in-person", "online"]);
const appointment = {
  professionalId: Id,
  serviceId: Id,
  startsAt: Instant,
  modality: OneModality,
  link: Link.nullable().optional().describe("Where the video call is; the bot tells it to who asks"),
  note: prose(2000).nullable().optional(),
};
const AllowOutsideHours = z
  .boolean()
  .optional()
  .describe("Book it although the clinic is closed, or the professional away or not at work then");
const Tell = z
  .union([z.boolean(), prose(TEXT_LENGTH_MAX)])
  .optional()
  .describe(
    "Tell the patient, or who answers for them, on WhatsApp: true for the sentence of the preview, or these words",
  );
const Recipient = z
  .object({
    kind: z.enum(["patient", "guardian"]),
    id: Id,
    name: z.string(),
    channel: z.string(),
    contactKey: z.string(),
  })
  .meta({ id: "Recipient", description: "Who is told, and in which conversation" });
export const AppointmentInput = z
  .object({
    patientId: Id,
    ...appointment,
    durationMinutes: z.int().min(5).max(720).optional().describe("The service's own when absent"),
    state: z.enum(["requested", "scheduled", "confirmed"]).default("scheduled"),
    allowOutsideHours: AllowOutsideHours,
    tell: Tell,
  })
  .meta({ id: "NewAppointment" });
export const AppointmentPatch = z
  .object({
    ...appointment,
    durationMinutes: z.int().min(5).max(720),
    allowOutsideHours: AllowOutsideHours,
    tell: Tell,
  })
  .partial()
  .meta({ id: "AppointmentPatch" });
const stateChange = { state: AppointmentState, reason: line(500).optional() };
export const AppointmentStateChange = z.object({ ...stateChange, tell: Tell }).meta({ id: "AppointmentStateChange" });
export const AppointmentsStateChange = z
  .object({
    rows: BulkRows,
    ...stateChange,
    tell: z.boolean().optional().describe("A row with no one to tell fails, and stays as it is"),
  })
  .meta({ id: "AppointmentsStateChange" });
const listedAppointment = {
  id: Id,
  patientId: Id,
  patient: z.string(),
  professionalId: Id,
  professional: z.string(),
  serviceId: Id,
  service: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  state: AppointmentState,
  modality: z.enum(["in-person", "online", "both"]),
  link: z.string().nullable(),
  note: z.string().nullable(),
  reason: z.string().nullable(),
  ...stamps,
};
const AppointmentListed = z.object(listedAppointment).meta({ id: "AppointmentListed" });
export const AppointmentsPage = pageOf(AppointmentListed, "AppointmentsPage");
export const Appointment = z
  .object({
    ...listedAppointment,
    history: z.array(
      z.object({
        at: z.string(),
        by: z.string().nullable(),
        stateBefore: AppointmentState.nullable(),
        state: AppointmentState,
        startsAt: z.string(),
        professionalId: Id,
        reason: z.string().nullable(),
      }),
    ),
    told: Recipient.optional().describe("Who was told of this change, where the request asked for it"),
  })
  .meta({ id: "Appointment" });

const { professionalId, serviceId, startsAt, modality, link } = appointment;
const subject = { professionalId, serviceId, startsAt, modality, link };
const change = z.enum(CHANGES);
export const AppointmentChange = z
  .object({ change, ...z.object(subject).partial().shape })
  .meta({ id: "AppointmentChange", description: "What is absent is as it stands" });
export const NewAppointmentChange = z
  .object({ change: change.default("booked"), patientId: Id, ...subject })
  .meta({ id: "NewAppointmentChange" });
export const AppointmentMessage = z
  .object({
    text: z.string(),
    language: Language,
    to: Recipient.nullable(),
    whyNot: z
      .enum(["no-conversation", "opted-out"])
      .nullable()
      .describe("Why it cannot be sent: none of the family ever wrote, or all who did want no more messages"),
  })
  .meta({ id: "AppointmentMessage" });
