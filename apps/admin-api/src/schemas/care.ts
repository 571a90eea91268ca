import { z } from "zod";
import { SERVICE_INSURANCES_MAX } from "../limits.ts";
import { Email, Id, line, Name, Phone, prose, stamps } from "./common.ts";
import { pageOf } from "./page.ts";
import { Absence, AbsencesInput, WorkingHours, WorkingHoursInput } from "./working-hours.ts";

/** The name of a thing in the bot's flow, which takes no longer ones, and none that begin with a digit. */
const Slug = z
  .string()
  .max(32)
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, "letras minúsculas, números e hífens");
const text = z.object({ name: line(120), description: prose(2000).optional() });
const Texts = z
  .object({ pt: text, es: text.optional(), en: text.optional() })
  .meta({ id: "ServiceTexts", description: "Portuguese is what the other languages fall back to" });
const PriceCents = z.int().min(0).max(100_000_000);
/** Two spellings of one plan would be one at the desk, with two prices. */
const areDistinct = (plans: readonly { readonly name: string }[]): boolean =>
  new Set(plans.map(({ name }) => name.toLocaleLowerCase("pt"))).size === plans.length;
const Modality = z.enum(["in-person", "online", "both"]);

const serviceInput = {
  slug: Slug,
  texts: Texts,
  synonyms: z
    .array(line(40))
    .max(20)
    .optional()
    .describe("What else patients call it, in whatever language: the bot takes each for this service"),
  insurances: z
    .array(z.object({ name: line(60), priceCents: PriceCents.nullable() }))
    .max(SERVICE_INSURANCES_MAX)
    .refine(areDistinct, "cada convênio uma vez só")
    .nullable()
    .optional()
    .describe("The plans it takes, and the patient's own part by each; null: as the bot's flow has it; []: none"),
  priceCents: PriceCents.nullable().optional(),
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
    insurances: z.array(z.object({ name: z.string(), priceCents: z.int().nullable() })).nullable(),
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
