import { isClosing, isHour } from "#lib/format/hour-input.ts";

/** Hours of a week, a list of spans a day: two of a day have a break between them. */

export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export interface Span {
  readonly opens: string;
  readonly closes: string;
}
export type Week = Readonly<Record<Weekday, readonly Span[]>>;
export type Placed = Span & { readonly weekday: Weekday };

export const EMPTY_WEEK: Week = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
};

export const inOrder = (spans: readonly Span[]): Span[] =>
  spans.map(({ opens, closes }) => ({ opens, closes })).sort((a, b) => (a.opens < b.opens ? -1 : 1));

/** Of any record that has a list a weekday; what else it has is left out. */
export function weekOf(record: Week): Week {
  const week = Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, inOrder(record[weekday])]));
  return week as unknown as Week;
}

export function weekOfList(list: readonly Placed[]): Week {
  const of = (weekday: Weekday) => inOrder(list.filter((span) => span.weekday === weekday));
  return Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, of(weekday)])) as unknown as Week;
}

/** In the order of the week, so that a place in this list is a day and a place in it. */
export const listOfWeek = (week: Week): Placed[] =>
  WEEKDAYS.flatMap((weekday) => week[weekday].map(({ opens, closes }) => ({ weekday, opens, closes })));

/** Where a span stands in `listOfWeek`. */
export function placeInList(week: Week, weekday: Weekday, index: number): number {
  const before = WEEKDAYS.slice(0, WEEKDAYS.indexOf(weekday));
  return before.reduce((sum, day) => sum + week[day].length, 0) + index;
}

export type SpanFault = "incomplete" | "order" | "overlap";

/** What is wrong with a span among the others of its day. */
export function faultOf(spans: readonly Span[], index: number): SpanFault | undefined {
  const span = spans[index];
  if (!span) return undefined;
  if (!isHour(span.opens) || !isClosing(span.closes)) return "incomplete";
  if (span.opens >= span.closes) return "order";
  const meets = (other: Span, at: number) =>
    at !== index &&
    other.opens < span.closes &&
    span.opens < other.closes &&
    isHour(other.opens) &&
    isClosing(other.closes);
  return spans.some(meets) ? "overlap" : undefined;
}

export const isFaulty = (spans: readonly Span[]): boolean =>
  spans.some((_, index) => faultOf(spans, index) !== undefined);

export const hasFault = (week: Week): boolean => WEEKDAYS.some((weekday) => isFaulty(week[weekday]));

/** What to begin a new span with: a usual day, or the afternoon behind what is there. */
export function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1)?.closes;
  if (last === undefined) return { opens: "08:00", closes: "12:00" };
  return last <= "13:00" ? { opens: "13:00", closes: "18:00" } : { opens: "", closes: "" };
}

/** 08:00–12:00, 13:00–18:00 */
export const spansText = (spans: readonly Span[]): string =>
  spans.map(({ opens, closes }) => `${opens}–${closes}`).join(", ");

/** Days in a row with the same hours, as one line each; closed days are left out. */
export function linesOf(week: Week): { readonly from: Weekday; readonly to: Weekday; readonly text: string }[] {
  const lines: { from: Weekday; to: Weekday; text: string }[] = [];
  let before = "";
  for (const weekday of WEEKDAYS) {
    const text = spansText(week[weekday]);
    const last = lines.at(-1);
    if (text !== "" && text === before && last) last.to = weekday;
    else if (text !== "") lines.push({ from: weekday, to: weekday, text });
    before = text;
  }
  return lines;
}
