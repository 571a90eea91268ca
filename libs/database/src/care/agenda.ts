import { type Expression, type SqlBool, sql } from "kysely";
import type { Db } from "../connection.ts";
import type { AppointmentState, Modality } from "../schema.ts";
import { ofPatient, patientName } from "./patient-name.ts";
import { absences, workingHours } from "./working-hours.ts";

/** A part of time; instants, the end not included. */
interface Between {
  readonly from: string;
  readonly to: string;
}

/** An absent list, like an empty one, filters nothing. */
export interface AgendaFilter extends Between {
  readonly professionalIds?: readonly string[] | undefined;
  readonly serviceIds?: readonly string[] | undefined;
  readonly states?: readonly AppointmentState[] | undefined;
  readonly modalities?: readonly Modality[] | undefined;
}

/**
 * The schema lets no appointment be longer than twelve hours. Said in the question, it lets the index by time find also
 * those that begin before the period.
 */
const touches = ({ from, to }: Between) =>
  sql<SqlBool>`(appointments.starts_at < ${to} and appointments.ends_at > ${from}
    and appointments.starts_at > ${from}::timestamptz - interval '12 hours')`;

/** An appointment in any other state than these takes up the hour. */
const takesTheHour = sql<SqlBool>`appointments.state not in ('cancelled', 'no-show')`;

/** Whom the desk calls about a patient: the preferred guardian, or else one whom the family lets us call. */
const guardian = sql<{ id: string; name: string; phone: string | null } | null>`(
  select jsonb_build_object('id', g.id, 'name', coalesce(g.social_name, g.name), 'phone', g.phone)
  from patient_guardians pg join guardians g on g.id = pg.guardian_id
  where pg.patient_id = appointments.patient_id and g.deleted_at is null
    and pg.contact_preference in ('preferred', 'allowed') and pg.custody <> 'none'
  order by pg.contact_preference, g.search_name, g.id limit 1)`;

/** What a calendar shows of a period, in the order of time; one more than `limit` tells that there are more. */
export function appointmentsBetween(db: Db, filter: AgendaFilter, limit: number) {
  const { professionalIds, serviceIds, states, modalities } = filter;
  const oneOf = (column: string, values: readonly string[] | undefined): Expression<SqlBool>[] =>
    values?.length ? [sql<SqlBool>`${sql.ref(column)} in (${sql.join(values)})`] : [];
  return db
    .selectFrom("appointments")
    .innerJoin("patients", "patients.id", "appointments.patientId")
    .innerJoin("professionals", "professionals.id", "appointments.professionalId")
    .innerJoin("services", "services.id", "appointments.serviceId")
    .select(["appointments.id", "patientId", "professionalId", "serviceId", "startsAt", "endsAt", "state"])
    .select(["appointments.modality", "link", ofPatient<string>("appointments.note").as("note"), "reason"])
    .select("appointments.version")
    .select(patientName.as("patient"))
    .select([
      ofPatient<string>("patients.phone").as("patientPhone"),
      ofPatient<string>("patients.insurance").as("insurance"),
    ])
    .select("professionals.name as professional")
    .select(sql<string>`services.texts #>> '{pt,name}'`.as("service"))
    .select(["services.color as serviceColor", guardian.as("guardian")])
    .where((eb) =>
      eb.and([
        touches(filter),
        ...oneOf("appointments.professionalId", professionalIds),
        ...oneOf("appointments.serviceId", serviceIds),
        ...oneOf("appointments.state", states),
        ...oneOf("appointments.modality", modalities),
      ]),
    )
    .orderBy("startsAt")
    .orderBy("appointments.id")
    .limit(limit + 1)
    .execute();
}

export interface AgendaProfessionals {
  readonly ids?: readonly string[] | undefined;
  /** Only those who give it. */
  readonly serviceId?: string | undefined;
  /** These also where they were deleted or work here no longer. */
  readonly evenIfGone?: readonly string[] | undefined;
}

/** Professionals with when they work and are away, in the order of their names. */
export function agendaProfessionals(db: Db, { ids, serviceId, evenIfGone }: AgendaProfessionals, limit: number) {
  let query = db
    .selectFrom("professionals")
    .select(["id", "name", "active", workingHours.as("workingHours"), absences.as("absences")])
    .where((eb) => {
      const isHere = eb.and([eb("deletedAt", "is", null), eb("active", "=", true)]);
      return evenIfGone?.length ? eb.or([isHere, eb("id", "in", evenIfGone)]) : isHere;
    });
  if (ids?.length) query = query.where("id", "in", ids);
  if (serviceId)
    query = query.where(
      "id",
      "in",
      db.selectFrom("professionalServices").select("professionalId").where("serviceId", "=", serviceId),
    );
  return query.orderBy("searchName").orderBy("id").limit(limit).execute();
}

/** When professionals have appointments that take up their time. */
export function busyBetween(
  db: Db,
  {
    professionalIds,
    exceptId,
    ...period
  }: Between & { professionalIds: readonly string[]; exceptId?: string | undefined },
) {
  let query = db
    .selectFrom("appointments")
    .select(["professionalId", "startsAt", "endsAt"])
    .where("professionalId", "in", professionalIds)
    .where(touches(period))
    .where(takesTheHour);
  if (exceptId) query = query.where("id", "<>", exceptId);
  return query.execute();
}

/** Where an appointment is meant to be. */
export interface Wanted extends Between {
  readonly patientId: string;
  readonly professionalId: string;
  /** The appointment itself, where it is there already. */
  readonly id?: string | undefined;
}

/** What stands in the way of an appointment: others of its professional, or of its patient, at that time. */
export function clashesOf(db: Db, { patientId, professionalId, id, ...period }: Wanted, limit: number) {
  let query = db
    .selectFrom("appointments")
    .innerJoin("patients", "patients.id", "appointments.patientId")
    .innerJoin("professionals", "professionals.id", "appointments.professionalId")
    .select(["appointments.id", "patientId", "professionalId", "startsAt", "endsAt", "state"])
    .select(patientName.as("patient"))
    .select("professionals.name as professional")
    .where((eb) => eb.or([eb("professionalId", "=", professionalId), eb("patientId", "=", patientId)]))
    .where(touches(period))
    .where(takesTheHour);
  if (id) query = query.where("appointments.id", "<>", id);
  return query.orderBy("startsAt").orderBy("appointments.id").limit(limit).execute();
}
