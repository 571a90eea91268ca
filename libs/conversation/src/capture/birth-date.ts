import type { Language } from "@acolhe/events";
import { DateTime } from "luxon";
import { plain } from "../state/utterance.ts";
import { ADULT_YEARS } from "./ages.ts";
import { inDigits } from "./number-words.ts";
import { personName } from "./person-name.ts";

const AGE_YEARS_MAX = 120;
/** Nobody who is seen here was born this month: such a date is one of a visit. */
export const NEWBORN_MS = 31 * 86_400_000;
/** The clinic is in Brazil: 03/04 is the third of April, whatever the language. */
const NUMBERS =
  /(?<!\d)(?:(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})|(\d{2})(\d{2})(\d{4})|(\d{4})[-/.](\d{1,2})[-/.](\d{1,2}))(?!\d)/;
/** "22 do 7 de 2017", "22 del 7 del 17" */
const WITH_OF = /(?<!\d)(\d{1,2}) (?:do|de|del|of) (\d{1,2}) (?:de|do|del|of) (\d{4}|\d{2})(?!\d)/;
/** "del 2012, 30 de noviembre" */
const YEAR_FIRST = /(?<!\d)((?:19|20)\d{2})\D{1,6}(\d{1,2})(?: de| of)? ([a-z]{3,10})(?![a-z])/;
const WRITTEN = /(?<!\d)(\d{1,2})(?:º|st|nd|rd|th)?(?: de| of)? ([a-z]{3,10})\.?,?(?: de| del)? (\d{4})(?!\d)/;
/** "17 de octubre del 99" */
const WRITTEN_SHORT = /(?<!\d)(\d{1,2}) (?:de |of )?([a-z]{3,10}) (?:del?|of) (\d{2})(?!\d)/;
const WRITTEN_MONTH_FIRST = /(?<![a-z])([a-z]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/;
const MONTHS = [
  ...["janeiro enero january", "fevereiro febrero february", "marco marzo march", "abril abril april"],
  ...["maio mayo may", "junho junio june", "julho julio july", "agosto agosto august"],
  ...["setembro septiembre september", "outubro octubre october", "novembro noviembre november"],
  "dezembro diciembre december",
].map((names) => names.split(" "));

/** What comes before is taken back: "2016, perdão, 2017". */
const TAKEN_BACK =
  /(?<!\p{L})(?:perd[aã]o|perd[oó]n|desculp\p{L}*|disculp\p{L}*|sorry|ali[aá]s|digo|quer dizer|na verdade|errei|me equivoqu[eé]|corrigindo|correção|corrección|correction|i mean|actually|mentira|miento|mentiri?nha|minto|ops|oops)(?!\p{L})/iu;

/** "12/3/90", "12 de março de 1990" → "1990-03-12"; null when it is no date a living person was born on. */
export function birthDate(text: string, now: number): string | null {
  const after = text.split(TAKEN_BACK).slice(1).at(-1);
  return (
    (after === undefined ? null : mended(text, after, now)) ?? dateIn(text, now) ?? dateIn(inDigits(plain(text)), now)
  );
}

/** A whole date behind the mending word, or another year of the one before: "20 de outubro de 2010... não, minto, 2011". */
function mended(text: string, after: string, now: number): string | null {
  const whole = dateIn(after, now);
  const year = /^[^\d]*((?:19|20)\d{2})[^\d]*$/.exec(after)?.[1];
  const before = whole !== null || year === undefined ? null : dateIn(text.slice(0, text.lastIndexOf(after)), now);
  return whole ?? (before === null ? null : dateIn(`${year}${before.slice("yyyy".length)}`, now));
}

function dateIn(text: string, now: number): string | null {
  const today = DateTime.fromMillis(now, { zone: "utc" });
  const [day, month, year] = partsOf(text);
  // "90" is 1990, "12" is 2012: nobody is born in the future.
  const century = today.year - (today.year % 100);
  const years = year === null ? [] : year < 100 ? [century + year, century - 100 + year] : [year];
  const date = years
    .map((year) => DateTime.fromObject({ year, month, day }, { zone: "utc" }))
    .find((date) => date.isValid && date <= today && date > today.minus({ years: AGE_YEARS_MAX }));
  return date?.toISODate() ?? null;
}

function partsOf(text: string): [day: number, month: number, year: number | null] {
  const folded = text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  const numbers = NUMBERS.exec(folded)
    ?.slice(1)
    .filter((part) => part !== undefined);
  if (numbers) {
    const [a, b, c] = numbers.map(Number) as [number, number, number];
    if (numbers[0]!.length === 4) return [c, b, a];
    return [a, b, c];
  }
  const spoken = WITH_OF.exec(folded);
  if (spoken) return [Number(spoken[1]), Number(spoken[2]), Number(spoken[3])];
  const yearFirst = YEAR_FIRST.exec(folded);
  if (yearFirst) return [Number(yearFirst[2]), monthOf(yearFirst[3]!), Number(yearFirst[1])];
  const written = WRITTEN.exec(folded) ?? WRITTEN_SHORT.exec(folded);
  if (written) return [Number(written[1]), monthOf(written[2]!), Number(written[3])];
  const monthFirst = WRITTEN_MONTH_FIRST.exec(folded);
  return monthFirst ? [Number(monthFirst[2]), monthOf(monthFirst[1]!), Number(monthFirst[3])] : [0, 0, null];
}

/** Each way of writing a whole date, as a part of a text. */
const WHOLE = [
  String.raw`\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}`,
  String.raw`(?:19|20)\d{2}[/.-]\d{1,2}[/.-]\d{1,2}`,
  String.raw`\d{1,2}(?:º|st|nd|rd|th)?(?: de| of)? \p{L}{3,10}\.?,?(?: de| del)? (?:19|20)\d{2}`,
  String.raw`\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d{2}`,
].join("|");
const WRITTEN_WHOLE = new RegExp(`(?<![\\d\\p{L}])(?:${WHOLE})(?!\\d)`, "giu");
const AROUND =
  /(?:(?:(?:(?:my|his|her|minha|mi|su|sua|a|la|the) )?(?:data de nasc\p{L}*|fecha de nac\p{L}*|date of birth|birthday|dob|born|nascid[oa]|nasc\p{L}*|nacid[oa]|naci|nací|nació|nacimiento))(?: (?:is|é|es|em|en|on|el|dia|no dia|was))*:? *)?/iu;
const BIRTHS = new RegExp(`${AROUND.source}${WRITTEN_WHOLE.source}`, "giu");

/** A whole date in the past that stands by itself, "Fiona, 8 Mar 1991": nobody wishes for an appointment then. */
export function birthTold(text: string, now: number): string | null {
  const [first, ...more] = [...text.matchAll(WRITTEN_WHOLE)].flatMap(({ index, 0: date }) => {
    const isAlone = BEFORE_ALONE.test(text.slice(0, index)) && AFTER_ALONE.test(text.slice(index + date.length));
    return isAlone ? (bornOn(date, now) ?? []) : [];
  });
  return more.length === 0 ? (first ?? null) : null;
}
const BEFORE_ALONE = /(?:^|[,.;:!(\n–-])\s*$/u;
const AFTER_ALONE = /^\s*(?:[,.;!)\n]|$)/u;
/** "Rui Prado, 12/12/87": a whole date right behind a name. Of few digits for the year one that may be a visit's is none. */
export function bornBesideName(text: string, now: number): string | null {
  const { name = "", date = "" } = BESIDE_NAME.exec(text)?.groups ?? {};
  if (personName(name) === null) return null;
  const year = /[/.-](\d{2})$/u.exec(date)?.[1];
  const since = year === undefined ? null : Number(year) - (DateTime.fromMillis(now).year % 100);
  return since !== null && since >= -1 && since <= 2 ? null : bornOn(date, now);
}
const BESIDE_NAME = new RegExp(
  `^(?<name>\\P{N}+?)[\\s,;:–-]+(?:(?:nascid[oa]|nasc\\p{L}*|nacid[oa]|born|dn|dob)(?: (?:em|el|on|in))?:? )?(?<date>${WHOLE}|\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2})(?![\\d/])`,
  "iu",
);

/** The text without the dates on which somebody was born: they are no days for an appointment. */
export const withoutBirths = (text: string, now: number): string =>
  text
    .replace(BIRTHS, (found) => (bornOn(found, now) === null ? found : " "))
    .replace(/^[\s,.;:]+|\s{2,}/gu, " ")
    .trim();

/** Whether who was born then is of age now. */
export const isAdultOn = (born: string, now: number): boolean =>
  DateTime.fromMillis(now).diff(DateTime.fromISO(born), "years").years >= ADULT_YEARS;

function bornOn(date: string, now: number): string | null {
  const born = dateIn(date, now);
  return born !== null && Date.parse(born) < now - NEWBORN_MS ? born : null;
}

const monthOf = (word: string) =>
  MONTHS.findIndex((names) => names.some((name) => name === word || (word.length === 3 && name.startsWith(word)))) + 1;

export const birthDateText = (iso: string, language: Language): string => {
  const date = DateTime.fromISO(iso, { zone: "utc" });
  if (!date.isValid) return iso;
  return date.toFormat(language === "en" ? "MMM d, yyyy" : "dd/MM/yyyy", { locale: "en" });
};
