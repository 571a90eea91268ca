import { type Db, ensureContact, findRow, insertRow, linkContact, linkGuardian } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { Id } from "../schemas/common.ts";
import { Lead } from "../schemas/leads.ts";
import { GuardianInput, LinkInput, PatientInput } from "../schemas/people.ts";
import type { Deps } from "./deps.ts";
import { handleOpenLead, wholeLead } from "./lead-handling.ts";
import { assertNoDuplicate } from "./people-records.ts";
import { ById, withoutUndefined } from "./records.ts";

const Conversion = z
  .object({
    patientId: Id.optional().describe("An existing patient; or else `patient`"),
    patient: PatientInput.optional(),
    guardianId: Id.optional(),
    guardian: GuardianInput.optional(),
    link: LinkInput.optional().describe("How the guardian and the patient belong together"),
    writes: z.enum(["patient", "guardian"]).describe("Who is behind the contact the lead came from"),
    allowDuplicates: z.boolean().default(false),
  })
  .refine((c) => (c.patientId === undefined) !== (c.patient === undefined), {
    message: "um paciente: ou o cadastro existente, ou os dados de um novo",
    path: ["patient"],
  })
  .refine((c) => c.guardianId === undefined || c.guardian === undefined, {
    message: "um responsável: ou o cadastro existente, ou os dados de um novo",
    path: ["guardian"],
  })
  .refine((c) => (c.guardianId !== undefined || c.guardian !== undefined) === (c.link !== undefined), {
    message: "com um responsável, e só com um, é preciso dizer o parentesco",
    path: ["link"],
  })
  .refine((c) => c.writes === "patient" || c.link !== undefined, {
    message: "quem escreve é um responsável: informe qual",
    path: ["writes"],
  })
  .meta({ id: "LeadConversion" });

export function addConvertLead(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/leads/:id/convert",
    id: "convertLead",
    summary: "Make a patient, with a guardian where there is one, out of a lead: all of it or nothing",
    tag: "Leads",
    versioned: true,
    params: ById,
    body: Conversion,
    answer: Lead,
    async handle({ params, body, version, db, account, audit }) {
      const lead = await wholeLead(db, params.id);
      const patientId = await personOf(db, "patients", body.patientId, body.patient, body.allowDuplicates);
      const guardianId = body.link
        ? await personOf(db, "guardians", body.guardianId, body.guardian, body.allowDuplicates)
        : null;
      if (body.link && guardianId) await linkGuardian(db, { patientId, guardianId, ...body.link });
      const contact = await ensureContact(db, lead);
      if (body.writes === "guardian" && guardianId) await linkContact(db, contact.id, "guardians", guardianId);
      else await linkContact(db, contact.id, "patients", patientId);
      const by = { leadId: params.id, updatedBy: account.userId };
      const converted = await handleOpenLead(db, version, { ...by, status: "converted", patientId, guardianId });
      audit({
        action: "convert",
        entity: "lead",
        entityId: params.id,
        changes: { patient: patientId, guardian: guardianId },
      });
      return converted;
    },
  });
}

/** The id of the person named, or of the one made from what was given. */
async function personOf(
  db: Db,
  kind: "patients" | "guardians",
  id: string | undefined,
  given: z.output<typeof PatientInput> | undefined,
  allowDuplicates: boolean,
): Promise<string> {
  if (given) {
    if (!allowDuplicates) await assertNoDuplicate(db, kind, given);
    return (await insertRow(db, kind as "patients", withoutUndefined(given))).id;
  }
  const row = id === undefined ? undefined : await findRow(db, kind, id);
  if (!row || row.deletedAt !== null) throw new Problem("unknown-reference");
  return row.id;
}
