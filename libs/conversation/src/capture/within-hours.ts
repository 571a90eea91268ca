import type { ClinicHours } from "@acolhe/events";
import { DAYS, spansIn } from "../flow/hours.ts";
import { fold } from "../state/utterance.ts";
import { WEEKDAY_NAMES } from "./days-in-full.ts";
import { daysIn, partsIn } from "./preference.ts";
import { NEGATED } from "./when-words.ts";

/* Whether a wish about days and times fits the hours at which the clinic is open: a wish for Sundays, or for after nine, does not. */

type Week = NonNullable<ClinicHours["weekly"]>;
/** Minutes of a day, the second not among them. */
type Window = readonly [from: number, to: number];

/** As `daysIn` gives them: without the end that several have. */
const NAMES = WEEKDAY_NAMES.map((names) => names.map((name) => name.replace(/s$/, "")));
const DAY_MINUTES = 24 * 60;
const PARTS: Readonly<Record<string, Window>> = {
  morning: [0, 12 * 60],
  afternoon: [12 * 60, 18 * 60],
  evening: [18 * 60, DAY_MINUTES],
};

/** "Segunda a sexta" names those between as well, and "menos domingo" the opposite: of these nothing is said. */
const OF_MORE =
  /(?<![a-z])(?:semana|week[a-z]*|finde|qualquer|cualquier[a]?|any|todos?|todas?|every|menos|exceto|excepto|except|tanto faz|outr[oa]s?|otr[oa]s?|flexi[a-z]+)(?![a-z])|(?:[a-z]{4,}) (?:a|ate|to|till|through|hasta) (?:a |el )?(?:segunda|terca|quarta|quinta|sexta|sabado|domingo|lunes|martes|miercoles|jueves|viernes|[a-z]+day)/;
const HOUR =
  /(?<![a-z\d])(?:(?<after>depois das?|dps das?|apos as?|a partir das?|after|from|despues de las?|a partir de las?|desde las?)|(?<before>antes das?|ate as?|before|until|till|antes de las?|hasta las?)|(?:as|a las|at|umas|la pelas))? ?(?<hour>\d{1,2})(?:[:h](?<minute>\d{2}))?(?: ?(?<mark>h|hs|horas?|am|pm))?(?:(?: ?(?:da|de la|in the|at)) (?<part>noite|noche|evening|night|tarde|afternoon))?(?![\d/])/g;

/** Of the hours that are named; one that may be of the morning or of the evening says nothing. */
function windowsIn(wish: string): readonly Window[] | null {
  const found = [...wish.matchAll(HOUR)].map(({ groups }) => groups!);
  const windows = found.map(({ after, before, hour, minute = "0", mark, part }): Window | null => {
    const isLater = (mark === "pm" || part !== undefined) && Number(hour) < 12;
    const at = (Number(hour) + (isLater ? 12 : 0)) * 60 + Number(minute);
    if (at > DAY_MINUTES || (at < 13 * 60 && mark !== "am" && !isLater && before === undefined)) return null;
    return after === undefined ? (before === undefined ? [at, at + 1] : [0, at]) : [at, DAY_MINUTES];
  });
  const known = windows.filter((one) => one !== null);
  return known.length === windows.length ? known : null;
}

/**
 * Whether nothing of a wish is within the hours. False where that is not plain.
 *
 * @param wish as it is kept: "domingo de manhã", "depois das 21h"
 */
export function isOutsideHours(week: Week, wish: string): boolean {
  const said = fold(wish);
  if (NEGATED.test(said) || OF_MORE.test(said)) return false;
  const windows = windowsIn(said);
  if (windows === null) return false;
  const named = daysIn(wish).flatMap((day) => NAMES.findIndex((names) => names.includes(day)));
  const days = named.length > 0 ? named : NAMES.map((_, index) => index);
  const parts = partsIn(wish).map((part) => PARTS[part]!);
  const wished = windows.length > 0 ? windows : parts.length > 0 ? parts : [[0, DAY_MINUTES] as const];
  if (named.length + windows.length + parts.length === 0 || named.includes(-1)) return false;
  const open = days.flatMap((day) =>
    spansIn(week[DAYS[day]!]).map(([from, to]): Window => [minutes(from), minutes(to)]),
  );
  return !open.some(([from, to]) => wished.some(([begins, ends]) => begins < to && from < ends));
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
