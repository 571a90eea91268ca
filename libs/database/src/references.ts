import { type SqlBool, sql } from "kysely";
import type { Db } from "./connection.ts";
import type { ContactRef } from "./people/contacts.ts";

/*
 * What still points to a person or thing that is about to go: visits to come, people who would be left alone, work that
 * was given out.
 */

export type AppointmentParty = "patientId" | "professionalId" | "serviceId";

/** Neither over nor called off: it takes up its hour, or asks for one. */
const isToCome = sql<SqlBool>`(appointments.state in ('requested', 'scheduled', 'confirmed', 'arrived')
  and appointments.ends_at > now())`;

/** Visits that are to come, the next first. */
export function comingAppointments(db: Db, party: AppointmentParty, id: string) {
  return db
    .selectFrom("appointments")
    .innerJoin("patients", "patients.id", "appointments.patientId")
    .select(["appointments.id", "startsAt"])
    .select(sql<string>`coalesce(patients.social_name, patients.name)`.as("name"))
    .where(`appointments.${party}`, "=", id)
    .where(isToCome)
    .orderBy("startsAt")
    .orderBy("appointments.id")
    .execute();
}

/** Calls off the visits that are to come. */
export async function cancelComing(
  db: Db,
  { party, id, reason, by }: { party: AppointmentParty; id: string; reason: string; by: string },
): Promise<string[]> {
  const cancelled = await db
    .updateTable("appointments")
    .set({ state: "cancelled", reason, updatedBy: by })
    .where(`appointments.${party}`, "=", id)
    .where(isToCome)
    .returning("appointments.id")
    .execute();
  return cancelled.map(({ id: appointment }) => appointment);
}

/** Patients for whom no one else would answer. */
export function patientsLeftAlone(db: Db, guardianId: string) {
  return db
    .selectFrom("patientGuardians as link")
    .innerJoin("patients", "patients.id", "link.patientId")
    .select("patients.id")
    .select(sql<string>`coalesce(patients.social_name, patients.name)`.as("name"))
    .where("guardianId", "=", guardianId)
    .where("patients.deletedAt", "is", null)
    .where(sql<SqlBool>`not exists (select from patient_guardians other join guardians on guardians.id = other.guardian_id
      where other.patient_id = link.patient_id and other.guardian_id <> link.guardian_id and guardians.deleted_at is null)`)
    .orderBy("patients.searchName")
    .orderBy("patients.id")
    .execute();
}

/** Conversations and leads that a user looks after. */
export async function assignmentsOf(db: Db, userId: string) {
  const conversations = await db
    .selectFrom("conversationAssignments as given")
    .leftJoin("read.conversations as talk", (join) =>
      join.onRef("talk.channel", "=", "given.channel").onRef("talk.contactKey", "=", "given.contactKey"),
    )
    .select(["given.channel", "given.contactKey", "talk.name"])
    .where("given.userId", "=", userId)
    .orderBy("given.assignedAt")
    .execute();
  const leads = await db
    .selectFrom("leadHandling")
    .leftJoin("read.leads", "read.leads.id", "leadHandling.leadId")
    .select(["leadId as id", "read.leads.name", "leadHandling.version"])
    .where("assigneeId", "=", userId)
    .where("leadHandling.status", "=", "assigned")
    .orderBy("leadHandling.updatedAt")
    .execute();
  return { conversations, leads };
}

/** Gives back what a user looks after: the conversations are no one's, and the leads new again. */
export async function giveBack(db: Db, userId: string, by: string): Promise<{ talks: ContactRef[]; leads: string[] }> {
  const talks = await db
    .deleteFrom("conversationAssignments")
    .where("userId", "=", userId)
    .returning(["channel", "contactKey"])
    .execute();
  const leads = await db
    .updateTable("leadHandling")
    .set({ assigneeId: null, status: null, updatedBy: by })
    .where("assigneeId", "=", userId)
    .where("status", "=", "assigned")
    .returning("leadId")
    .execute();
  return { talks, leads: leads.map(({ leadId }) => leadId) };
}
