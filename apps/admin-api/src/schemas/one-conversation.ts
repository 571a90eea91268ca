import { z } from "zod";
import { Id } from "./common.ts";
import { at, conversation, Mode } from "./conversations.ts";
import { LearnedValue } from "./why.ts";

const Lead = z.object({
  id: Id,
  capturedAt: at,
  name: z.string().nullable(),
  service: z.string().nullable(),
  reason: z.string().nullable(),
  kind: z.string().nullable(),
  status: z.enum(["new", "assigned", "converted", "discarded"]),
  assigneeId: Id.nullable(),
});

const Appointment = z.object({
  id: Id,
  patientId: Id,
  patient: z.string(),
  professional: z.string(),
  service: z.string(),
  startsAt: at,
  endsAt: at,
  state: z.enum(["requested", "scheduled", "confirmed", "arrived", "completed", "no-show", "cancelled"]),
  modality: z.enum(["in-person", "online", "both"]),
});

const Other = z.object({
  channel: z.string(),
  contactKey: z.string(),
  name: z.string().nullable(),
  mode: Mode,
  lastMessageAt: at,
});

export const WARNINGS = {
  "opted-out": "Este contato pediu para não receber mensagens do robô.",
  blocked: "Este contato está bloqueado.",
  "no-custody": "Quem escreve é responsável sem a guarda do paciente.",
  "contact-not-wanted": "Ficou combinado não falar com este responsável sobre o paciente.",
  "emergency-only": "Com este responsável só se fala em emergência.",
} as const;
export type WarningCode = keyof typeof WARNINGS;
const Warning = z
  .object({
    code: z.enum(Object.keys(WARNINGS) as [WarningCode, ...WarningCode[]]),
    sentence: z.string().describe("For the composer"),
    patientId: Id.nullable(),
  })
  .meta({ id: "ConversationWarning" });

export const Conversation = z
  .object({
    ...conversation,
    stepText: z.string().nullable().describe("What is asked on its step, as the flow calls it"),
    values: z.array(LearnedValue).describe("What the bot keeps of what the patient told, in the order people ask"),
    firstWords: z.string().nullable(),
    people: z
      .array(z.object({ kind: z.enum(["guardian", "patient"]), id: Id, name: z.string() }))
      .describe("Who is linked to this number"),
    leads: z.array(Lead).describe("Open ones of this contact, the newest first"),
    appointments: z.array(Appointment).describe("The next ones of the patients it may be about"),
    others: z.array(Other).describe("Where else the same people write from"),
    warnings: z.array(Warning).describe("What to know before writing"),
    deskUrl: z.string().nullable().describe("The same conversation at the attendants' desk, where there is one"),
  })
  .meta({ id: "Conversation" });
