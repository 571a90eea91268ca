import { findRow } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { noticeOf } from "../agenda/notice.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { AppointmentChange, AppointmentMessage, NewAppointmentChange } from "../schemas/appointments.ts";
import { subjectOf } from "./appointment-records.ts";
import type { Deps } from "./deps.ts";
import { ById, withoutUndefined } from "./records.ts";

const tag = "Agendamentos";

/** What a patient would be told of a change, before it is made. */
export function addAppointmentMessageRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/appointments/:id/message/preview",
    id: "previewAppointmentMessage",
    summary: "What the patient would be told of a change, and in which conversation",
    tag,
    reads: true,
    params: ById,
    body: AppointmentChange,
    answer: AppointmentMessage,
    async handle({ params, body: { change, ...other }, db }) {
      const row = await findRow(db, "appointments", params.id);
      if (!row) throw new Problem("not-found");
      return noticeOf(db, { ...subjectOf(row), ...withoutUndefined(other) }, change);
    },
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/appointments/message/preview",
    id: "previewNewAppointmentMessage",
    summary: "The same of an appointment that is about to be booked",
    tag,
    reads: true,
    body: NewAppointmentChange,
    answer: AppointmentMessage,
    async handle({ body: { change, ...subject }, db, audit }) {
      audit({ action: "read", entity: "patient", entityId: subject.patientId });
      return noticeOf(db, subject, change);
    },
  });
}
