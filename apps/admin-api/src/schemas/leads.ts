import { z } from "zod";
import { LEAD_CARDS_DEFAULT, LEAD_CARDS_MAX } from "../limits.ts";
import { Cpf, Day, Id, line, Phone } from "./common.ts";
import { pageOf } from "./page.ts";
import { Candidates } from "./people.ts";

export const LEAD_STATUSES = ["new", "assigned", "converted", "discarded"] as const;
export const LeadStatus = z.enum(LEAD_STATUSES);
export const Lead = z
  .object({
    id: Id,
    channel: z.string(),
    contactKey: z.string(),
    contact: z.string().nullable().describe("What staff call the contact"),
    people: z
      .array(z.object({ kind: z.enum(["patient", "guardian"]), id: Id, name: z.string() }))
      .describe("Who is known to write behind the contact"),
    capturedAt: z.string(),
    ageMinutes: z.int().describe("Since it was captured"),
    name: z.string().nullable().describe("Of who writes"),
    forWhom: z.string().nullable().describe("By the clinic's flow: self, child, relative, several"),
    patientName: z.string().nullable().describe("As it was said, where it is for another"),
    service: z.string().nullable(),
    serviceName: z.string().nullable().describe("In Portuguese, where it is one of the records"),
    team: z.string().nullable(),
    reason: z.string().nullable(),
    kind: z.string().nullable().describe("What the flow calls what it captured; null for a call for a person alone"),
    language: z.string().nullable(),
    captured: z.record(z.string(), z.string()).describe("Everything the bot learned, as it was said"),
    status: LeadStatus,
    assigneeId: Id.nullable(),
    assignee: z.string().nullable(),
    patientId: Id.nullable(),
    guardianId: Id.nullable(),
    discardReason: z.string().nullable(),
    version: z.int().describe("Of what staff did with it; 0 for a lead that staff never touched"),
  })
  .meta({ id: "Lead" });
export const LeadsPage = pageOf(Lead, "LeadsPage");

export const LeadCards = z.coerce.number().int().min(1).max(LEAD_CARDS_MAX).default(LEAD_CARDS_DEFAULT);
export const LeadBoard = z
  .object({
    columns: z
      .array(
        z.object({
          status: LeadStatus,
          items: z.array(Lead).describe("The newest first"),
          next: z.string().nullable().describe("Cursor of the list with this status and sort=-capturedAt"),
          total: z.int(),
          totalIsExact: z.boolean().describe("False: there are at least `total`"),
        }),
      )
      .describe("One a status, in the order in which a lead goes through them"),
  })
  .meta({ id: "LeadBoard" });

const typed = z.object({
  name: line(200).optional(),
  birthDate: Day.nullable().optional(),
  cpf: Cpf.nullable().optional(),
  phone: Phone.nullable().optional(),
});
export const LeadLikeness = z
  .object({
    patient: typed.optional().describe("As far as it is typed; absent: what the lead says"),
    guardian: typed.optional(),
  })
  .meta({ id: "LeadLikeness" });
export const LeadDuplicates = z
  .object({ patients: Candidates.shape.items, guardians: Candidates.shape.items })
  .meta({ id: "LeadDuplicates" });
