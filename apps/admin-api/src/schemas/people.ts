import { z } from "zod";
import { AppointmentState } from "./appointments.ts";
import {
  ChannelId,
  Cpf,
  Day,
  Email,
  Id,
  Language,
  line,
  Name,
  Phone,
  stamps,
  TypedContactKey,
  Version,
} from "./common.ts";
import { pageOf } from "./page.ts";

/** Not before anyone who lives was born, and not after today, wherever the clinic is. */
export const isBirthDay = (day: string): boolean =>
  day > "1900-01-01" && day <= new Date(Date.now() + 14 * 3600_000).toISOString().slice(0, 10);
const BirthDate = Day.refine(isBirthDay, "depois de 1900 e não no futuro");

const input = {
  name: Name,
  socialName: Name.nullable().optional().describe("Nome social: how the person is called in every contact"),
  birthDate: BirthDate.nullable().optional(),
  cpf: Cpf.nullable().optional(),
  phone: Phone.nullable().optional(),
  email: Email.nullable().optional(),
  language: Language.optional(),
};
const insurance = { insurance: line(120).nullable().optional() };

export const GuardianInput = z.object(input).meta({ id: "NewGuardian" });
export const PatientInput = z.object({ ...input, ...insurance }).meta({ id: "NewPatient" });
export const GuardianPatch = z.object(input).partial().meta({ id: "GuardianPatch" });
export const PatientPatch = z
  .object({ ...input, ...insurance })
  .partial()
  .meta({ id: "PatientPatch" });

const listed = {
  id: Id,
  name: z.string(),
  socialName: z.string().nullable(),
  birthDate: z.string().nullable(),
  cpf: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  language: Language,
  ...stamps,
};
const Relation = z.enum([
  "mother",
  "father",
  "grandparent",
  "stepparent",
  "sibling",
  "partner",
  "child",
  "legal-guardian",
  "carer",
  "other",
]);
export const link = {
  relation: Relation,
  custody: z.enum(["sole", "shared", "none", "unknown"]),
  contactPreference: z.enum(["preferred", "allowed", "emergency-only", "never"]),
};
const relativeListed = { id: Id, name: z.string(), ...link };
export const TagRef = z.object({ id: Id, name: z.string(), color: z.string() }).meta({ id: "TagRef" });
const lastContactAt = z
  .string()
  .nullable()
  .describe("When something was last said in a conversation of theirs; for patients also of a guardian's");
const PatientListed = z
  .object({
    ...listed,
    insurance: z.string().nullable(),
    tags: z.array(TagRef),
    guardians: z.array(z.object(relativeListed)).describe("The preferred one first"),
    lastContactAt,
    nextAppointment: z
      .object({
        id: Id,
        startsAt: z.string(),
        state: AppointmentState,
        service: z.string(),
        professional: z.string(),
      })
      .nullable(),
  })
  .meta({ id: "PatientListed" });
const GuardianListed = z
  .object({
    ...listed,
    patients: z.array(z.object({ ...relativeListed, birthDate: z.string().nullable() })),
    lastContactAt,
  })
  .meta({ id: "GuardianListed" });
export const PatientsPage = pageOf(PatientListed, "PatientsPage");
export const GuardiansPage = pageOf(GuardianListed, "GuardiansPage");

export const LinkInput = z
  .object({
    ...link,
    custody: link.custody.default("unknown"),
    contactPreference: link.contactPreference.default("allowed"),
  })
  .meta({ id: "NewGuardianLink" });
export const Link = z.object({ patientId: Id, guardianId: Id, ...link, version: Version }).meta({ id: "GuardianLink" });

const contact = { id: Id, channel: z.string(), contactKey: z.string(), displayName: z.string().nullable() };
const Contact = z.object(contact).meta({ id: "Contact" });
export const ContactRecord = z
  .object({
    ...contact,
    people: z
      .array(z.object({ kind: z.enum(["patient", "guardian"]), id: Id, name: z.string() }))
      .describe("Who writes behind it"),
    ...stamps,
    deletedAt: z.string().nullable(),
  })
  .meta({ id: "ContactRecord" });
const displayName = Name.nullable()
  .optional()
  .describe("What staff call it; the bot keeps its own name in the conversation");
export const ContactInput = z
  .object({ channel: ChannelId, contactKey: TypedContactKey, displayName })
  .meta({ id: "NewContact" });
export const ContactPatch = z.object({ displayName }).meta({ id: "ContactPatch" });
const relative = { id: Id, name: z.string(), socialName: z.string().nullable(), ...link, version: Version };
const note = { id: Id, text: z.string(), pinned: z.boolean(), authorId: Id, author: z.string(), ...stamps };
const Note = z.object(note).meta({ id: "Note" });
export const NoteListed = z.object({ ...note, patientId: Id, patient: z.string() }).meta({ id: "NoteListed" });

const whole = { deletedAt: z.string().nullable(), mergedInto: Id.nullable(), contacts: z.array(Contact) };
export const Patient = z
  .object({
    ...listed,
    insurance: z.string().nullable(),
    ...whole,
    guardians: z.array(z.object({ ...relative, phone: z.string().nullable() })),
    tags: z.array(TagRef),
    notes: z.array(Note),
  })
  .meta({ id: "Patient" });
export const Guardian = z
  .object({ ...listed, ...whole, patients: z.array(z.object({ ...relative, birthDate: z.string().nullable() })) })
  .meta({ id: "Guardian" });

export const Candidates = z
  .object({
    items: z.array(
      z.object({
        id: Id,
        name: z.string(),
        birthDate: z.string().nullable(),
        because: z.array(z.enum(["cpf", "phone", "name"])),
      }),
    ),
  })
  .meta({ id: "DuplicateCandidates" });
