import type { Language } from "../language-code.ts";
import { numberOf, numberPattern } from "./numbers.ts";
import type { Reading } from "./reading.ts";

type Half = "morning" | "afternoon" | "evening";

interface TimeWords {
  /** Parts of the day told right behind a clock time. */
  readonly half: readonly (readonly [RegExp, Half])[];
  readonly before: string;
  readonly unit: string;
  readonly noon: RegExp;
  readonly midnight: RegExp;
  readonly halfPast: string;
  readonly quarterPast: string;
  /** Half or a quarter told ahead of the hour, as in "half past three" and "quarter to ten". */
  readonly partAhead: RegExp | null;
  readonly and: string;
  readonly to: string;
  /** Behind this, hours are a span of time and no time of day. */
  readonly span: RegExp;
}

const WORDS: Readonly<Record<Language, TimeWords>> = {
  pt: {
    half: [
      [/^,? ?(?:(?:da|de|na|a|pela|d) )?(?:manha|madrugada|manhazinha)(?![a-z])/, "morning"],
      [/^,? ?(?:(?:da|de|na|a|pela|d) )?(?:tarde|tardinha|trd)(?![a-z])/, "afternoon"],
      [/^,? ?(?:(?:da|de|na|a|pela|d) )?(?:noite|noitinha|nite)(?![a-z])/, "evening"],
      [/^ ?a\.?m(?![a-z])\.?/, "morning"],
      [/^ ?p\.?m(?![a-z])\.?/, "afternoon"],
    ],
    before:
      "(?:a partir d[ae]s?|por volta d[ae]s?|antes d[ae]s?|depois d[ae]s?|la pel[ao]s|entre(?: as)?|ate(?: as| a)?|pelas|pras|para as|apos as?|umas|tipo(?: as| umas)?|d[ae]s|nas|as|a)",
    unit: "(?:h(?:oras?|rs?|r?s)?)",
    noon: /(?<![a-z])mei[oa][- ]?dia(?:( e meia)(?! [a-z]* ?noite)|,? e (\d{1,2}))?(?![a-z])/g,
    midnight: /(?<![a-z])meia[- ]?noite(?:( e meia))?(?![a-z])/g,
    halfPast: "e (?:meia|mei|1/2)",
    quarterPast: "e (?:quinze|15)",
    partAhead: null,
    and: "e",
    to: "(?:pr[ao]s?|para as?|pras)",
    span: /(?:daqui|daki|dentro de|em|ha|faz|fazem|por|durante|duracao de|dura|de|mais de|cerca de|quase|umas|uns|com|apenas|antecedencia de|demora|tem|a cada|cada|de \d{1,2} em|ou|a)(?: a)? $/,
  },
  es: {
    half: [
      [/^,? ?(?:(?:de|por|en) la |(?:a la ))?(?:manana|mañana|madrugada)(?![a-z])/, "morning"],
      [/^,? ?(?:(?:de|por|en) la |(?:a la ))?(?:tarde)(?![a-z])/, "afternoon"],
      [/^,? ?(?:(?:de|por|en) la |(?:a la ))?(?:noche)(?![a-z])/, "evening"],
      [/^ ?a\.? ?m(?![a-z])\.?/, "morning"],
      [/^ ?p\.? ?m(?![a-z])\.?/, "afternoon"],
    ],
    before:
      "(?:a partir de las?|despues de las?|antes de las?|hasta las?|a eso de las?|entre las?|sobre las?|tipo|a las?|de las?|y las?|las|alas)",
    unit: "(?:h(?:oras?|rs?|s)?)",
    noon: /(?<![a-z])(?:al )?medio ?dia(?:( y media))?(?![a-z])/g,
    midnight: /(?<![a-z])media ?noche(?:( y media))?(?![a-z])/g,
    halfPast: "y media",
    quarterPast: "y cuarto",
    partAhead: null,
    and: "y",
    to: "para las?",
    span: /(?:dentro de|en|hace|por|durante|dura|de|unas|casi|cada|mas de|con) $/,
  },
  en: {
    half: [
      [/^ ?(?:in the |o'?clock in the |this |sharp in the )?morning(?![a-z])/, "morning"],
      [/^ ?(?:in the |o'?clock in the |this |sharp in the )?afternoon(?![a-z])/, "afternoon"],
      [/^ ?(?:in the |at |o'?clock (?:in the |at )|this )?(?:evening|night|tonight)(?![a-z])/, "evening"],
      [/^ ?a\.?m(?![a-z])\.?/, "morning"],
      [/^ ?p\.?m(?![a-z])\.?/, "afternoon"],
    ],
    before: "(?:at around|at about|at|around|about|after|before|by|until|till|from|between|past)",
    unit: "(?:h|o'?clock|hrs?|hours)",
    noon: /(?<![a-z])(?:noon|midday|12 noon)()(?![a-z])/g,
    midnight: /(?<![a-z])midnight()(?![a-z])/g,
    halfPast: "(?:thirty|30)",
    quarterPast: "fifteen",
    partAhead:
      /(?<![a-z])(?:(?:(?:a )?(quarter)|(half)|(five|ten|twenty(?:[ -]five)?|5|10|15|20|25)(?: min(?:ute)?s)?) (past|after|to|till|before)|(half)) (\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: o'?clock)?(?![a-z\d:])/g,
    and: "and",
    to: "to",
    span: /(?:in|for|within|last|every|about|over|than|takes?|a) $/,
  },
};

interface Patterns {
  readonly words: TimeWords;
  readonly clock: RegExp;
  readonly halfBefore: RegExp;
  readonly toHour: RegExp;
  readonly spoken: RegExp;
}

const MERIDIEM = "[ap]\\.?m(?![a-z])";

function patternsOf(lang: Language): Patterns {
  const words = WORDS[lang];
  const hour = `(\\d{1,2}|${numberPattern(lang)})`;
  return {
    words,
    // 15:30, 15h30, 15h, 15 horas, 15:30h, 15.30h
    clock: new RegExp(
      `(?<![\\d/.,:a-z¤-])([01]?\\d|2[0-3])(?: ?(:) ?([0-5]\\d)(?::\\d\\d)?(?: ?${words.unit}(?![a-z]))?| ?(?:${words.unit})(?![a-z])(?: ?e? ?([0-5]\\d)(?![\\d/:])(?: ?min(?:utos)?(?![a-z]))?)?|h([0-5]\\d)(?:m|min|h)?(?![\\da-z])|[.]([0-5]\\d) ?h(?:rs?|s)?(?![a-z]))`,
      "g",
    ),
    halfBefore:
      /(?<![a-z])(?<!bo[am] )(?<!good )(?<!buenas )(?:manha|morning|tarde|afternoon|noite|evening|noche|night)[^a-z\d]{0,4}(?:(?:as|a|la pelas|pelas|umas|at|las|alas)[^a-z\d]{1,2}){0,2}$/,
    toHour: new RegExp(
      `(?<![a-z\\d])(\\d{1,2}|${numberPattern(lang)}) (?:min(?:utos)? )?${words.to} ${hour}(?![a-z\\d/:])`,
      "g",
    ),
    spoken: new RegExp(
      `(?<![a-z\\d¤])(?:(${words.before})[: ] ?)?${hour}(?: (?:horas?|en punto|em ponto|o'?clock|sharp))?(?: (${words.halfPast}|${words.quarterPast})| ${words.and} (${numberPattern(lang)}|[0-5]\\d))?(?!(?!${MERIDIEM})[a-z]|[\\d/:%ºª°]|[.,]\\d|-f| ?[ªº])`,
      "g",
    ),
  };
}
const PATTERNS: Readonly<Record<Language, Patterns>> = {
  pt: patternsOf("pt"),
  es: patternsOf("es"),
  en: patternsOf("en"),
};

const clockOf = (hour: number, minute: number) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;

/** No patient books 3 in the night: without a word about it, 1 to 6 are in the afternoon unless written 03. */
const OPEN_FROM = 7;

function hourOf(hour: number, half: Half | null, written: string): number {
  if (half === "morning") return hour === 12 ? 0 : hour;
  if (half === "afternoon") return hour < 12 ? hour + 12 : hour;
  if (half === "evening") return hour < 12 && hour >= 4 ? hour + 12 : hour === 12 ? 0 : hour < 4 ? hour + 12 : hour;
  return hour > 0 && hour < OPEN_FROM && !written.startsWith("0") ? hour + 12 : hour;
}

export function readTimes(reading: Reading): void {
  const { words, clock, toHour, spoken } = PATTERNS[reading.lang];
  for (const [pattern, hour] of [
    [words.noon, 12],
    [words.midnight, 0],
  ] as const) {
    reading.each(pattern, (match) => {
      const minute = match[1] ? 30 : Number(match[2] ?? 0);
      reading.take("time", clockOf(hour, minute), match.index, match.index + match[0].length);
    });
  }
  if (!reading.hasNumber) return;
  if (words.partAhead) reading.each(words.partAhead, (match) => readPartAhead(reading, match));
  reading.each(clock, (match) => {
    const minute = Number(match[3] ?? match[4] ?? match[5] ?? match[6] ?? 0);
    const spanLike = match[2] === undefined && match[5] === undefined && /h[a-z]/.test(match[0]);
    if (spanLike && words.span.test(reading.before(match.index, 20))) return;
    takeTime(reading, Number(match[1]), minute, match[1]!, match.index, match.index + match[0].length);
  });
  if (!words.partAhead)
    reading.each(toHour, (match) => {
      const minutes = numberOf(match[1]!, reading.lang);
      const hour = numberOf(match[2]!, reading.lang);
      if (minutes === null || hour === null || minutes < 1 || minutes > 30 || hour < 1 || hour > 24) return;
      takeTime(reading, hour - 1, 60 - minutes, match[2]!, match.index, match.index + match[0].length);
    });
  reading.each(spoken, (match) => readSpoken(reading, match));
}

/** "Half past three", "quarter to ten", "ten past two"; "half three" is half past. */
function readPartAhead(reading: Reading, match: RegExpMatchArray & { index: number }): void {
  const [whole, quarter, half, minutesSaid, side, halfBefore, said = ""] = match;
  const hour = numberOf(said, reading.lang);
  const minutes = quarter ? 15 : (half ?? halfBefore) ? 30 : numberOf(minutesSaid ?? "", reading.lang);
  if (hour === null || hour < 1 || hour > 12 || minutes === null) return;
  const isBefore = side !== undefined && /^(?:to|till|before)$/.test(side);
  // A bare "10 to 4" is a range of hours.
  if (isBefore && minutesSaid !== undefined && /\d/.test(minutesSaid) && !whole.includes("min")) return;
  const before = hour === 1 ? 12 : hour - 1;
  const [at, past] = isBefore ? [before, 60 - minutes] : [hour, minutes];
  takeTime(reading, at, past, said, match.index, match.index + whole.length);
}

/** A bare number is a time only behind "às" or the like, or before "da tarde" or "e meia". */
function readSpoken(reading: Reading, match: RegExpMatchArray & { index: number }): void {
  const { words } = PATTERNS[reading.lang];
  const [whole, before, said = "", past, minutesSaid] = match;
  const hour = numberOf(said, reading.lang);
  if (hour === null || hour > 23) return;
  const end = match.index + whole.length;
  const half = halfAfter(words, reading.after(end, 24));
  const firm = before !== undefined && before !== "a" && !(before === "das" && !half && !/\d/.test(said));
  const aClock = before === "a" && /^ ?(?:h|da|de|pm|am)/.test(reading.after(end, 4));
  const meia = past !== undefined && new RegExp(`^${words.halfPast}$`).test(past);
  if (!firm && !half && !meia && !aClock) return;
  if (
    !half &&
    /^ (?:anos?|dias?|semanas?|meses|mes|pessoas?|vezes|sess|consult|filh|years?|days?|weeks?|times|people|anos|veces|personas|min|reais|kg|opc|primeir|ultim|crianc|quilos|por cento)/.test(
      reading.after(end, 10),
    )
  )
    return;
  if (
    /^(?:umas|tipo|about|around|over|from|until|by|after|before|past)/.test(before ?? "") &&
    !half &&
    reading.lang === "en" &&
    !/ (?:at|by|after|before|until|around|about) /.test(` ${before} `)
  )
    return;
  const minutes = meia
    ? 30
    : past !== undefined
      ? 15
      : minutesSaid === undefined
        ? 0
        : numberOf(minutesSaid, reading.lang);
  const fits = minutes !== null && minutes < 60 && (minutes >= 10 || minutesSaid === undefined || minutes === 5);
  // "entre 8 e 10" is two times, not ten past eight.
  const isRange = /^(?:entre|between|from)/.test(before ?? "");
  const used =
    isRange || !fits
      ? whole.length - (minutesSaid === undefined ? 0 : minutesSaid.length + words.and.length + 2)
      : whole.length;
  const start = match.index + (before === undefined ? 0 : whole.indexOf(said, before.length));
  takeTime(reading, hour, isRange || !fits ? 0 : (minutes ?? 0), said, start, match.index + used);
  if ((isRange || !fits) && minutesSaid !== undefined) {
    const second = numberOf(minutesSaid, reading.lang);
    const at = match.index + whole.length - minutesSaid.length;
    if (second !== null && second < 24) takeTime(reading, second, 0, minutesSaid, at, at + minutesSaid.length);
  }
}

function halfAfter(words: TimeWords, after: string): { half: Half; length: number } | null {
  for (const [pattern, half] of words.half) {
    const found = pattern.exec(after);
    if (found) return { half, length: found[0].length };
  }
  return null;
}

function takeTime(reading: Reading, hour: number, minute: number, written: string, start: number, end: number): void {
  const { words, halfBefore } = PATTERNS[reading.lang];
  const behind = halfAfter(words, reading.after(end, 24));
  const ahead = behind ? null : halfBefore.exec(reading.before(start, 32));
  const half = behind?.half ?? (ahead ? halfNamed(ahead[0]) : null);
  if (hour > 23) return;
  const from = ahead ? start - ahead[0].length : start;
  reading.take("time", clockOf(hourOf(hour, half, written), minute), start, end + (behind?.length ?? 0));
  // A part of the day that the clock time already tells is not told again.
  if (ahead) reading.blank(from, start);
}

const halfNamed = (said: string): Half =>
  /^(?:manha|morning)/.test(said) ? "morning" : /^(?:tarde|afternoon)/.test(said) ? "afternoon" : "evening";

const PERIODS: Readonly<Record<Language, readonly (readonly [RegExp, Half])[]>> = {
  pt: [
    [/(?<![a-z])(?:manhas?|manhazinha)(?![a-z])/g, "morning"],
    [/(?<![a-z])(?:tardes?|tardinha)(?![a-z])/g, "afternoon"],
    [/(?<![a-z])(?:noites?|noitinha)(?![a-z])/g, "evening"],
  ],
  es: [
    [/(?<=(?:la|las|de|por) )(?:mananas?|mañanas?)(?![a-z])/g, "morning"],
    [/(?<![a-z])(?:tardes?)(?![a-z])/g, "afternoon"],
    [/(?<![a-z])(?:noches?)(?![a-z])/g, "evening"],
  ],
  en: [
    [/(?<![a-z])mornings?(?![a-z])/g, "morning"],
    [/(?<![a-z])afternoons?(?![a-z])/g, "afternoon"],
    [/(?<![a-z])(?:evenings?|nights?)(?![a-z])/g, "evening"],
  ],
};
const GREETS =
  /(?:bo[am]s?|buen[ao]s?|good|bon|otim[ao]|excelente|lind[ao]|feliz|nice|great|lovely|wonderful|last) {1,3}$/;
/** "30 minutos tarde", "mais tarde": late, not the afternoon. */
const LATE =
  /(?:mais|muito|tao|ja e|ja esta|minutos?|min|horas?|chegou|cheguei|chegar|mas|muy|demasiado|un poco|un rato|lleg[a-z]+|tan|ya es|hacerse|es) $/;
const TOO_LATE = /^ demais/;

/** Parts of the day that are no greeting, no "mais tarde", and not already told by a clock time. */
export function readPeriods(reading: Reading): void {
  for (const [pattern, half] of PERIODS[reading.lang]) {
    reading.each(pattern, (match) => {
      const before = reading.before(match.index, 14);
      const end = match.index + match[0].length;
      if (GREETS.test(before) || TOO_LATE.test(reading.after(end, 8))) return;
      if (match[0] === "tarde" && LATE.test(before)) return;
      reading.take("period", half, match.index, end);
    });
  }
}
