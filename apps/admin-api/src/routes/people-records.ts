import {
  contactsOf,
  type Db,
  findDuplicates,
  findRow,
  guardiansOf,
  type Likeness,
  notesOf,
  type PersonKind,
  patientsOf,
  tagsOf,
} from "@acolhe/database";
import { type Candidate, Problem } from "../http/problem.ts";

/** What one of each kind is called in the audit, in the names of functions of the client, and in the document. */
export const WORDS = {
  patients: { one: "patient", One: "Patient", tag: "Pacientes" },
  guardians: { one: "guardian", One: "Guardian", tag: "Responsáveis" },
} as const;

type Row = NonNullable<Awaited<ReturnType<typeof findRow<"patients">>>>;

/** A stored person as lists show it. */
const listed = (row: Omit<Row, "insurance">) => ({
  id: row.id,
  name: row.name,
  socialName: row.socialName,
  birthDate: row.birthDate,
  cpf: row.cpfDigits,
  phone: row.phone,
  email: row.email,
  language: row.language,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  version: row.version,
  deletedAt: row.deletedAt,
  mergedInto: row.mergedInto,
});

/** A patient with everything around. One after the other: a transaction has one connection. */
export async function wholePatient(db: Db, id: string) {
  const row = await findRow(db, "patients", id);
  if (!row) throw new Problem("not-found");
  const guardians = await guardiansOf(db, id);
  const contacts = await contactsOf(db, "patients", id);
  const tags = await tagsOf(db, id);
  return { ...listed(row), insurance: row.insurance, guardians, contacts, tags, notes: await notesOf(db, id) };
}

export async function wholeGuardian(db: Db, id: string) {
  const row = await findRow(db, "guardians", id);
  if (!row) throw new Problem("not-found");
  return { ...listed(row), contacts: await contactsOf(db, "guardians", id), patients: await patientsOf(db, id) };
}

export async function duplicatesOf(db: Db, kind: PersonKind, like: Likeness) {
  const found = await findDuplicates(db, kind, like);
  return found.map(({ id, name, birthDate, sameCpf, samePhone, similarName }) => ({
    id,
    name,
    birthDate,
    because: [
      ...(sameCpf ? ["cpf" as const] : []),
      ...(samePhone ? ["phone" as const] : []),
      ...(similarName ? ["name" as const] : []),
    ],
  }));
}

/** @throws Problem possible-duplicate, with whom it may be */
export async function assertNoDuplicate(db: Db, kind: PersonKind, like: Likeness): Promise<void> {
  const candidates: Candidate[] = await duplicatesOf(db, kind, like);
  if (candidates.length > 0)
    throw new Problem("possible-duplicate", {
      candidates: candidates.map(({ id, name, because }) => ({ id, name, because })),
    });
}
