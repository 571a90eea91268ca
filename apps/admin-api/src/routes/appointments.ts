import {
  type Db,
  findRow,
  insertRow,
  listAppointments,
  type AppointmentState as State,
  updateRow,
} from "@acolhe/database";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { assertInHours, placing } from "../agenda/placing.ts";
import type { AuditEntry } from "../audit/entries.ts";
import { BulkAnswer, eachRow } from "../http/bulk.ts";
import { Problem } from "../http/problem.ts";
import { originOf } from "../http/request-context.ts";
import { addRoute } from "../http/route.ts";
import {
  Appointment,
  AppointmentInput,
  AppointmentPatch,
  AppointmentState,
  AppointmentStateChange,
  AppointmentsPage,
  AppointmentsStateChange,
} from "../schemas/appointments.ts";
import { Id, Instant } from "../schemas/common.ts";
import { listQuery, pageAnswer, pageRequest } from "../schemas/page.ts";
import {
  assertThere,
  endOf,
  isMoved,
  isOther,
  TOLD_STATES,
  tellWhenAsked,
  wantedOf,
  wholeAppointment,
} from "./appointment-records.ts";
import type { Deps } from "./deps.ts";
import { ById, whyNotChanged, withoutUndefined } from "./records.ts";

const tag = "Agendamentos";

/**
 * From which state one goes where. What is noted at the desk with one press can be taken back: who came, and that it was
 * held. What was cancelled stays so, as the patient may have been told and the hour may be another's.
 */
const NEXT: Readonly<Record<State, readonly State[]>> = {
  requested: ["scheduled", "confirmed", "cancelled"],
  scheduled: ["confirmed", "arrived", "no-show", "cancelled"],
  confirmed: ["scheduled", "arrived", "no-show", "cancelled"],
  arrived: ["scheduled", "confirmed", "completed", "no-show", "cancelled"],
  completed: ["arrived"],
  "no-show": ["arrived"],
  cancelled: [],
};
/** Neither moved nor otherwise changed. */
const OVER: readonly State[] = ["completed", "cancelled"];

export const appointmentFilters = {
  from: Instant.optional(),
  to: Instant.optional().describe("Not included"),
  state: AppointmentState.optional(),
  professionalId: Id.optional(),
  patientId: Id.optional(),
  serviceId: Id.optional(),
};

interface Caller {
  readonly db: Db;
  readonly account: { readonly userId: string };
  readonly audit: (entry: AuditEntry) => void;
  readonly request: FastifyRequest;
}
const tellingOf = ({ conversations }: Deps, { db, account, audit, request }: Caller) => ({
  conversations,
  db,
  audit,
  by: account.userId,
  origin: originOf(request),
});

export function addAppointmentRoutes(app: FastifyInstance, deps: Deps): void {
  addReading(app, deps);
  addBooking(app, deps);
  addMoving(app, deps);
  addStates(app, deps);
}

function addReading(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/appointments",
    id: "listAppointments",
    summary: "The schedule, in the order of time",
    tag,
    query: listQuery(appointmentFilters, "startsAt"),
    answer: AppointmentsPage,
    async handle({ query, db }) {
      const page = await listAppointments(db, query, pageRequest(query));
      return pageAnswer(page, query);
    },
  });

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/appointments/:id",
    id: "getAppointment",
    summary: "Read an appointment with its history",
    tag,
    params: ById,
    answer: Appointment,
    async handle({ params, db }) {
      const found = await wholeAppointment(db, params.id);
      return found;
    },
  });
}

function addBooking(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/appointments",
    id: "createAppointment",
    summary: "Book; an hour that is taken is refused, and one outside of hours asks to be confirmed",
    tag,
    status: 201,
    body: AppointmentInput,
    answer: Appointment,
    async handle({ body, ...caller }) {
      const { db, account, audit } = caller;
      await assertThere(db, body);
      const { durationMinutes, allowOutsideHours, tell, ...row } = body;
      const minutes = durationMinutes ?? (await findRow(db, "services", body.serviceId))?.durationMinutes ?? 0;
      const endsAt = endOf(body.startsAt, minutes);
      const { userId } = account;
      const booked = { ...withoutUndefined(row), endsAt, createdBy: userId, updatedBy: userId };
      const wanted = { patientId: row.patientId, professionalId: row.professionalId, from: row.startsAt, to: endsAt };
      const made = await placing(db, wanted, () => insertRow(db, "appointments", booked));
      if (!allowOutsideHours) await assertInHours(db, wanted);
      audit({ action: "create", entity: "appointment", entityId: made.id });
      const whole = await wholeAppointment(db, made.id);
      return { ...whole, ...(await tellWhenAsked(tellingOf(deps, caller), made, TOLD_STATES[made.state], tell)) };
    },
  });
}

function addMoving(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "PATCH",
    url: "/api/v1/appointments/:id",
    id: "updateAppointment",
    summary: "Move an appointment, or change what it is about",
    tag,
    versioned: true,
    params: ById,
    body: AppointmentPatch,
    answer: Appointment,
    async handle({ params, body, version, ...caller }) {
      const { db, account, audit } = caller;
      const before = await findRow(db, "appointments", params.id);
      if (!before) throw new Problem("not-found");
      if (OVER.includes(before.state))
        throw new Problem("not-allowed-now", { detail: "Este agendamento já terminou e não muda mais." });
      const { durationMinutes, allowOutsideHours, tell, ...patch } = withoutUndefined(body);
      await assertThere(db, patch);
      const startsAt = patch.startsAt ?? before.startsAt;
      const minutes = durationMinutes ?? (Date.parse(before.endsAt) - Date.parse(before.startsAt)) / 60_000;
      const change = { ...patch, startsAt, endsAt: endOf(startsAt, minutes), updatedBy: account.userId };
      const wanted = wantedOf({ ...before, ...change });
      const key = { id: params.id, version };
      const changed = await placing(db, wanted, () => updateRow(db, "appointments", key, change));
      if (!changed) throw await whyNotChanged(db, "appointments", params.id);
      if (!allowOutsideHours && isMoved(before, changed)) await assertInHours(db, wanted);
      audit({ action: "update", entity: "appointment", entityId: params.id, changes: { fields: Object.keys(body) } });
      const whole = await wholeAppointment(db, params.id);
      const told = isOther(before, changed) ? "moved" : undefined;
      return { ...whole, ...(await tellWhenAsked(tellingOf(deps, caller), changed, told, tell)) };
    },
  });
}

function addStates(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/appointments/:id/state",
    id: "setAppointmentState",
    summary: "Confirm, note the arrival, complete, cancel…",
    tag,
    versioned: true,
    params: ById,
    body: AppointmentStateChange,
    answer: Appointment,
    async handle({ params, body, version, ...caller }) {
      const changed = await setState(caller, { id: params.id, version }, body);
      const whole = await wholeAppointment(caller.db, params.id);
      const telling = tellingOf(deps, caller);
      return { ...whole, ...(await tellWhenAsked(telling, changed, TOLD_STATES[body.state], body.tell)) };
    },
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/appointments/bulk/state",
    id: "setAppointmentsState",
    summary: "Confirm, cancel… many appointments, such as a day on which a professional is ill",
    tag,
    body: AppointmentsStateChange,
    answer: BulkAnswer,
    handle: ({ body, ...caller }) =>
      eachRow(
        caller.db,
        body.rows,
        ({ id }) => id,
        async (row) => {
          const changed = await setState(caller, row, body);
          await tellWhenAsked(tellingOf(deps, caller), changed, TOLD_STATES[body.state], body.tell);
        },
      ),
  });
}

async function setState(
  { db, account, audit }: Caller,
  key: { readonly id: string; readonly version: number },
  { state, reason }: { state: State; reason?: string | undefined },
) {
  const before = await findRow(db, "appointments", key.id);
  if (!before) throw new Problem("not-found");
  if (before.version === key.version && !NEXT[before.state].includes(state)) throw new Problem("not-allowed-now");
  const change = { state, reason: reason ?? null, updatedBy: account.userId };
  // A mistaken no-show that arrived takes its hour again, which another may have by now.
  const changed = await placing(db, wantedOf(before), () => updateRow(db, "appointments", key, change));
  if (!changed) throw await whyNotChanged(db, "appointments", key.id);
  audit({ action: "set-state", entity: "appointment", entityId: key.id, changes: { state } });
  return changed;
}
