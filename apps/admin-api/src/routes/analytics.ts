import {
  type Db,
  type Period,
  readDays,
  readLabels,
  readLeadOutcomes,
  readPeakHours,
  readServices,
  readSetting,
  readStates,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { TIME_ZONE } from "../clinic-zone.ts";
import { addRoute } from "../http/route.ts";
import {
  Days,
  Deliveries,
  DeliveryPeriodQuery,
  Funnel,
  MessagePeriodQuery,
  PeakHours,
  Responses,
  ServicePeriodQuery,
  Services,
  ServicesPeriodQuery,
} from "../schemas/analytics.ts";
import type { Deps } from "./deps.ts";

const tag = "Análises";

async function periodOf(db: Db, query: z.output<typeof ServicePeriodQuery>): Promise<Period> {
  const { timeZone = TIME_ZONE } = ((await readSetting(db, "business-hours"))?.value ?? {}) as { timeZone?: string };
  return { ...query, timeZone };
}

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);
const average = (totalMs: number, count: number) => (count === 0 ? null : Math.round(totalMs / count));
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** Figures about many conversations, about nobody in particular: from sums by hour, kept by the projector. */
export function addAnalyticsRoutes(app: FastifyInstance, deps: Deps): void {
  /** One answer, beside the zone whose days it counts by. */
  function figures<R extends z.ZodType>(
    spec: { url: string; id: string; summary: string; query: typeof ServicePeriodQuery; answer: R },
    count: (db: Db, period: Period) => Promise<Omit<z.input<R>, "timeZone">>,
  ): void {
    addRoute(app, deps, {
      method: "GET",
      tag,
      ...spec,
      async handle({ query, db }) {
        const period = await periodOf(db, query);
        return { timeZone: period.timeZone, ...(await count(db, period)) } as z.input<R>;
      },
    });
  }

  figures(
    {
      url: "/api/v1/analytics/days",
      id: "analyseDays",
      summary: "Conversations a day, with what came of them",
      query: ServicePeriodQuery,
      answer: Days,
    },
    async (db, period) => {
      const rows = await readDays(db, period);
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
    },
  );

  figures(
    {
      url: "/api/v1/analytics/peak-hours",
      id: "analysePeakHours",
      summary: "When patients write, by day of the week and hour of the clinic's clock",
      query: MessagePeriodQuery,
      answer: PeakHours,
    },
    async (db, period) => {
      const cells = (await readPeakHours(db, period)).map(({ count, ...cell }) => ({ ...cell, messages: count }));
      return { cells };
    },
  );

  figures(
    {
      url: "/api/v1/analytics/services",
      id: "analyseServices",
      summary: "The services most wanted",
      query: ServicesPeriodQuery,
      answer: Services,
    },
    async (db, period) => {
      const services = (await readServices(db, period)).map(({ sessions, ...row }) => ({
        ...row,
        conversations: sessions,
      }));
      return { services };
    },
  );

  figures(
    {
      url: "/api/v1/analytics/funnel",
      id: "analyseFunnel",
      summary: "From conversations over states and leads to patients; the handoff rate, and the time per state",
      query: ServicePeriodQuery,
      answer: Funnel,
    },
    async (db, period) => {
      const [days, states, outcomes] = await Promise.all([
        readDays(db, period),
        readStates(db, period),
        readLeadOutcomes(db, period),
      ]);
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
    },
  );

  figures(
    {
      url: "/api/v1/analytics/responses",
      id: "analyseResponses",
      summary: "How long patients wait for the first answer and, once called, for a person",
      query: ServicePeriodQuery,
      answer: Responses,
    },
    async (db, period) => {
      const labels = await readLabels(db, period, ["first-reply", "first-human", "handoff"]);
      const handoffs = labels.filter(({ measure }) => measure === "handoff");
      return {
        firstReply: spreadOf(labels.filter(({ measure }) => measure === "first-reply")),
        firstHuman: spreadOf(labels.filter(({ measure }) => measure === "first-human")),
        handoffs: handoffs.map(({ label, count }) => ({ reason: label, count })),
      };
    },
  );

  figures(
    {
      url: "/api/v1/analytics/deliveries",
      id: "analyseDeliveries",
      summary: "How far messages came, and why some did not",
      query: DeliveryPeriodQuery,
      answer: Deliveries,
    },
    async (db, period) => {
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
    },
  );
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
