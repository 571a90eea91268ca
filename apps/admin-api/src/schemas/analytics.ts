import { z } from "zod";
import { ANALYTICS_DAYS_MAX } from "../limits.ts";
import { ChannelId, Day, line } from "./common.ts";

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

const period = { from: Day, to: Day.describe("Included"), channel: ChannelId.optional() };
const service = line(100).optional();
type Span = { readonly from: string; readonly to: string };
const isForwards = ({ from, to }: Span) => daysBetween(from, to) >= 0;
const isShort = ({ from, to }: Span) => daysBetween(from, to) < ANALYTICS_DAYS_MAX;
const backwards = { message: "não pode ser antes de from", path: ["to"] };
const tooLong = { message: `até ${ANALYTICS_DAYS_MAX} dias, do primeiro ao último`, path: ["to"] };
const queryOf = <S extends z.ZodType>(asked: S) =>
  z
    .object({ ...period, service: asked })
    .refine(isForwards, backwards)
    .refine(isShort, tooLong);

/** Days are of the clinic's time zone, both included. */
export const ServicePeriodQuery = queryOf(service.describe("Only what belongs to conversations about this service"));
/** Of what belongs to no service: asking for one is refused, because an answer for all would pass for one of it. */
const refusing = (why: string) =>
  queryOf(service.refine((asked) => asked === undefined, why).describe(`Refused: ${why}`));
export const MessagePeriodQuery = refusing("as mensagens não pertencem a um serviço; peça sem este filtro");
export const DeliveryPeriodQuery = refusing("os envios não pertencem a um serviço; peça sem este filtro");
export const ServicesPeriodQuery = refusing("a resposta já é por serviço; peça sem este filtro");

const DAY_MS = 86_400_000;
/** As many days, right before. */
export function formerOf({ from, to }: Span): Span {
  const days = daysBetween(from, to) + 1;
  const back = (day: string, by: number) => new Date(Date.parse(day) - by * DAY_MS).toISOString().slice(0, 10);
  return { from: back(from, days), to: back(from, 1) };
}

const timeZone = z.string().describe("The clinic's; the figures count its days and hours");
const rate = z.number().nullable().describe("Between 0 and 1; null where there was nothing");
export const spread = z.object({
  count: z.int(),
  averageMs: z.int().nullable(),
  buckets: z.array(
    z.object({ upToMs: z.int().nullable().describe("Null: longer than the bucket before"), count: z.int() }),
  ),
});

export const Days = z
  .object({
    timeZone,
    days: z
      .array(
        z.object({
          day: z.string(),
          conversations: z.int().describe("Sessions: stretches of talk, by the day they began on"),
          withLead: z.int(),
          withHandoff: z.int(),
          patientMessages: z.int().nullable().describe("Null where a service is asked for: messages belong to none"),
        }),
      )
      .describe("Every day of the period"),
  })
  .meta({ id: "AnalyticsDays" });
export const PeakHours = z
  .object({
    timeZone,
    cells: z
      .array(z.object({ weekday: z.int().describe("1 is Monday"), hour: z.int(), messages: z.int() }))
      .describe("Patients' messages; hours without any are absent"),
  })
  .meta({ id: "AnalyticsPeakHours" });
export const Services = z
  .object({ timeZone, services: z.array(z.object({ service: z.string(), conversations: z.int(), leads: z.int() })) })
  .meta({ id: "AnalyticsServices" });
export const Funnel = z
  .object({
    timeZone,
    conversations: z.int(),
    withLead: z.int(),
    withHandoff: z.int(),
    leadRate: rate,
    handoffRate: rate,
    leads: z.object({ new: z.int(), assigned: z.int(), converted: z.int(), discarded: z.int() }),
    conversionRate: rate,
    states: z
      .array(
        z.object({
          step: z.string(),
          stepText: z
            .string()
            .nullable()
            .describe("What is asked there by the flow of today; null where it has no such state"),
          conversations: z.int().describe("Sessions that came to it"),
          left: z.int().describe("How often an answer ended it; what a timer ended does not count"),
          averageMs: z.int().nullable().describe("From coming to it to that answer"),
        }),
      )
      .describe("The state most came to first"),
  })
  .meta({ id: "AnalyticsFunnel" });
export const Responses = z
  .object({
    timeZone,
    firstReply: spread.describe("From the patient's first words of a session to the first answer"),
    firstHuman: spread.describe("From the call for a person to a person's first word"),
    handoffs: z.array(z.object({ reason: z.string(), count: z.int() })),
  })
  .meta({ id: "AnalyticsResponses" });
export const Deliveries = z
  .object({
    timeZone,
    statuses: z
      .array(z.object({ status: z.string(), count: z.int() }))
      .describe("How far each message has come by now"),
    failures: z.array(z.object({ code: z.string(), count: z.int() })),
    failureRate: rate,
  })
  .meta({ id: "AnalyticsDeliveries" });

const every = z.object({
  days: Days.omit({ timeZone: true }).nullable(),
  funnel: Funnel.omit({ timeZone: true }).nullable(),
  responses: Responses.omit({ timeZone: true }).nullable(),
  services: Services.omit({ timeZone: true }).nullable().describe("Of all services, whichever is asked for"),
  peakHours: PeakHours.omit({ timeZone: true }).nullable().describe("Of all services, whichever is asked for"),
  deliveries: Deliveries.omit({ timeZone: true }).nullable().describe("Of all services, whichever is asked for"),
});
/** Null: the role may not ask for the figure by itself. */
export const Summary = z
  .object({
    timeZone,
    formerFrom: z.string().describe("As many days as are asked for, right before"),
    formerTo: z.string(),
    now: every,
    former: every,
  })
  .meta({ id: "AnalyticsSummary" });
