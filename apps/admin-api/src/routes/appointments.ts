import {
  type Db,
  findAppointment,
  findRow,
  historyOfAppointment,
  insertRow,
  listAppointments,
  type AppointmentState as State,
  updateRow,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { assertInHours, placing } from "../agenda/placing.ts";
import { BulkAnswer, BulkRows, eachRow } from "../http/bulk.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import {
  Appointment,
  AppointmentInput,
  AppointmentPatch,
  AppointmentState,
  AppointmentsPage,
} from "../schemas/care.ts";
import { Id, Instant, line } from "../schemas/common.ts";
import { listQuery, pageAnswer, pageRequest } from "../schemas/page.ts";
import type { Deps } from "./deps.ts";
import { ById, whyNotChanged, withoutUndefined } from "./records.ts";

const tag = "Agendamentos";

/** From which state one goes where. What is over stays over, except that a mistaken no-show can still arrive. */
const NEXT: Readonly<Record<State, readonly State[]>> = {
  requested: ["scheduled", "confirmed", "cancelled"],
  scheduled: ["confirmed", "arrived", "no-show", "cancelled"],
  confirmed: ["scheduled", "arrived", "no-show", "cancelled"],
  arrived: ["completed", "cancelled"],
  completed: [],
  "no-show": ["arrived"],
  cancelled: [],
};

export const appointmentFilters = {
  from: Instant.optional(),
  to: Instant.optional().describe("Not included"),
  state: AppointmentState.optional(),
  professionalId: Id.optional(),
  patientId: Id.optional(),
  serviceId: Id.optional(),
};

async function whole(db: Db, id: string) {
  const found = await findAppointment(db, id);
  if (!found) throw new Problem("not-found");
  return { ...found, history: await historyOfAppointment(db, id) };
}

const after = (startsAt: string, minutes: number) => new Date(Date.parse(startsAt) + minutes * 60_000).toISOString();

interface Placed {
  readonly id: string;
  readonly patientId: string;
  readonly professionalId: string;
  readonly startsAt: string;
  readonly endsAt: string;
}
const wantedOf = ({ id, patientId, professionalId, startsAt: from, endsAt: to }: Placed) => ({
  id,
  patientId,
  professionalId,
  from,
  to,
});
/** What was booked outside of hours may be changed in all else without being confirmed again. */
const isMoved = (before: Placed, changed: Placed) =>
  before.startsAt !== changed.startsAt ||
  before.endsAt !== changed.endsAt ||
  before.professionalId !== changed.professionalId;

/** @throws Problem unknown-reference when somebody or something was deleted, which a foreign key does not see */
async function assertThere(db: Db, ids: { patientId?: string; professionalId?: string; serviceId?: string }) {
  const tables = { patientId: "patients", professionalId: "professionals", serviceId: "services" } as const;
  for (const [name, table] of Object.entries(tables)) {
    const id = ids[name as keyof typeof tables];
    const row = id === undefined ? undefined : await findRow(db, table, id);
    if (id !== undefined && (!row || row.deletedAt !== null)) throw new Problem("unknown-reference");
  }
}

export function addAppointmentRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/appointments",
    id: "listAppointments",
    summary: "The schedule, in the order of time",
    tag,
    query: listQuery(appointmentFilters, "startsAt"),
    answer: AppointmentsPage,
    async handle({ query, db, audit }) {
      const page = await listAppointments(db, query, pageRequest(query));
      audit({ action: "list", entity: "appointment", changes: { rows: page.items.length } });
      return pageAnswer(page, query);
    },
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/appointments",
    id: "createAppointment",
    summary: "Book; an hour that is taken is refused, and one outside of hours asks to be confirmed",
    tag,
    status: 201,
    body: AppointmentInput,
    answer: Appointment,
    async handle({ body, db, account, audit }) {
      await assertThere(db, body);
      const { durationMinutes, allowOutsideHours, ...row } = body;
      const minutes = durationMinutes ?? (await findRow(db, "services", body.serviceId))?.durationMinutes ?? 0;
      const { userId } = account;
      const endsAt = after(body.startsAt, minutes);
      const booked = { ...withoutUndefined(row), endsAt, createdBy: userId, updatedBy: userId };
      const wanted = { ...row, from: body.startsAt, to: endsAt };
      const { id } = await placing(db, wanted, () => insertRow(db, "appointments", booked));
      if (!allowOutsideHours) await assertInHours(db, wanted);
      audit({ action: "create", entity: "appointment", entityId: id });
      return whole(db, id);
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
    async handle({ params, db, audit }) {
      const found = await whole(db, params.id);
      audit({ action: "read", entity: "appointment", entityId: params.id });
      return found;
    },
  });

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
    async handle({ params, body, version, db, account, audit }) {
      const before = await findRow(db, "appointments", params.id);
      if (!before) throw new Problem("not-found");
      if (NEXT[before.state].length === 0)
        throw new Problem("not-allowed-now", { detail: "Este agendamento já terminou e não muda mais." });
      const { durationMinutes, allowOutsideHours, ...patch } = withoutUndefined(body);
      await assertThere(db, patch);
      const startsAt = patch.startsAt ?? before.startsAt;
      const minutes = durationMinutes ?? (Date.parse(before.endsAt) - Date.parse(before.startsAt)) / 60_000;
      const change = { ...patch, startsAt, endsAt: after(startsAt, minutes), updatedBy: account.userId };
      const wanted = wantedOf({ ...before, ...change });
      const key = { id: params.id, version };
      const changed = await placing(db, wanted, () => updateRow(db, "appointments", key, change));
      if (!changed) throw await whyNotChanged(db, "appointments", params.id);
      if (!allowOutsideHours && isMoved(before, changed)) await assertInHours(db, wanted);
      audit({ action: "update", entity: "appointment", entityId: params.id, changes: { fields: Object.keys(body) } });
      return whole(db, params.id);
    },
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/appointments/:id/state",
    id: "setAppointmentState",
    summary: "Confirm, note the arrival, complete, cancel…",
    tag,
    versioned: true,
    params: ById,
    body: z.object({ state: AppointmentState, reason: line(500).optional() }).meta({ id: "AppointmentStateChange" }),
    answer: Appointment,
    async handle({ params, body, version, db, account, audit }) {
      await setState(db, { id: params.id, version }, { ...body, by: account.userId });
      audit({ action: "set-state", entity: "appointment", entityId: params.id, changes: { state: body.state } });
      return whole(db, params.id);
    },
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/appointments/bulk/state",
    id: "setAppointmentsState",
    summary: "Confirm, cancel… many appointments, such as a day on which a professional is ill",
    tag,
    body: z
      .object({ rows: BulkRows, state: AppointmentState, reason: line(500).optional() })
      .meta({ id: "AppointmentsStateChange" }),
    answer: BulkAnswer,
    handle: ({ body, db, account, audit }) =>
      eachRow(
        db,
        body.rows,
        ({ id }) => id,
        async (row) => {
          await setState(db, row, { ...body, by: account.userId });
          audit({ action: "set-state", entity: "appointment", entityId: row.id, changes: { state: body.state } });
        },
      ),
  });
}

async function setState(
  db: Db,
  key: { readonly id: string; readonly version: number },
  { state, reason, by }: { state: State; reason?: string | undefined; by: string },
): Promise<void> {
  const before = await findRow(db, "appointments", key.id);
  if (!before) throw new Problem("not-found");
  if (before.version === key.version && !NEXT[before.state].includes(state)) throw new Problem("not-allowed-now");
  const change = { state, reason: reason ?? null, updatedBy: by };
  // A mistaken no-show that arrived takes its hour again, which another may have by now.
  const changed = await placing(db, wantedOf(before), () => updateRow(db, "appointments", key, change));
  if (!changed) throw await whyNotChanged(db, "appointments", key.id);
}
