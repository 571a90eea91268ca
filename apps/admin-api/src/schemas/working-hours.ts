import { z } from "zod";
import { ABSENCES_MAX, WORKING_SPANS_MAX } from "../limits.ts";
import { Instant, line } from "./common.ts";

/** In the order of ISO 8601, as the setting `business-hours` names them. */
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const Time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "um horário como 08:30");
/** A day may go on to its end. What goes on after it is the next day's. */
const Closing = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, "um horário como 08:30, ou 24:00");
/** When something opens and closes on one day, by the clinic's own clock. */
export const openHours = { opens: Time, closes: Closing };

/** As it is answered, of a day that staff set apart. */
export const HolidayOpen = z
  .array(z.object({ opens: z.string(), closes: z.string() }))
  .describe("In their order; none: closed all day");

export const PAST_MIDNIGHT = "fecha depois de abrir; o que passa da meia-noite é do dia seguinte";

const hours = { weekday: z.enum(WEEKDAYS), ...openHours };
const absence = { startsAt: Instant, endsAt: Instant };

interface Span {
  readonly from: string | number;
  readonly to: string | number;
}

/** The places, in the list as it was given, of spans that begin before one with an earlier beginning ends. */
export function overlapping(spans: readonly Span[]): number[] {
  const placed = spans.map((span, place) => ({ ...span, place })).sort((a, b) => (a.from < b.from ? -1 : 1));
  const found: number[] = [];
  let end: Span["to"] | undefined;
  for (const { from, to, place } of placed) {
    if (end !== undefined && from < end) found.push(place);
    if (end === undefined || to > end) end = to;
  }
  return found.sort((a, b) => a - b);
}

type Told = { addIssue(issue: { code: "custom"; path: PropertyKey[]; message: string }): void };

export function tellOverlaps(context: Told, places: readonly number[], field: string, message: string): void {
  for (const place of places) context.addIssue({ code: "custom", path: [place, field], message });
}

export const WorkingHoursInput = z
  .array(z.object(hours).refine(({ opens, closes }) => opens < closes, { message: PAST_MIDNIGHT, path: ["closes"] }))
  .max(WORKING_SPANS_MAX)
  .superRefine((list, context) => {
    for (const weekday of WEEKDAYS) {
      const places = list.flatMap((span, place) => (span.weekday === weekday ? [place] : []));
      const found = overlapping(places.map((place) => ({ from: list[place]!.opens, to: list[place]!.closes })));
      const ofList = found.map((one) => places[one]!);
      tellOverlaps(context, ofList, "opens", "este horário se sobrepõe a outro do mesmo dia");
    }
  })
  .describe("By the clinic's own clock; two spans of a day have a break between them. Without any, the clinic's hours");

export const AbsencesInput = z
  .array(
    z
      .object({ ...absence, reason: line(200).nullable().default(null) })
      .refine(({ startsAt, endsAt }) => Date.parse(startsAt) < Date.parse(endsAt), {
        message: "depois do início",
        path: ["endsAt"],
      }),
  )
  .max(ABSENCES_MAX)
  .superRefine((list, context) => {
    const spans = list.map(({ startsAt, endsAt }) => ({ from: Date.parse(startsAt), to: Date.parse(endsAt) }));
    tellOverlaps(context, overlapping(spans), "startsAt", "esta ausência se sobrepõe a outra");
  });

export const WorkingHours = z.object({ ...hours, opens: z.string(), closes: z.string() }).meta({ id: "WorkingHours" });
export const Absence = z
  .object({
    startsAt: z.string(),
    endsAt: z.string().describe("Not included"),
    reason: z.string().nullable().describe("Told to those alone who may see appointments"),
  })
  .meta({ id: "Absence" });
