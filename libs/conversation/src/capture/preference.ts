import { VALUE_LENGTH_MAX } from "../state/limits.ts";
import { clean, fold } from "../state/utterance.ts";
import { COUNTED, daysInFull, WEEKDAY } from "./days-in-full.ts";
import { inOwnWords, timesAlone } from "./times-alone.ts";
import { DAY, DAYTIME, EVENT, GREETING, HOUR, MONTH, NEGATED, PART } from "./when-words.ts";

const WHEN = new RegExp(`(?<![a-z0-9])(?:${HOUR}|${DAY}|${PART})(?![a-z0-9])`, "g");
const WHEN_ONCE = new RegExp(WHEN, "");
/** What the day of who comes measures belongs to a time, and is none alone. */
const WHEN_OR_EVENT = new RegExp(`(?<![a-z0-9])(?:${HOUR}|${EVENT}|${DAY}|${PART})(?![a-z0-9])`, "g");
const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));
/** Belongs to what follows: "depois das 17h", "na quinta", "qualquer dia de manhã", "menos segunda". */
const BEFORE = words(
  `qualquer cualquier any partir depois antes after before despues so somente apenas only a as o de da das do em na no
  nas nos pela pelo por la las el los on in the at every toda todas todo todos menos exceto except not nao proxima
  proximo next outra otra dia day horario hora`,
);
/** Joins two of them: "terça ou quinta, à tarde, depois das 17h". */
const JOIN = new Set([
  ...BEFORE,
  ...words(
    `e ou y u or and en feira ser mais ate que vem proximas dias days per hour mesmo tambem tb tbm nunca other um uma
    cedo tarde fim final fin inicio comeco late early seja pode podendo entre between from desde hasta until till to`,
  ),
]);
/** A run that more stands between than this is two. */
const JOINED_LENGTH_MAX = 80;

/** "After lunch he is tired, so a morning": in English it draws a conclusion, in the others it is an "only". */
const THEREFORE =
  / so (?=(?:an? (?:early |late )?(?:morning|afternoon|evening|night)|the|it|that|i|we|he|she|can|could|maybe|perhaps|better|let)(?![a-z]))/g;

/**
 * The part of a message that says when, in full words; all of it where something is denied ("segunda não posso"), where several parts do
 * and nothing says that one takes the place of another, or where they are several rules. Null where it says nothing of days and times.
 */
export function preference(given: string): string | null {
  const text = daysInFull(given);
  const own = inOwnWords(text);
  if (own !== null) return clean(own, VALUE_LENGTH_MAX);
  const plainly = withoutOrdinals(fold(text));
  if (NEGATED.test(plainly)) return WHEN_ONCE.test(plainly) ? clean(timesAlone(text), VALUE_LENGTH_MAX) : null;
  const folded = plainly.replace(GREETING, (found) => " ".repeat(found.length)).replace(THEREFORE, " || ");
  if (!WHEN_ONCE.test(folded)) return null;
  const runs: { start: number; end: number }[] = [];
  for (const { index, 0: found } of folded.matchAll(WHEN_OR_EVENT)) {
    const end = index + found.length;
    const last = runs.at(-1);
    if (last && joins(folded.slice(last.end, index))) last.end = end;
    else runs.push({ start: beginning(folded, index), end });
  }
  const [first, ...later] = strongOf(folded, runs);
  if (first === undefined) return null;
  const last = later.at(-1) ?? first;
  // What it is now comes after what it was.
  const isOne = later.length === 0 || TURNS.test(folded.slice(first.start, last.start + ONLY_LENGTH_MAX));
  return clean(isOne ? text.slice(last.start, last.end) : timesAlone(text), VALUE_LENGTH_MAX) || null;
}

interface Run {
  readonly start: number;
  readonly end: number;
}
/** "Ele não tem aula hoje" beside a day of the week or an hour is about something else. */
function strongOf(folded: string, runs: readonly Run[]): readonly Run[] {
  const strong = runs.filter(({ start, end }) => SAYS_WHEN.test(folded.slice(start, end)));
  return strong.length > 0 ? strong : runs.slice(-1);
}
/** Between two times: the second takes the place of the first, or is the only one. */
const TURNS =
  /(?<![a-z])(?:alias|melhor|digo|quer dizer|quis dizer|na verdade|corrig[a-z]+|errei|ops|opa|desculpa|troc[ao]|mud(?:a|o|ou)|agora|ahora|now|em vez|no lugar|mejor|perdon|en realidad|quise decir|actually|rather|instead|sorry|i mean|make it|era|eram|was|so|somente|apenas|solo|only|entao|entonces)(?![a-z])/;
/** The "only" may begin the second one. */
const ONLY_LENGTH_MAX = 5;

const joins = (between: string): boolean =>
  between.length <= JOINED_LENGTH_MAX && between.split(/[\s,.;/-]+/).every((word) => word === "" || JOIN.has(word));

/** Where a run begins, with the words that belong before it. */
function beginning(folded: string, from: number): number {
  const before = folded.slice(Math.max(0, from - JOINED_LENGTH_MAX), from);
  let start = before.length;
  for (const { index, 0: word } of [...before.matchAll(/[^\s]+(?=\s)/g)].toReversed()) {
    if (!BEFORE.has(word)) break;
    start = index;
  }
  return from - before.length + start;
}

const ORDINAL = new RegExp(`(?<![a-z])(?:${COUNTED}|(?:segunda|terceira|quarta|quinta|sexta) consulta)(?![a-z])`, "g");
const foldedInFull = (text: string): string => withoutOrdinals(fold(daysInFull(text)));
const withoutOrdinals = (folded: string): string => folded.replace(ORDINAL, (found) => " ".repeat(found.length));
const within = (words: string) => new RegExp(`(?<![a-z0-9])(?:${words})(?![a-z0-9])`);
const DAY_OF_WEEK = within(WEEKDAY);
const DAYS_OF_WEEK = new RegExp(DAY_OF_WEEK, "g");
const SAYS_WHEN = within(`${HOUR}|${WEEKDAY}|${DAYTIME}`);
const OF_YEAR = within(MONTH);
const OF_YEAR_EACH = new RegExp(OF_YEAR, "g");

/** Whether a day of the week is named, which says when beyond doubt. */
export const namesDay = (text: string): boolean => DAY_OF_WEEK.test(foldedInFull(text));

/** The days of the week that are named, in plain letters and without the end that several have. */
export const daysIn = (text: string): readonly string[] =>
  [...foldedInFull(text).matchAll(DAYS_OF_WEEK)].map(([day]) => day.replace(/s$/, ""));

/** The same as they are written, in full. */
export const daysWritten = (given: string): readonly string[] => {
  const text = daysInFull(given);
  return [...fold(text).matchAll(DAYS_OF_WEEK)].map(({ index, 0: day }) => text.slice(index, index + day.length));
};

/** The parts of the day that are named, of whichever language, and not in a greeting or a goodbye. */
export function partsIn(text: string): readonly string[] {
  const said = fold(text).replace(GREETING, " ").replace(WISHED, " ");
  return PARTS.flatMap(([part, form]) => (form.test(said) ? [part] : []));
}
const PARTS = [
  ["morning", within("manha|manhas|manhazinha|cedo|manana|mananas|temprano|mornings?")],
  ["afternoon", within("tarde|tardes|tardinha|afternoons?")],
  ["evening", within("noite|noites|noitinha|noche|noches|evenings?|nights?")],
] as const;
/** "Uma ótima tarde!", "have a nice evening": said to whoever reads. */
const WISHED =
  /(?<![a-z])(?:boa|otima|linda|excelente|feliz|buena|bonita|good|nice|great|lovely|wonderful) (?:tarde|noite|manha|noche|manana|morning|afternoon|evening|night)(?![a-z])/g;

/** A part of the day that takes the place of another, on the days that were named before: "terça à tarde", "de manhã" → "terça, de manhã". */
export function onSameDays(known: string, when: string): string {
  const folded = fold(known);
  if (namesDay(when) || NEGATED.test(folded) || partsIn(when).length === 0) return when;
  return clean([...daysWritten(known), when].join(", "), VALUE_LENGTH_MAX) || when;
}

/**
 * Another month in the place of the one that was wished for, or beside days: "january, mornings" and "make it february" → "february,
 * mornings". Null where the message names none.
 */
export function inMonth(known: string, text: string): string | null {
  const month = [...fold(text).matchAll(OF_YEAR_EACH)].at(-1);
  if (month === undefined) return null;
  const named = text.slice(month.index, month.index + month[0].length);
  const before = OF_YEAR.exec(fold(known));
  const whole = before
    ? `${known.slice(0, before.index)}${named}${known.slice(before.index + before[0].length)}`
    : `${known}, ${named}`;
  return clean(whole, VALUE_LENGTH_MAX) || null;
}

/** Whether a day of the week, a part of the day or an hour is named: "mês passado" and "hoje piorou" may be about anything. */
export const saysWhen = (text: string): boolean => SAYS_WHEN.test(foldedInFull(text).replace(GREETING, " "));

/** Days and times and hardly a word more: "terça", "de manhã é melhor". */
export function isBareWhen(text: string): boolean {
  const when = saysWhen(text) && !text.includes("?") ? preference(text) : null;
  if (when === null) return false;
  const count = (words: string) => words.split(/\s+/).filter((word) => word !== "").length;
  return count(text) - count(when) <= BESIDE_WHEN_MAX && count(text) <= BARE_WORDS_MAX;
}
const BESIDE_WHEN_MAX = 2;
const BARE_WORDS_MAX = 8;

/** "I couldn't say yet. Afternoon in any case", "não sei o dia, mas de tarde": what stands beside the doubt is no doubt. */
export const saysAtAnyRate = (text: string): boolean =>
  fold(text)
    .split(/[.;!,]| (?:mas|pero|but|so que) /)
    .some((part) => PART_OF_DAY.test(part.replace(GREETING, " ")) && !UNSURE.test(part));
const PART_OF_DAY = within(DAYTIME);
const UNSURE = /(?<![a-z])(?:sei|se|saberia|sabria|say|know|sure|certeza|segur[oa]|talvez|quizas?|maybe|idk)(?![a-z])/;
