import { AGE_VALUES } from "../capture/ages.ts";
import { birthDate, NEWBORN_MS } from "../capture/birth-date.ts";
import { inDigits } from "../capture/number-words.ts";
import { plain } from "../state/utterance.ts";
import type { Candidate, Kept, Unclear, Words } from "./candidate.ts";
import type { Clause } from "./clauses.ts";
import { slotsNamed } from "./words.ts";

const MONTHS =
  "janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|enero|febrero|marzo|mayo|junio|julio|septiembre|setiembre|octubre|noviembre|diciembre|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|fev|mar|abr|apr|mai|jun|jul|ago|aug|sep|set|sept|oct|out|nov|dec|dez|dic|ene";
const NUMBER_OF: Readonly<Record<string, number>> = Object.fromEntries(
  [
    "jan ene",
    "fev feb",
    "mar",
    "abr apr",
    "mai may",
    "jun",
    "jul",
    "ago aug",
    "set sep",
    "out oct",
    "nov",
    "dez dic dec",
  ].flatMap((names, at) => names.split(" ").map((name) => [name, at + 1])),
);
const monthOf = (word: string): number => NUMBER_OF[word.slice(0, 3)]!;

const YEAR = "(?:(?:19|20)\\d{2}|'?\\d{2})";
/** Each way of telling a date or a part of it. */
const FORMS = [
  `(?<d>\\d{1,2})[/.-](?<m>\\d{1,2})(?:[/.-](?<y>\\d{4}|\\d{2}))?(?![/.\\d])`,
  `(?<y>(?:19|20)\\d{2})[-/.](?<m>\\d{1,2})[-/.](?<d>\\d{1,2})(?!\\d)`,
  `(?<d>\\d{1,2})(?:º|st|nd|rd|th)?(?: de| of| del| do)? (?<month>${MONTHS})(?![a-z])\\.?,?(?:(?: de| del| do| of)? (?<y>${YEAR})(?![\\d/]))?`,
  `(?<month>${MONTHS})(?![a-z]) (?<d>\\d{1,2})(?:st|nd|rd|th)?(?![\\d/])(?:,? (?<y>(?:19|20)\\d{2}))?`,
  `(?:ano|year|anio)(?: (?:dele|dela|certo|correto|correcto|de nasc[a-z]*|de nacimiento|e|eh|es|is|should be|should read|was|foi|fue|of birth|tem que ser|mesmo|bueno|in|esta errado|ta errado|correct))*[ ,:]+(?<y>${YEAR})(?!\\d)`,
  `(?<![\\d/])(?<y>${YEAR}) (?:e |eh |es |is |que e )?(?:o |el |the )?(?:ano|year|anio)(?!s)`,
  `(?<![a-z])(?:sou|soy|e|eh|es|is|s|i m|m|nasc[a-z]*|nacio|naci|born|me)(?: (?:so|mesmo|na verdade|en realidad|actually|eso si))? (?:de|do|del|em|en|in|from)(?: el)? (?<y>${YEAR})(?! ?(?:de |anos|kg|reais|min|h(?![a-z])|/|\\d|[%]))`,
].map((form) => new RegExp(`(?<![\\d/])${form}`, "g"));

interface Told {
  readonly day?: number;
  readonly month?: number;
  readonly year?: string;
  readonly clause: Clause;
  readonly isDenied: boolean;
}

const DENIED = /(?:^|[ ,;.])(?:nao|n|no|not|nem)(?: (?:e|es|is|era|soy|sou|foi|fue|em|en|in|de|do|del|el|on))* ?$/;
const KIN =
  "(?:irma|irmao|irmaos|mae|pai|marido|esposa|mulher|prim[oa]|herman[oa]|mama|papa|madre|padre|espos[oa]|sister|brother|mum|mom|mother|dad|father|wife|husband|cousin|avo|abuel[oa]|tia|tio)";
const OF_OTHERS = new RegExp(
  `^,? ?(?:e|eh|es|is|era|was) (?:(?:o|a|el|la|the|so) )?(?:(?:aniversario|nascimento|data|fecha|cumple[a-z]*|birthday|date) )?(?:(?:d[aeo]|del|de la|de mi|of|his|her|my) )?(?:(?:minha|meu|mi|my|his|her|su) )?${KIN}`,
);
const BEFORE_OTHERS = new RegExp(`(?:^| )(?:o|a|el|la|meu|minha|mi|my|his|her|su) ${KIN}(?: [a-z]+){0,2} $`);
const FAMILY_DIED =
  /(?:faleceu|morreu|fallecio|murio|died|desde|since|divorc|separ|casad|married|sess)[a-z]*(?: [a-z]+){0,2} $/;

/** "Eu nasci em 1987", of a writer who is not the patient. */
const OF_WRITER =
  /(?:^| )(?:nasci|naci|i was born|meu aniversario|minha data de nascimento|mi cumple[a-z]*|my birthday)(?: [a-z]+){0,3} ?$|(?:^| )(?:sou|soy|i m) (?:de|del|do|from) ?$/;

/** The parts of dates that a message tells of a birth. */
function toldIn(clauses: readonly Clause[], isOthers: boolean): Told[] {
  return clauses.flatMap((clause) => {
    const text = inDigits(plainDate(clause.text));
    const places: { at: number; end: number; told: Told }[] = [];
    for (const form of FORMS)
      for (const { index, 0: found, groups = {} } of text.matchAll(form)) {
        const end = index + found.length;
        if (places.some((one) => one.at < end && index < one.end)) continue;
        const [before, after] = [text.slice(0, index), text.slice(end)];
        if (
          FAMILY_DIED.test(before) ||
          BEFORE_OTHERS.test(before) ||
          (isOthers && OF_WRITER.test(before + found.replace(/\d.*$/, "")))
        )
          continue;
        places.push({
          at: index,
          end,
          told: {
            ...partsOf(groups),
            clause,
            isDenied: DENIED.test(before) || DENIED.test(found.replace(/\d.*$/, "")) || OF_OTHERS.test(after),
          },
        });
      }
    return places.toSorted((a, b) => a.at - b.at).map(({ told }) => told);
  });
}

const plainDate = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[’]/g, "'");

function partsOf({ d, m, month, y }: Readonly<Record<string, string | undefined>>) {
  return {
    ...(d === undefined ? {} : { day: Number(d) }),
    ...(month !== undefined ? { month: monthOf(month) } : m === undefined ? {} : { month: Number(m) }),
    ...(y === undefined ? {} : { year: y.replace("'", "") }),
  };
}

/** Another date of birth than was kept, or another part of it; the part that is not told stays. */
export function otherBirth(kept: Kept, words: Words): Candidate | Unclear | null {
  const own = kept.values.birth_date;
  const isAge = AGE_VALUES.some((name) => kept.values[name] !== undefined);
  const told = toldIn(words.clauses, kept.values.for_whom !== "self");
  const meant = told.filter(({ isDenied }) => !isDenied);
  const isOfBirth = (one: Told) => slotsNamed(one.clause.plain).includes("birth_date") || one.year !== undefined;
  const isOwn = ({ day, month, year }: Told) =>
    own !== undefined && day !== undefined && isSameDay({ day, month } as Told, own) && year === own.slice(0, 4);
  // Said again in full it stays, however its numbers stand beside it: "10/05 is my birthday, 5 October 1987".
  if (meant.some(isOwn)) return null;
  const date =
    meant.find((one) => one.day !== undefined && (own === undefined || !isSameDay(one, own))) ??
    meant.find(({ day }) => day !== undefined);
  const year = date?.year ?? meant.find((one) => one.year !== undefined && one.day === undefined)?.year;
  if (date === undefined && year === undefined) return own === undefined ? null : besideOwn(own, words, kept.now);
  const isNamed =
    (date !== undefined && own !== undefined && sharesPart(date, own)) ||
    meant.some(isOfBirth) ||
    words.corrects ||
    told.some(({ isDenied }) => isDenied) ||
    slotsNamed(words.plain).includes("birth_date");
  const used = new Set(told.map(({ clause }) => clause.index));
  if (!isNamed) return null;
  if (own === undefined) return date?.year === undefined ? null : anew(kept, words, date, isAge, used);
  const [ownYear = "", ownMonth, ownDay] = own.split("-");
  const value = birthDate(`${date?.day ?? ownDay}/${date?.month ?? ownMonth}/${year ?? ownYear}`, kept.now);
  if (value === null || value === own || Date.parse(value) > kept.now - NEWBORN_MS) return null;
  return { slot: "birth_date", value, used, isSure: true };
}
/** "Dia 21 de maio", of somebody born on another day of May. */
const sharesPart = ({ day, month }: Told, own: string): boolean => {
  const [, ownMonth, ownDay] = own.split("-").map(Number);
  return day === ownDay || month === ownMonth;
};
const isSameDay = ({ day, month }: Told, own: string): boolean => {
  const [, ownMonth, ownDay] = own.split("-").map(Number);
  return day === ownDay && month === ownMonth;
};
/** A whole date where only an age is known, or none was asked for and it is said to be one of birth. */
function anew(
  kept: Kept,
  words: Words,
  { day, month, year }: Told,
  isAge: boolean,
  used: ReadonlySet<number>,
): Candidate | null {
  const value = birthDate(`${day}/${month}/${year}`, kept.now);
  if (value === null || Date.parse(value) > kept.now - NEWBORN_MS) return null;
  if (!isAge && !slotsNamed(plain(words.text)).includes("birth_date")) return null;
  return kept.values.for_whom === "self" || isAge ? { slot: "birth_date", value, used, isSure: true } : null;
}

/** "2020, não 2019", "the 21st, not the 12th": of two numbers the one that is kept tells what the other is. */
function besideOwn(own: string, { text, plain: said, clauses }: Words, now: number): Candidate | null {
  const numbers = [...text.matchAll(/(?<![\d/])(?:(?:19|20)\d{2}|\d{2})(?![\d/:h%])/g)].map(([number]) => number);
  const [first, second, ...more] = numbers;
  if (first === undefined || second === undefined || more.length > 0 || said.split(" ").length > BARE_WORDS_MAX)
    return null;
  const [year = "", month = "", day = ""] = own.split("-");
  const isOwnYear = (number: string) => number === year || number === year.slice(2);
  const isOwn = (number: string) => isOwnYear(number) || number === day;
  if (isOwn(first) === isOwn(second)) return null;
  const [kept, told] = isOwn(first) ? [first, second] : [second, first];
  const value = isOwnYear(kept)
    ? birthDate(`${day}/${month}/${told}`, now)
    : birthDate(`${told}/${month}/${year}`, now);
  const used = new Set(clauses.map(({ index }) => index));
  return value === null || value === own ? null : { slot: "birth_date", value, used, isSure: true };
}
const BARE_WORDS_MAX = 8;
