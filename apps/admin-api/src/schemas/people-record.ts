import { z } from "zod";
import { AppointmentState } from "./appointments.ts";
import { Id, Language, Version } from "./common.ts";
import { LeadStatus } from "./leads.ts";
import { Guardian, link, Patient } from "./people.ts";
import { MergeListed } from "./people-merge.ts";

const at = z.string();

export const Writer = z
  .object({
    kind: z.enum(["patient", "guardian"]),
    id: Id,
    name: z.string(),
    relation: link.relation.optional().describe("Of a guardian, to the patient whose record this is"),
    custody: link.custody.optional(),
    contactPreference: link.contactPreference.optional(),
  })
  .meta({ id: "WriterOfPerson", description: "Who is known to write in a conversation" });

const ConversationAround = z
  .object({
    channel: z.string(),
    contactKey: z.string(),
    name: z.string().nullable(),
    mode: z.enum(["bot", "human", "paused"]),
    humanUntil: at.nullable(),
    language: Language,
    optedOut: z.boolean(),
    lastMessageAt: at,
    waitingSince: at.nullable(),
    unansweredSince: at.nullable(),
    last: z.object({ author: z.string(), kind: z.string(), text: z.string() }).nullable(),
    writers: z.array(Writer),
  })
  .meta({ id: "ConversationAround" });

const AppointmentAround = z
  .object({
    id: Id,
    patientId: Id,
    patient: z.string(),
    serviceId: Id,
    service: z.string(),
    professionalId: Id,
    professional: z.string(),
    startsAt: at,
    endsAt: at,
    state: AppointmentState,
    modality: z.enum(["in-person", "online", "both"]),
    note: z.string().nullable(),
    reason: z.string().nullable(),
    version: Version,
  })
  .meta({ id: "AppointmentAround" });

const LeadAround = z
  .object({
    id: Id,
    channel: z.string(),
    contactKey: z.string(),
    capturedAt: at,
    name: z.string().nullable(),
    service: z.string().nullable(),
    kind: z.string().nullable(),
    reason: z.string().nullable(),
    status: LeadStatus,
    assignee: z.string().nullable(),
    version: z.int().describe("Of what staff did with it; 0 for a new lead"),
  })
  .meta({ id: "LeadAround" });

const HistoryLine = z
  .object({
    at,
    by: z.string().nullable(),
    entity: z.string(),
    entityId: z.string(),
    action: z.string(),
    fields: z.array(z.string()).describe("Of the record, where fields changed; what they say is not told"),
    sentence: z.string().describe("For the desk, in Portuguese: `Rosana mudou o telefone em 3 de maio`"),
  })
  .meta({ id: "HistoryLine" });

const around = {
  conversations: z.array(ConversationAround).describe("The last 50, the newest first"),
  appointments: z.object({
    upcoming: z.array(AppointmentAround).describe("Those that are not over, the next first"),
    past: z.array(AppointmentAround).describe("The last 20, the newest first"),
  }),
  leads: z.array(LeadAround).describe("The last 20, the newest first"),
  merges: z.array(MergeListed).describe("Records that went into this one, the newest first"),
  history: z.array(HistoryLine).describe("What was done lately, the newest first"),
};
export const PatientRecord = z.object({ patient: Patient, ...around }).meta({ id: "PatientRecord" });
export const GuardianRecord = z.object({ guardian: Guardian, ...around }).meta({ id: "GuardianRecord" });
