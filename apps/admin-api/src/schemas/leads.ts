import { z } from "zod";
import { Id } from "./common.ts";
import { pageOf } from "./page.ts";

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
