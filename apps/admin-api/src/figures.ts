import {
  type Db,
  type Period,
  readDays,
  readLabels,
  readLeadOutcomes,
  readPeakHours,
  readServices,
  readStates,
} from "@acolhe/database";

/** What is counted of a period, each figure by itself: from sums by hour, kept by the projector. */

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);
const average = (totalMs: number, count: number) => (count === 0 ? null : Math.round(totalMs / count));
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

export async function countDays(db: Db, period: Period, read = readDays(db, period)) {
  const rows = await read;
  const counts = new Map(rows.map(({ day, measure, count }) => [`${day} ${measure}`, count]));
  const days = everyDay(period).map((day) => {
    const of = (measure: string) => counts.get(`${day} ${measure}`) ?? 0;
    return {
      day,
      conversations: of("session"),
      withLead: of("session-with-lead"),
      withHandoff: of("session-with-handoff"),
      patientMessages: period.service === undefined ? of("patient-message") : null,
    };
  });
  return { days };
}

export async function countPeakHours(db: Db, period: Period) {
  const cells = (await readPeakHours(db, period)).map(({ count, ...cell }) => ({ ...cell, messages: count }));
  return { cells };
}

export async function countServices(db: Db, period: Period) {
  const services = (await readServices(db, period)).map(({ sessions, ...row }) => ({
    ...row,
    conversations: sessions,
  }));
  return { services };
}

export async function countFunnel(db: Db, period: Period, read = readDays(db, period)) {
  const [days, states, outcomes] = await Promise.all([read, readStates(db, period), readLeadOutcomes(db, period)]);
  const all = (measure: string) => sum(days.filter((row) => row.measure === measure).map(({ count }) => count));
  const leads = { new: 0, assigned: 0, converted: 0, discarded: 0 };
  for (const { status, leads: count } of outcomes) leads[status] = count;
  const conversations = all("session");
  return {
    conversations,
    withLead: all("session-with-lead"),
    withHandoff: all("session-with-handoff"),
    leadRate: ratio(all("session-with-lead"), conversations),
    handoffRate: ratio(all("session-with-handoff"), conversations),
    leads,
    conversionRate: ratio(leads.converted, sum(Object.values(leads))),
    states: states.map(({ step, sessions, left, totalMs }) => ({
      step,
      conversations: sessions,
      left,
      averageMs: average(totalMs, left),
    })),
  };
}

export async function countResponses(db: Db, period: Period) {
  const labels = await readLabels(db, period, ["first-reply", "first-human", "handoff"]);
  const handoffs = labels.filter(({ measure }) => measure === "handoff");
  return {
    firstReply: spreadOf(labels.filter(({ measure }) => measure === "first-reply")),
    firstHuman: spreadOf(labels.filter(({ measure }) => measure === "first-human")),
    handoffs: handoffs.map(({ label, count }) => ({ reason: label, count })),
  };
}

export async function countDeliveries(db: Db, period: Period) {
  const labels = await readLabels(db, period, ["delivery", "delivery-failure"]);
  const statuses = labels.flatMap(({ measure, label: status, count }) =>
    measure === "delivery" ? [{ status, count }] : [],
  );
  const failures = labels.flatMap(({ measure, label: code, count }) =>
    measure === "delivery-failure" ? [{ code, count }] : [],
  );
  const failed = sum(failures.map(({ count }) => count));
  const failureRate = ratio(failed, sum(statuses.map(({ count }) => count)));
  return { statuses, failures, failureRate };
}

/** As dates of the calendar, which have no time zone. */
function everyDay({ from, to }: Period): string[] {
  const length = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  return Array.from({ length }, (_, n) => new Date(Date.parse(from) + n * 86_400_000).toISOString().slice(0, 10));
}

/** Buckets in the order of their bounds; the one without a bound is the last. */
function spreadOf(rows: readonly { label: string; count: number; totalMs: number }[]) {
  const count = sum(rows.map((row) => row.count));
  const bound = (label: string) => (label === "more" ? null : Number(label));
  const buckets = rows
    .map((row) => ({ upToMs: bound(row.label), count: row.count }))
    .sort((a, b) => (a.upToMs ?? Number.POSITIVE_INFINITY) - (b.upToMs ?? Number.POSITIVE_INFINITY));
  return { count, averageMs: average(sum(rows.map(({ totalMs }) => totalMs)), count), buckets };
}
