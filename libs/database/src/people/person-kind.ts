/** Patients and guardians are both people: most of what is here is the same for either table. */
export type PersonKind = "patients" | "guardians";
