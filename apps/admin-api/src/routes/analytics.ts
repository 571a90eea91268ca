import { type Db, type Period, readDays, type UserRole } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { mayCall } from "../access/roles.ts";
import { timeZoneOf } from "../clinic.ts";
import { countDays, countDeliveries, countFunnel, countPeakHours, countResponses, countServices } from "../figures.ts";
import { addRoute } from "../http/route.ts";
import {
  Days,
  Deliveries,
  DeliveryPeriodQuery,
  Funnel,
  formerOf,
  MessagePeriodQuery,
  PeakHours,
  Responses,
  ServicePeriodQuery,
  Services,
  ServicesPeriodQuery,
  Summary,
} from "../schemas/analytics.ts";
import { readerLanguage } from "../sentences/language.ts";
import { flowTalk } from "../why/flow-talk.ts";
import type { Deps } from "./deps.ts";

const tag = "Análises";
type Asked = z.output<typeof ServicePeriodQuery>;

type Counted = Awaited<ReturnType<typeof countFunnel>>;
type Named = (
  counting: Promise<Counted>,
) => Promise<Omit<Counted, "states"> & { states: (Counted["states"][number] & { stepText: string | null })[] }>;

/** Figures over many conversations, never about one person. */
export function addAnalyticsRoutes(app: FastifyInstance, deps: Deps): void {
  const named = namedBy(deps);
  addFigures(app, deps, {
    url: "/api/v1/analytics/days",
    id: "analyseDays",
    summary: "Conversations a day, with what came of them",
    query: ServicePeriodQuery,
    answer: Days,
    count: countDays,
  });
  addFigures(app, deps, {
    url: "/api/v1/analytics/peak-hours",
    id: "analysePeakHours",
    summary: "When patients write, by day of the week and hour of the clinic's clock",
    query: MessagePeriodQuery,
    answer: PeakHours,
    count: countPeakHours,
  });
  addFigures(app, deps, {
    url: "/api/v1/analytics/services",
    id: "analyseServices",
    summary: "The services most wanted",
    query: ServicesPeriodQuery,
    answer: Services,
    count: countServices,
  });
  addFigures(app, deps, {
    url: "/api/v1/analytics/funnel",
    id: "analyseFunnel",
    summary: "From conversations over states and leads to patients; the handoff rate, and the time per state",
    query: ServicePeriodQuery,
    answer: Funnel,
    count: (db, period) => named(countFunnel(db, period)),
  });
  addFigures(app, deps, {
    url: "/api/v1/analytics/responses",
    id: "analyseResponses",
    summary: "How long patients wait for the first answer and, once called, for a person",
    query: ServicePeriodQuery,
    answer: Responses,
    count: countResponses,
  });
  addFigures(app, deps, {
    url: "/api/v1/analytics/deliveries",
    id: "analyseDeliveries",
    summary: "How far messages came, and why some did not",
    query: DeliveryPeriodQuery,
    answer: Deliveries,
    count: countDeliveries,
  });
  addSummary(app, deps, named);
}

/** The funnel with what is asked in each state; without the flow, states go without. */
const namedBy =
  ({ flows }: Deps): Named =>
  async (counting) => {
    const [funnel, flow] = await Promise.all([counting, flows.current().catch(() => null)]);
    const talk = flowTalk(flow, readerLanguage());
    return { ...funnel, states: funnel.states.map((state) => ({ ...state, stepText: talk.step(state.step) })) };
  };

/** One answer, beside the zone whose days it counts by. */
function addFigures<R extends z.ZodType>(
  app: FastifyInstance,
  deps: Deps,
  spec: {
    url: string;
    id: string;
    summary: string;
    query: typeof ServicePeriodQuery;
    answer: R;
    count: (db: Db, period: Period) => Promise<Omit<z.input<R>, "timeZone">>;
  },
): void {
  const { count, ...route } = spec;
  addRoute(app, deps, {
    method: "GET",
    tag,
    ...route,
    async handle({ query, db }) {
      const timeZone = await timeZoneOf(db);
      return { timeZone, ...(await count(db, { ...query, timeZone })) } as z.input<R>;
    },
  });
}

function addSummary(app: FastifyInstance, deps: Deps, named: Named): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/analytics/summary",
    id: "analyseSummary",
    summary: "Every figure of a period beside the one before, in one answer",
    tag,
    query: ServicePeriodQuery,
    answer: Summary,
    async handle({ query, db, account: { role } }) {
      const timeZone = await timeZoneOf(db);
      const former = { ...query, ...formerOf(query) };
      const [now, before] = await Promise.all([
        everyFigure(db, { ...query, timeZone }, { role, named }),
        everyFigure(db, { ...former, timeZone }, { role, named }),
      ]);
      return { timeZone, formerFrom: former.from, formerTo: former.to, now, former: before };
    },
  });
}

/** What belongs to no service is counted for all of them. A figure that the role may not ask for by itself is null. */
async function everyFigure(
  db: Db,
  { service, ...all }: Asked & Period,
  { role, named }: { readonly role: UserRole; readonly named: Named },
) {
  const ofService = service === undefined ? all : { ...all, service };
  const may = <T>(figure: string, count: () => Promise<T>): Promise<T | null> =>
    mayCall(role, `GET /api/v1/analytics/${figure}`) ? count() : Promise.resolve(null);
  let reading: ReturnType<typeof readDays> | undefined;
  // Two figures are made of the same sums.
  const sums = () => {
    reading ??= readDays(db, ofService);
    return reading;
  };
  const [days, funnel, responses, services, peakHours, deliveries] = await Promise.all([
    may("days", () => countDays(db, ofService, sums())),
    may("funnel", () => named(countFunnel(db, ofService, sums()))),
    may("responses", () => countResponses(db, ofService)),
    may("services", () => countServices(db, all)),
    may("peak-hours", () => countPeakHours(db, all)),
    may("deliveries", () => countDeliveries(db, all)),
  ]);
  return { days, funnel, responses, services, peakHours, deliveries };
}
