import { sql } from "kysely";

/** A span of a weekday by the clinic's own clock; `weekday` of ISO 8601, Monday is 1. */
export interface WorkingHours {
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

/** Instants; the end is not included. */
export interface Absence {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly reason: string | null;
}

/** An instant inside of a document, as the API sends those of columns. */
const instant = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Columns of a query about `professionals`. */
export const workingHours = sql<WorkingHours[]>`coalesce((
  select jsonb_agg(jsonb_build_object(
    'weekday', weekday, 'opens', to_char(opens, 'HH24:MI'), 'closes', to_char(closes, 'HH24:MI')) order by weekday, opens)
  from professional_hours h where h.professional_id = professionals.id), '[]')`;
export const absences = sql<Absence[]>`coalesce((
  select jsonb_agg(jsonb_build_object(
    'startsAt', ${instant("starts_at")}, 'endsAt', ${instant("ends_at")}, 'reason', reason) order by starts_at)
  from professional_absences a where a.professional_id = professionals.id), '[]')`;
