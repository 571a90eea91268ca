import { z } from "zod";
import { Id, Version } from "./common.ts";
import { Guardian, link, Patient } from "./people.ts";

const side = z.enum(["kept", "other"]);
const choice = side.optional();
const choices = {
  name: choice,
  socialName: choice,
  birthDate: choice,
  cpf: choice,
  phone: choice,
  email: choice,
  language: choice,
};
const absorbedId = Id.describe("The record that goes into this one");
const describeFields = "Whose value each field has afterwards; where nothing is said, what is lacking is taken over";

const mergeInput = <F extends z.ZodRawShape>(fields: F, id: string) =>
  z
    .object({
      absorbedId,
      absorbedVersion: Version.min(1).optional().describe("Refused when the other has changed since it was looked at"),
      fields: z
        .object(fields)
        .default({} as never)
        .describe(describeFields),
    })
    .meta({ id });
export const PatientMergeInput = mergeInput({ ...choices, insurance: choice }, "PatientMerge");
export const GuardianMergeInput = mergeInput(choices, "GuardianMerge");

export const MergePreviewInput = z.object({ absorbedId }).meta({ id: "PreviewedMerge" });
const sides = { id: Id, name: z.string(), createdAt: z.string(), version: Version };
const counts = z.object({
  relatives: z.int().describe("Guardians of a patient, patients of a guardian"),
  contacts: z.int(),
  leads: z.int(),
  tags: z.int(),
  notes: z.int(),
  appointments: z.int(),
});
const Said = z.object(link).meta({ id: "RelationSaid" });
export const MergePreview = z
  .object({
    kept: z.object(sides),
    other: z.object(sides),
    fields: z.array(
      z.object({
        field: z.string(),
        kept: z.string().nullable(),
        other: z.string().nullable(),
        state: z.enum(["same", "kept", "other", "conflict"]).describe("kept, other: only this one says something"),
        suggested: side,
      }),
    ),
    relations: z
      .array(z.object({ id: Id, name: z.string(), kept: Said, other: Said, result: Said }))
      .describe("Relations that both have and that say different things; the stricter word counts"),
    moves: counts.describe("What goes from the other to the one that is kept"),
    clashes: z
      .array(z.object({ keptId: Id, otherId: Id, startsAt: z.string() }))
      .describe("Appointments of both at the same time; with any of these the merge is refused"),
    undoDays: z.int(),
  })
  .meta({ id: "MergePreview" });

const mergeId = Id.describe("For undoing it");
export const MergedPatient = Patient.extend({ mergeId }).meta({ id: "MergedPatient" });
export const MergedGuardian = Guardian.extend({ mergeId }).meta({ id: "MergedGuardian" });
export const UnmergedPatients = z.object({ kept: Patient, other: Patient }).meta({ id: "UnmergedPatients" });
export const UnmergedGuardians = z.object({ kept: Guardian, other: Guardian }).meta({ id: "UnmergedGuardians" });

export const MergeListed = z
  .object({
    id: Id,
    absorbedId: Id,
    absorbedName: z.string(),
    mergedAt: z.string(),
    by: z.string(),
    undoneAt: z.string().nullable(),
    alternatives: z
      .array(z.object({ field: z.string(), value: z.string() }))
      .describe("What one of the two said and the record does not say now"),
    undoableUntil: z.string().nullable().describe("Null: it was undone, or can no longer be"),
  })
  .meta({ id: "Merge" });
