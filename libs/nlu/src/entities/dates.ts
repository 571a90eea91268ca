import { type Day, dayOf, isoOf, nextDate, nextDateOfYear, nextWeekday, partsOf } from "../calendar.ts";
import type { Language } from "../language-code.ts";
import { DATE_WORDS, type DateWords } from "./date-words.ts";
import { numberOf, numberPattern } from "./numbers.ts";
import type { Reading } from "./reading.ts";

const L = "(?<![a-z\\d¤])";
const R = "(?![a-z\\d])";
const ANY = (words: readonly string[]) => words.map((word) => `(${word})`).join("|");

/** Which of the groups from `first` on matched. */
const groupOf = (match: RegExpMatchArray, first: number, count: number) => {
  for (let index = 0; index < count; index++) if (match[first + index] !== undefined) return index;
  return -1;
};

interface Patterns {
  readonly words: DateWords;
  readonly named: readonly { pattern: RegExp; offset: number }[];
  readonly written: RegExp;
  readonly monthFirst: RegExp;
  readonly weekday: RegExp;
  readonly dayOfMonth: RegExp;
  readonly furtherDay: RegExp;
  readonly ahead: readonly { pattern: RegExp; days: number }[];
  readonly nextWeek: RegExp;
  readonly nextMonth: RegExp;
}

function patternsOf(lang: Language): Patterns {
  const words = DATE_WORDS[lang];
  const number = numberPattern(lang);
  const year = `(?:,? (?:${words.of} )?(\\d{4}|\\d{2})(?![\\d:h]))?`;
  const months = ANY(words.months);
  const first = lang === "en" ? "" : "|primeiro|1 ?[oº°]|primero";
  return {
    words,
    named: [...words.days].map(([names, offset]) => ({ pattern: new RegExp(`${L}(?:${names})${R}`, "g"), offset })),
    written: new RegExp(
      `${L}(?:${words.dayBefore} )?(\\d{1,2}|${number}${first})(?:st|nd|rd|th|[oº°])?(?: | ?\\/ ?|-)(?:${words.of} )?(?:${months})${R}\\.?${year}`,
      "g",
    ),
    monthFirst: new RegExp(`${L}(?:${months}) (?:the )?(\\d{1,2})(?:st|nd|rd|th)?${R}(?:,? (\\d{4}))?`, "g"),
    weekday: new RegExp(`${L}(?:${ANY(words.weekdays)})(?:[- ]?f(?:eira|ei|r)?s?)?${R}`, "g"),
    dayOfMonth: new RegExp(
      `${L}${words.dayBefore} (\\d{1,2}|${number}${first})(?:st|nd|rd|th|[oº°])?${R}(?![/:]|,\\d)`,
      "g",
    ),
    furtherDay: /^(?: ?, ?| (?:ou|e|o|u|y|or|and) )(?:(?:no|o|el|the) )?(?:dia )?(\d{1,2})(?![\da-z:/h])/,
    ahead: [...words.units].map(([unit, days]) => ({
      pattern: new RegExp(`${L}${words.ahead} (?:uns |umas |unos |unas )?(\\d{1,2}|${number}|a) (?:${unit})${R}`, "g"),
      days,
    })),
    nextWeek: new RegExp(words.nextWeek),
    nextMonth: new RegExp(words.nextMonth),
  };
}
const PATTERNS: Readonly<Record<Language, Patterns>> = {
  pt: patternsOf("pt"),
  es: patternsOf("es"),
  en: patternsOf("en"),
};

const NUMERIC = /(?<![\d/.,-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])/g;
const SHORT = /(?<![\d/.,-])(\d{1,2})\/(\d{1,2})(?![\d/]|[.,]\d)/g;
const ISO = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g;
const PACKED = /(?<![\d.,/-])(\d{2})(\d{2})((?:19|20)\d{2})(?!\d)/g;

/**
 * A two-digit year belongs to this century up to ten years from now, and to the last one beyond that, as in a date of
 * birth.
 */
const fullYear = (year: number, today: Day) =>
  year >= 100 ? year : year <= (partsOf(today).year % 100) + 10 ? 2000 + year : 1900 + year;

/** Years back from which a full date in the past is taken for a birth, unless the words around it say otherwise. */
const BIRTH_YEARS_MIN = 2;
const SAYS_VISIT =
  /(?:consulta|sessao|sesion|session|visita|ultim|desde|last|since|atendid|fui|recibo|nota|pago|paguei)[^\d]{0,25}$/;

const RECENT_DAYS = 90;
const SAYS_PAST =
  /(?:recib|nota|paguei|pagamento|fui|foi|falt|atendid|passei|estive|atestado|comparec|declarac|receipt|invoice|was|factura|fue)/;

/** Takes a full date as a birth date where it must be one, and as a date otherwise. */
function takeFull(reading: Reading, day: Day | null, start: number, end: number): void {
  if (day === null) {
    reading.blank(start, end);
    return;
  }
  const before = reading.before(start, 40);
  const old = partsOf(day).year <= partsOf(reading.today).year - BIRTH_YEARS_MIN;
  const born = isBorn(reading, start) || (day <= reading.today && reading.expecting === "birth_date");
  if (born || (old && !SAYS_VISIT.test(before))) reading.take("birth_date", isoOf(day), start, end);
  else reading.take("date", isoOf(day), start, end);
}

const isBorn = (reading: Reading, start: number) => PATTERNS[reading.lang].words.born.test(reading.before(start, 45));

/** Day first, as here; month first only where day first is no date. */
const dayFirst = (year: number, a: number, b: number) => dayOf(year, b, a) ?? dayOf(year, a, b);

export function readFullDates(reading: Reading): void {
  if (!reading.hasNumber) return;
  const { today } = reading;
  const { written, monthFirst, words } = PATTERNS[reading.lang];
  const end = (match: RegExpMatchArray & { index: number }) => match.index + match[0].length;
  reading.each(ISO, (match) =>
    takeFull(reading, dayOf(Number(match[1]), Number(match[2]), Number(match[3])), match.index, end(match)),
  );
  reading.each(NUMERIC, (match) =>
    takeFull(
      reading,
      dayFirst(fullYear(Number(match[4]), today), Number(match[1]), Number(match[3])),
      match.index,
      end(match),
    ),
  );
  reading.each(PACKED, (match) => {
    const day = dayOf(Number(match[3]), Number(match[2]), Number(match[1]));
    if (day !== null && (isBorn(reading, match.index) || reading.expecting === "birth_date"))
      takeFull(reading, day, match.index, end(match));
  });
  const count = words.months.length;
  reading.each(written, (match) => {
    const date = /^(?:1 ?[oº°]|primeir?o)/.test(match[1]!) ? 1 : numberOf(match[1]!, reading.lang);
    takeMonth(reading, date, groupOf(match, 2, count) + 1, match[2 + count], match.index, end(match));
  });
  if (reading.lang !== "en") return;
  reading.each(monthFirst, (match) =>
    takeMonth(
      reading,
      Number(match[1 + count]),
      groupOf(match, 1, count) + 1,
      match[2 + count],
      match.index,
      end(match),
    ),
  );
}

function takeMonth(
  reading: Reading,
  date: number | null,
  month: number,
  year: string | undefined,
  start: number,
  end: number,
): void {
  if (date === null) return;
  if (year !== undefined) {
    takeFull(reading, dayOf(fullYear(Number(year), reading.today), month, date), start, end);
    return;
  }
  if (isBorn(reading, start)) return;
  const day = nextDateOfYear(reading.today, month, date);
  if (day !== null) reading.take("date", isoOf(day), start, end);
}

/** Days named, counted, or told by weekday, as seen from today. */
export function readRelativeDates(reading: Reading): void {
  const { today } = reading;
  const patterns = PATTERNS[reading.lang];
  const end = (match: RegExpMatchArray & { index: number }) => match.index + match[0].length;
  for (const { pattern, offset } of patterns.named)
    reading.each(pattern, (match) => reading.take("date", isoOf(today + offset), match.index, end(match)));
  if (reading.hasNumber) readCountedDates(reading, patterns);
  reading.each(patterns.weekday, (match) => {
    const weekday = groupOf(match, 1, 7);
    if (!meansWeekday(reading, match)) return;
    const monday = today - ((partsOf(today).weekday + 6) % 7);
    const nextWeek = patterns.nextWeek.test(reading.after(end(match), 28) + reading.before(match.index, 32));
    const day = nextWeek ? monday + 7 + ((weekday + 6) % 7) : nextWeekday(today, weekday);
    reading.take("date", isoOf(day), match.index, end(match));
  });
}

/** "daqui a 2 semanas", "15/03", "dia 15". */
function readCountedDates(reading: Reading, patterns: Patterns): void {
  const { today, lang } = reading;
  const end = (match: RegExpMatchArray & { index: number }) => match.index + match[0].length;
  for (const { pattern, days } of patterns.ahead)
    reading.each(pattern, (match) => {
      const count = numberOf(match[1]!, lang);
      if (count !== null) reading.take("date", isoOf(today + count * days), match.index, end(match));
    });
  reading.each(SHORT, (match) => {
    const [date, month] = [Number(match[1]), Number(match[2])];
    const day = nextDateOfYear(today, month, date) ?? nextDateOfYear(today, date, month);
    if (day === null || isBorn(reading, match.index)) return;
    reading.take("date", isoOf(justGone(reading, day, match.index) ?? day), match.index, end(match));
  });
  reading.each(patterns.dayOfMonth, (match) => takeDayOfMonth(reading, patterns, match));
}

/** A receipt or an absence is about a day that was: the same date a year before, if that is not long ago. */
function justGone(reading: Reading, day: Day, start: number): Day | null {
  const { year, month, date } = partsOf(day);
  const before = dayOf(year - 1, month, date);
  const recent = before !== null && before >= reading.today - RECENT_DAYS;
  return recent && SAYS_PAST.test(reading.before(start, 60)) ? before : null;
}

function takeDayOfMonth(reading: Reading, patterns: Patterns, match: RegExpMatchArray & { index: number }): void {
  const { lang } = reading;
  // "the 2" and "el 2" are as well an option; "the 2nd" and "el día 2" are not.
  if (lang !== "pt" && /^(?:the|el) [a-z\d]+$/.test(match[0]) && (lang === "es" ? Number(match[1]) < 4 : true)) return;
  let end = match.index + match[0].length;
  const inNextMonth = patterns.nextMonth.test(reading.after(end, 26));
  const dayFor = (date: number) => {
    if (!inNextMonth) return nextDate(reading.today, date);
    const { year, month } = partsOf(reading.today);
    return month === 12 ? dayOf(year + 1, 1, date) : dayOf(year, month + 1, date);
  };
  const date = /^(?:1 ?[oº°]|primeir?o)/.test(match[1]!) ? 1 : numberOf(match[1]!, lang);
  const day = date === null ? null : dayFor(date);
  if (day === null) return;
  reading.take("date", isoOf(day), match.index, end);
  for (;;) {
    const further = patterns.furtherDay.exec(reading.after(end, 24));
    const next = further ? dayFor(Number(further[1])) : null;
    if (!further || next === null) return;
    reading.take("date", isoOf(next), end, end + further[0].length);
    end += further[0].length;
  }
}

const NOT_A_DAY =
  /^ (?:op[cs]\w+|alternativa|via|vez|consulta|sessao|parte|dose|pessoa|filh[ao]|mensagem|coisa|parcela|pergunta|tentativa|data|avaliacao|serie|mao|da lista|dos|das)(?![a-z])/;
const DAY_BEFORE =
  /(?:^|[^a-z])(?:na|nas|pra|para|p|de|ate|nessa|nesta|essa|esta|desta|dessa|proxima|prox|toda|todas|toda a|dia|on|next|this|by|el|los|este|proximo|proxim[ao]s?|tem|teria|ou|e|so|quero|pode ser|seria|pro|marcar|remarcar|agendar)[ ,]{1,2}(?:a |uma |o )?$/;
const DAY_AFTER =
  /^ ?[,.]?(?: (?:que|q|ke) (?:vem|viene)| ?-?feira|,? (?:a|as|de|pela|pelas|a tarde|no|ou|e|depois|antes|dia|por|at|morning|afternoon|evening|em|eu|tem|posso|consigo|pode|manha|tarde|noite|da semana|da outra|mesmo)(?![a-z])| \d| ?¤)/;

/** "segunda" is a day, or the second of something; three letters are a day only where a day is spoken of. */
function meansWeekday(reading: Reading, match: RegExpMatchArray & { index: number }): boolean {
  const end = match.index + match[0].length;
  const after = reading.after(end, 24);
  const before = reading.before(match.index, 22);
  if (/feira|fei|fr?s?$/.test(match[0]) && match[0].length > 5) return true;
  const ambiguous =
    reading.lang === "pt" ? /^(?:segunda|quarta|quinta|sexta|sesta|\d)/ : /^(?:sun|mon|tue|wed|thu|fri|sat)$/;
  const short = match[0].length <= 3;
  if (!ambiguous.test(match[0]) && !short) return !(reading.lang === "pt" && /^ via/.test(after));
  if (NOT_A_DAY.test(after)) return false;
  if (DAY_BEFORE.test(before)) return true;
  if (DAY_AFTER.test(after)) return true;
  // Alone it is the day; "a segunda" alone is the second one.
  return !short && before.trim() === "" && after.trim() === "";
}
