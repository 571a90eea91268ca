import type { Guardians, PatientGuardians, Patients } from "../schema.ts";

/*
 * What becomes of each column where two records of one person become one. A column or a table that comes without a rule
 * does not compile, or fails a test: what nothing is said of would be lost, or the weaker side would win.
 */

/**
 * `chosen`: one side's value, whichever is asked for; the other side's is told as an alternative by the merge's record.
 * `own`: belongs to the row. `derived`: from other columns.
 */
type PersonRule = "chosen" | "own" | "derived";

const PERSON = {
  name: "chosen",
  socialName: "chosen",
  birthDate: "chosen",
  cpf: "chosen",
  phone: "chosen",
  email: "chosen",
  language: "chosen",
  searchName: "derived",
  cpfDigits: "derived",
  phoneDigits: "derived",
  id: "own",
  createdAt: "own",
  updatedAt: "own",
  version: "own",
  deletedAt: "own",
  mergedInto: "own",
} as const satisfies Record<keyof Guardians, PersonRule>;

export const PERSON_RULES = {
  guardians: PERSON,
  patients: { ...PERSON, insurance: "chosen" },
} as const satisfies { guardians: Record<keyof Guardians, PersonRule>; patients: Record<keyof Patients, PersonRule> };

/**
 * Of a relation that both records have. `stricter`: the value that stands first; where one side says only what a new
 * relation says by itself, which stands last, the other side has said more.
 */
export const RELATION_RULES = {
  custody: ["none", "shared", "sole", "unknown"],
  contactPreference: ["never", "emergency-only", "preferred", "allowed"],
  relation: "kept, unless it is `other`",
  patientId: "own",
  guardianId: "own",
  createdAt: "own",
  updatedAt: "own",
  version: "own",
} as const satisfies Record<keyof PatientGuardians, readonly string[] | string>;

/** What points to a person, and what a merge does about it. */
export const POINTING_RULES = {
  "patient_guardians.patient_id": "moved; of a relation that both have the stricter",
  "patient_guardians.guardian_id": "moved; of a relation that both have the stricter",
  "contact_people.patient_id": "moved",
  "contact_people.guardian_id": "moved",
  "patient_tags.patient_id": "copied",
  "notes.patient_id": "moved",
  "appointments.patient_id": "moved",
  "lead_handling.patient_id": "moved",
  "lead_handling.guardian_id": "moved",
  // An erased person has no record left to merge.
  "kept_by_law.patient_id": "own",
  "patients.merged_into": "own",
  "guardians.merged_into": "own",
} as const;
