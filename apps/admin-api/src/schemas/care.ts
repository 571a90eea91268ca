import { z } from "zod";
import { Email, Id, Instant, line, Name, Phone, prose, stamps } from "./common.ts";
import { pageOf } from "./page.ts";
import { Absence, AbsencesInput, WorkingHours, WorkingHoursInput } from "./working-hours.ts";

const Slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "letras minúsculas, números e hífens");
const text = z.object({ name: line(120), description: prose(2000).optional() });
const Texts = z
  .object({ pt: text, es: text.optional(), en: text.optional() })
  .meta({ id: "ServiceTexts", description: "Portuguese is what the other languages fall back to" });
const Modality = z.enum(["in-person", "online", "both"]);

const serviceInput = {
  slug: Slug,
  texts: Texts,
  synonyms: z
    .array(line(40))
    .max(20)
    .optional()
    .describe("What else patients call it, in whatever language: the bot takes each for this service"),
  priceCents: z.int().min(0).max(100_000_000).nullable().optional(),
  durationMinutes: z.int().min(5).max(720),
  modality: Modality,
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, "uma cor como #64748b")
    .optional()
    .describe("In the calendar"),
  active: z.boolean().optional(),
};
export const ServiceInput = z.object(serviceInput).meta({ id: "NewService" });
export const ServicePatch = z.object(serviceInput).partial().meta({ id: "ServicePatch" });
export const Service = z
  .object({
    id: Id,
    slug: z.string(),
    texts: z.object({
      pt: z.object({ name: z.string(), description: z.string().optional() }),
      es: z.object({ name: z.string(), description: z.string().optional() }).optional(),
      en: z.object({ name: z.string(), description: z.string().optional() }).optional(),
    }),
    synonyms: z.array(z.string()),
    priceCents: z.int().nullable(),
    durationMinutes: z.int(),
    modality: Modality,
    color: z.string(),
    active: z.boolean(),
    ...stamps,
  })
  .meta({ id: "Service" });
export const ServicesPage = pageOf(Service, "ServicesPage");

const professionalInput = {
  name: Name,
  registration: line(40).nullable().optional().describe("Registro no conselho, como CRP 06/123456"),
  phone: Phone.nullable().optional(),
  email: Email.nullable().optional(),
  active: z.boolean().optional(),
  serviceIds: z.array(Id).max(100).optional(),
  workingHours: WorkingHoursInput.optional(),
  absences: AbsencesInput.optional(),
};
export const ProfessionalInput = z.object(professionalInput).meta({ id: "NewProfessional" });
export const ProfessionalPatch = z.object(professionalInput).partial().meta({ id: "ProfessionalPatch" });
export const Professional = z
  .object({
    id: Id,
    name: z.string(),
    registration: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    active: z.boolean(),
    serviceIds: z.array(Id),
    workingHours: z.array(WorkingHours),
    absences: z.array(Absence),
    ...stamps,
  })
  .meta({ id: "Professional" });
export const ProfessionalsPage = pageOf(Professional, "ProfessionalsPage");

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
const appointment = {
  professionalId: Id,
  serviceId: Id,
  startsAt: Instant,
  modality: z.enum(["in-person", "online"]),
  link: Link.nullable().optional().describe("Where the video call is; the bot tells it to who asks"),
  note: prose(2000).nullable().optional(),
};
const AllowOutsideHours = z
  .boolean()
  .optional()
  .describe("Book it although the clinic is closed, or the professional away or not at work then");
export const AppointmentInput = z
  .object({
    patientId: Id,
    ...appointment,
    durationMinutes: z.int().min(5).max(720).optional().describe("The service's own when absent"),
    state: z.enum(["requested", "scheduled", "confirmed"]).default("scheduled"),
    allowOutsideHours: AllowOutsideHours,
  })
  .meta({ id: "NewAppointment" });
export const AppointmentPatch = z
  .object({ ...appointment, durationMinutes: z.int().min(5).max(720), allowOutsideHours: AllowOutsideHours })
  .partial()
  .meta({ id: "AppointmentPatch" });
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
  })
  .meta({ id: "Appointment" });

export const LeadStatus = z.enum(["new", "assigned", "converted", "discarded"]);
export const Lead = z
  .object({
    id: Id,
    channel: z.string(),
    contactKey: z.string(),
    capturedAt: z.string(),
    name: z.string().nullable(),
    service: z.string().nullable(),
    team: z.string().nullable(),
    reason: z.string().nullable(),
    kind: z.string().nullable().describe("What the flow calls what it captured; null for a call for a person alone"),
    language: z.string().nullable(),
    captured: z.unknown().describe("Everything the bot learned, as it was said"),
    status: LeadStatus,
    assigneeId: Id.nullable(),
    assignee: z.string().nullable(),
    patientId: Id.nullable(),
    guardianId: Id.nullable(),
    discardReason: z.string().nullable(),
    version: z.int().describe("Of what staff did with it; 0 for a new lead"),
  })
  .meta({ id: "Lead" });
export const LeadsPage = pageOf(Lead, "LeadsPage");
