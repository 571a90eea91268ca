import { type RawBuilder, sql } from "kysely";
import type { Db } from "../connection.ts";
import type { LeadStatus } from "../schema.ts";

export interface Period {
  /** Days of the clinic's zone, both included. */
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly channel?: string | undefined;
  /** Only what belongs to sessions about this service. Deliveries and messages belong to none. */
  readonly service?: string | undefined;
}

/** Midnight is the clinic's, also on a day on which clocks change. */
const beginning = ({ from, timeZone }: Period) => sql`(${from}::date)::timestamp at time zone ${timeZone}`;
const end = ({ to, timeZone }: Period) => sql`(${to}::date + 1)::timestamp at time zone ${timeZone}`;

/** By hour; without a channel the index is skipped through, channel by channel. */
function hours(period: Period, measures: readonly string[]): RawBuilder<unknown> {
  return sql`from read.hourly
    where measure = any(${measures}::text[]) and hour >= ${beginning(period)} and hour < ${end(period)} ${only(period)}`;
}

const only = ({ channel, service }: Period) =>
  sql`${channel ? sql`and channel = ${channel}` : sql``} ${service ? sql`and service = ${service}` : sql``}`;

/** Of the period as a whole: the days of UTC that lie within, and the hours before the first and behind the last of them. */
function sums(period: Period, measures: readonly string[]): RawBuilder<unknown> {
  const firstDay = sql`((${beginning(period)}) at time zone 'UTC' - interval '1 microsecond')::date + 1`;
  const lastDay = sql`((${end(period)}) at time zone 'UTC')::date`;
  const midnight = (day: RawBuilder<unknown>) => sql`(${day})::timestamp at time zone 'UTC'`;
  const wanted = sql`measure = any(${measures}::text[]) ${only(period)}`;
  return sql`from (
    select measure, service, label, count, total_ms from read.daily
      where ${wanted} and day >= ${firstDay} and day < ${lastDay}
    union all
    select measure, service, label, count, total_ms from read.hourly
      where ${wanted} and hour >= ${beginning(period)} and hour < least(${midnight(firstDay)}, ${end(period)})
    union all
    select measure, service, label, count, total_ms from read.hourly
      where ${wanted} and hour >= greatest(${midnight(firstDay)}, ${midnight(lastDay)}) and hour < ${end(period)}
  ) sums`;
}

/** What was counted a day: sessions, those with a lead or a handoff, patients' messages. Days without anything are absent. */
export async function readDays(db: Db, period: Period) {
  const measures = ["session", "session-with-lead", "session-with-handoff", "patient-message"];
  const { rows } = await sql<{ day: string; measure: string; count: number }>`
    select (hour at time zone ${period.timeZone})::date as day, measure, sum(count)::bigint as count
    ${hours(period, measures)} group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

/** When patients write: messages by day of the week (1 is Monday) and hour, of the clinic's clock. */
export async function readPeakHours(db: Db, period: Period) {
  const { rows } = await sql<{ weekday: number; hour: number; count: number }>`
    select extract(isodow from hour at time zone ${period.timeZone})::integer as weekday,
      extract(hour from hour at time zone ${period.timeZone})::integer as hour, sum(count)::bigint as count
    ${hours(period, ["patient-message"])} group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

/** What became of the leads captured in the period, by what staff say of them; those they did nothing about are `new`. */
export async function readLeadOutcomes(db: Db, period: Period) {
  const captured = sql`l.captured_at >= ${beginning(period)} and l.captured_at < ${end(period)} ${only(period)}`;
  // No lead is handled before it is captured, so what was handled before the period need not be read.
  const { rows } = await sql<{ status: LeadStatus | null; leads: number }>`
    select null::lead_status as status, count(*)::bigint as leads from read.leads l where ${captured}
    union all
    select status, count(*)::bigint from lead_handling h join read.leads l on l.id = h.lead_id
    where h.status is not null and h.updated_at >= ${beginning(period)} and ${captured} group by 1 order by 1 nulls first`.execute(
    db,
  );
  const [all, ...handled] = rows;
  const untouched = (all?.leads ?? 0) - handled.reduce((sum, { leads }) => sum + leads, 0);
  return [
    { status: "new" as const, leads: untouched },
    ...handled.map(({ status, leads }) => ({ status: status!, leads })),
  ];
}

/** Sessions by service, the most wanted first; without those that named none. */
export async function readServices(db: Db, period: Period) {
  const { rows } = await sql<{ service: string; sessions: number; leads: number }>`
    select service, sum(count) filter (where measure = 'session')::bigint as sessions,
      coalesce(sum(count) filter (where measure = 'session-with-lead'), 0)::bigint as leads
    ${sums(period, ["session", "session-with-lead"])} where service <> '' group by 1 order by 2 desc, 1`.execute(db);
  return rows;
}

/** By state: how many sessions came to it, how often it was left by an answer, and how long it was stood on, together. */
export async function readStates(db: Db, period: Period) {
  const { rows } = await sql<{ step: string; sessions: number; left: number; totalMs: number }>`
    select label as step, coalesce(sum(count) filter (where measure = 'state'), 0)::bigint as sessions,
      coalesce(sum(count) filter (where measure = 'state-left'), 0)::bigint as "left",
      coalesce(sum(total_ms) filter (where measure = 'state-left'), 0)::bigint as total_ms
    ${sums(period, ["state", "state-left"])} group by 1 order by 2 desc, 1`.execute(db);
  return rows;
}

export type LabelledMeasure = "handoff" | "delivery" | "delivery-failure" | "first-reply" | "first-human";

/**
 * Counts by label: of `handoff` by reason, of `delivery` by status, of `delivery-failure` by code; of `first-reply` (the
 * bot's) and `first-human` (a person's, after a handoff) by the upper bound of the bucket in milliseconds, or "more".
 */
export async function readLabels(db: Db, period: Period, measures: readonly LabelledMeasure[]) {
  const { rows } = await sql<{ measure: string; label: string; count: number; totalMs: number }>`
    select measure, label, sum(count)::bigint as count, sum(total_ms)::bigint as total_ms
    ${sums(period, measures)} group by 1, 2 order by 1, 3 desc, 2`.execute(db);
  return rows;
}
