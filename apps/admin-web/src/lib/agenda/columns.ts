import type { components } from "@acolhe/admin-client";
import { dayOf } from "#lib/format/calendar.ts";
import { hoursShown, type Lane, lanesOf, type Span, spanOn, without } from "./minutes.ts";

export type Agenda = components["schemas"]["Agenda"];
export type Appointment = components["schemas"]["AgendaAppointment"];
export type State = Appointment["state"];

export interface Placed extends Lane {
  readonly row: Appointment;
  readonly span: Span;
}
/** A day of a professional, or of everybody shown. */
export interface Column {
  readonly day: string;
  /** Absent in a week, where a column is a day. */
  readonly professional?: Agenda["professionals"][number];
  readonly placed: readonly Placed[];
  /** When nobody works, shaded. */
  readonly off: readonly Span[];
  readonly absences: readonly (Span & { readonly reason: string | null; readonly who: string })[];
}
export interface Grid {
  readonly columns: readonly Column[];
  readonly hours: Span;
}

const WHOLE_DAY: Span = { from: 0, to: 24 * 60 };
/** What was cancelled takes no time; the list shows it. */
const takesTime = ({ state }: Appointment) => state !== "cancelled";

interface Shown {
  readonly days: readonly string[];
  /** A professional's id, or "" for all. */
  readonly only: string;
}

/** A column a professional for one day, a column a day for several. */
export function gridOf(agenda: Agenda, { days, only }: Shown): Grid {
  const professionals = agenda.professionals.filter(({ id }) => only === "" || id === only);
  const columns =
    days.length === 1
      ? professionals.map((professional) => columnOf(agenda, days[0]!, [professional], professional))
      : days.map((day) => columnOf(agenda, day, professionals));
  const worked = columns.flatMap(({ off, placed }) => [...without(WHOLE_DAY, off), ...placed.map(({ span }) => span)]);
  return { columns, hours: hoursShown(worked) };
}

function columnOf(
  agenda: Agenda,
  day: string,
  professionals: Agenda["professionals"],
  professional?: Agenda["professionals"][number],
): Column {
  const { timeZone } = agenda;
  const parts = (periods: readonly { startsAt: string; endsAt: string }[]) =>
    periods.flatMap((period) => spanOn(day, period, timeZone) ?? []);
  const ids = new Set(professionals.map(({ id }) => id));
  const rows = agenda.appointments.filter((row) => ids.has(row.professionalId) && takesTime(row));
  const found = rows.flatMap((row) => {
    const span = spanOn(day, row, timeZone);
    return span ? [{ row, span }] : [];
  });
  const lanes = lanesOf(found.map(({ span }) => span));
  const isKnown = professionals.length > 0 && professionals.every(({ hasHours }) => hasHours);
  return {
    day,
    ...(professional ? { professional } : {}),
    placed: found.map((one, index) => ({ ...one, ...lanes[index]! })),
    off: isKnown ? without(WHOLE_DAY, parts(professionals.flatMap(({ working }) => working))) : [],
    absences: professionals.flatMap(({ name, absences }) =>
      absences.flatMap(({ reason, ...period }) => {
        const span = spanOn(day, period, timeZone);
        return span ? [{ ...span, reason, who: name }] : [];
      }),
    ),
  };
}

export interface DayRows {
  readonly day: string;
  readonly rows: readonly Appointment[];
}

/** For the list: each day with what begins on it, cancelled ones included. */
export const daysOf = (agenda: Agenda, { days, only }: Shown): DayRows[] =>
  days.map((day) => ({
    day,
    rows: agenda.appointments.filter(
      (row) => (only === "" || row.professionalId === only) && dayOf(row.startsAt, agenda.timeZone) === day,
    ),
  }));
