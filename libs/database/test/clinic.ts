import type { Db } from "../src/index.ts";
import { insertRow } from "../src/index.ts";

/** CPFs whose check digits are right; they belong to no one. */
export const CPF = ["529.982.247-25", "111.444.777-35", "123.456.789-09"] as const;
export const CONTACT = { channel: "main", contactKey: "5511987654321" } as const;
export const LEAD_ID = "0190a000-0000-7000-8000-000000000001";

/** A clinic with one of everything. */
export async function openClinic(db: Db) {
  const user = await insertRow(db, "users", {
    email: "Ana@clinica.example",
    name: "Ana Admin",
    role: "admin",
    passwordHash: "x",
  });
  const other = await insertRow(db, "users", {
    email: "bia@clinica.example",
    name: "Bia",
    role: "attendant",
    passwordHash: "x",
  });
  const patient = await insertRow(db, "patients", {
    name: "João Conceição",
    birthDate: "2015-03-01",
    cpf: CPF[0],
    phone: "+5511987654321",
  });
  const guardian = await insertRow(db, "guardians", { name: "Márcia Conceição", phone: "+5511987654321" });
  const service = await insertRow(db, "services", {
    slug: "psicologia",
    texts: { pt: { name: "Psicologia" } },
    durationMinutes: 50,
    modality: "both",
  });
  const professional = await insertRow(db, "professionals", { name: "Dra. Íris", registration: "CRP 06/1" });
  return { user, other, patient, guardian, service, professional };
}
export type Clinic = Awaited<ReturnType<typeof openClinic>>;

/** An hour of the first of December, in São Paulo. */
export const hour = (at: number) => new Date(Date.UTC(2026, 11, 1, 3 + at)).toISOString();

export function bookAt(db: Db, { patient, professional, service, user }: Clinic, at: number) {
  return insertRow(db, "appointments", {
    patientId: patient.id,
    professionalId: professional.id,
    serviceId: service.id,
    startsAt: hour(at),
    endsAt: hour(at + 1),
    modality: "online",
    createdBy: user.id,
  });
}
