import {
  agendaProfessionals,
  appointmentsBetween,
  busyBetween,
  type Db,
  findRow,
  listHolidays,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { DateTime } from "luxon";
import type { z } from "zod";
import { readClinicCalendar, wholeDays } from "../agenda/clinic-calendar.ts";
import { freeTimesIn } from "../agenda/free-times.ts";
import { common, overlaps, periodOf, type Span, spanOf, without } from "../agenda/spans.ts";
import { clinicTime, hasHours, workingTime } from "../agenda/working-time.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { AGENDA_PROFESSIONALS_MAX, AGENDA_ROWS_MAX, FREE_TIMES_MAX } from "../limits.ts";
import { Agenda, AgendaQuery, FreeTimes, FreeTimesQuery } from "../schemas/agenda.ts";
import { WEEKDAYS } from "../schemas/working-hours.ts";
import type { Deps } from "./deps.ts";

const tag = "Agendamentos";
const windowOf = ({ from, to }: { from: string; to: string }): Span => ({ from: Date.parse(from), to: Date.parse(to) });

/** What a calendar needs in one answer, and the times that are free. */
export function addAgendaRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/appointments/range",
    id: "readAgenda",
    summary: "Everything a calendar shows of some days: appointments, who works when, holidays",
    tag,
    query: AgendaQuery,
    answer: Agenda,
    async handle({ query, db, audit }) {
      const agenda = await readAgenda(db, query);
      audit({ action: "list", entity: "appointment", changes: { rows: agenda.appointments.length } });
      return agenda;
    },
  });

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/slots",
    id: "listFreeTimes",
    summary: "Free times for a service, from now on, in the order of time",
    tag,
    query: FreeTimesQuery,
    answer: FreeTimes,
    handle: ({ query, db }) => freeTimes(db, query, Date.now()),
  });
}

async function readAgenda(db: Db, query: z.output<typeof AgendaQuery>): Promise<z.input<typeof Agenda>> {
  const { from, to, professionalId: professionalIds, serviceId, state, modality } = query;
  const filter = { from, to, professionalIds, serviceIds: serviceId, states: state, modalities: modality };
  const found = await appointmentsBetween(db, filter, AGENDA_ROWS_MAX);
  const rows = found.slice(0, AGENDA_ROWS_MAX);
  const evenIfGone = [...new Set([...(professionalIds ?? []), ...rows.map((row) => row.professionalId)])];
  const who = await agendaProfessionals(db, { ids: professionalIds, evenIfGone }, AGENDA_PROFESSIONALS_MAX);
  const window = windowOf(query);
  const calendar = await readClinicCalendar(db, window);
  const day = (at: number) => DateTime.fromMillis(at, { zone: calendar.timeZone }).toISODate()!;
  const holidays = await listHolidays(db, day(window.from), day(window.to - 1));
  return {
    timeZone: calendar.timeZone,
    appointments: rows.map((row) => ({
      ...row,
      // A check of the table: an appointment itself is never both.
      modality: row.modality as "in-person" | "online",
      durationMinutes: (Date.parse(row.endsAt) - Date.parse(row.startsAt)) / 60_000,
    })),
    isComplete: found.length <= AGENDA_ROWS_MAX,
    professionals: who.map(({ workingHours, absences, ...one }) => ({
      ...one,
      workingHours: workingHours.map((hours) => ({ ...hours, weekday: WEEKDAYS[hours.weekday - 1]! })),
      absences: absences.filter((absence) => overlaps(spanOf(absence), window)),
      working: common(workingTime({ workingHours, absences }, calendar, window), [window]).map(periodOf),
      hasHours: hasHours({ workingHours }, calendar),
    })),
    open: common(clinicTime(calendar, window), [window]).map(periodOf),
    holidays: holidays.map(({ day: on, name, open }) => ({ day: on, name, open })),
  };
}

async function freeTimes(
  db: Db,
  query: z.output<typeof FreeTimesQuery>,
  now: number,
): Promise<z.input<typeof FreeTimes>> {
  const { serviceId, professionalId: ids, modality, exceptId } = query;
  const service = await findRow(db, "services", serviceId);
  if (!service || service.deletedAt !== null) throw new Problem("unknown-reference");
  if (modality && service.modality !== "both" && service.modality !== modality)
    throw new Problem("invalid-request", {
      errors: [{ path: "query.modality", message: "este serviço não é oferecido assim" }],
    });
  const asked = windowOf(query);
  const calendar = await readClinicCalendar(db, asked);
  const days = wholeDays(asked, calendar.timeZone);
  const narrowed = ids?.length ? { ids } : { serviceId };
  const who = await agendaProfessionals(db, narrowed, AGENDA_PROFESSIONALS_MAX);
  const { startsAt: from, endsAt: to } = periodOf(days);
  const professionalIds = who.map(({ id }) => id);
  const busy = who.length === 0 ? [] : await busyBetween(db, { professionalIds, from, to, exceptId });
  const durationMinutes = query.durationMinutes ?? service.durationMinutes;
  const window = { from: Math.max(asked.from, now), to: asked.to };
  const times = who.flatMap((one) => {
    const taken = busy.filter(({ professionalId }) => professionalId === one.id).map(spanOf);
    const free = without(workingTime(one, calendar, days), taken);
    return freeTimesIn(free, durationMinutes * 60_000, window).map((time) => ({ time, one }));
  });
  times.sort((a, b) => a.time.from - b.time.from);
  return {
    timeZone: calendar.timeZone,
    durationMinutes,
    items: times
      .slice(0, FREE_TIMES_MAX)
      .map(({ time, one }) => ({ ...periodOf(time), professionalId: one.id, professional: one.name })),
    isComplete: times.length <= FREE_TIMES_MAX,
    professionals: who.map((one) => ({ id: one.id, name: one.name, hasHours: hasHours(one, calendar) })),
  };
}
