import { sql } from "kysely";
import type { Db } from "../connection.ts";
import { type PageRequest, readPage } from "../page.ts";
import type { AppointmentState } from "../schema.ts";
import { ofPatient, patientName } from "./patient-name.ts";

export interface AppointmentFilter {
  /** Instants; the end is not included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly state?: AppointmentState | undefined;
  readonly professionalId?: string | undefined;
  readonly patientId?: string | undefined;
  readonly serviceId?: string | undefined;
}

const appointments = (db: Db) =>
  db
    .selectFrom("appointments")
    .innerJoin("patients", "patients.id", "appointments.patientId")
    .innerJoin("professionals", "professionals.id", "appointments.professionalId")
    .innerJoin("services", "services.id", "appointments.serviceId")
    .select(["appointments.id", "patientId", "professionalId", "serviceId", "startsAt", "endsAt", "state"])
    .select(["appointments.modality", "link", ofPatient<string>("appointments.note").as("note"), "reason"])
    .select(["appointments.createdAt", "appointments.updatedAt", "appointments.version"])
    .select(patientName.as("patient"))
    .select("professionals.name as professional")
    .select(sql<string>`services.texts #>> '{pt,name}'`.as("service"));

export function findAppointment(db: Db, id: string) {
  return appointments(db).where("appointments.id", "=", id).executeTakeFirst();
}

export function listAppointments(db: Db, filter: AppointmentFilter, page: PageRequest) {
  let query = appointments(db);
  if (filter.from) query = query.where("startsAt", ">=", filter.from);
  if (filter.to) query = query.where("startsAt", "<", filter.to);
  for (const column of ["state", "professionalId", "patientId", "serviceId"] as const) {
    const value = filter[column];
    if (value) query = query.where(`appointments.${column}`, "=", value);
  }
  return readPage(db, query, { by: "appointments.startsAt", id: "appointments.id" }, page);
}

/** Every state an appointment was in, oldest first. */
export function historyOfAppointment(db: Db, appointmentId: string) {
  return db
    .selectFrom("appointmentHistory")
    .leftJoin("users", "users.id", "appointmentHistory.userId")
    .select(["at", "users.name as by", "stateBefore", "state", "startsAt", "professionalId", "reason"])
    .where("appointmentId", "=", appointmentId)
    .orderBy("appointmentHistory.id")
    .execute();
}

export type AppointmentListed = NonNullable<Awaited<ReturnType<typeof findAppointment>>>;
