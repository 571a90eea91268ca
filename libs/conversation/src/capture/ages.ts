import type { Language } from "@acolhe/events";

/** Values that hold an age in the words it was told in. */
export const AGE_VALUES = ["child_age", "small_age", "teen_age"] as const;
const AGES: ReadonlySet<string | undefined> = new Set(AGE_VALUES);

/** Who is younger is a child for the law. */
export const ADULT_YEARS = 18;
/** Therapy for children is for those who are younger. */
export const TEEN_YEARS = 13;
const YEARS_IN: Readonly<Record<Language, string>> = { pt: "anos", es: "años", en: "years" };
/** An age as it is kept and shown: "9 anos". */
export const yearsText = (years: number, language: Language): string => `${years} ${YEARS_IN[language]}`;

/** The word behind a number of years. */
export const YEARS = "(?:anos?|aninhos?|años?|añitos?|years?|yrs?)";
const SPAN = `\\d{1,2} ?(?:${YEARS}|mes(?:es)?|months?|semanas?|weeks?|dias?|días?|days?)`;
const SOME = "(?:uns |umas |unos |mais de |más de |cerca de |quase |casi |about |over |almost |more than )?";
/** Months behind the years are part of one age, and the years tell it: "6 anos e 8 meses". */
const MONTHS_BEHIND = new RegExp(`(\\d{1,2} ?${YEARS})(?:,| e| y| and)? \\d{1,2} ?(?:mes(?:es)?|months?)`, "giu");
/** How long ago, since when, or another's age: no age of the patient's. */
const NO_AGE = [
  `(?<!\\p{L})(?:h[áa]|hace|por|durante|desde (?:os|as|los|las|que (?:tinha|tenía))|(?:nos|os) [úu]ltimos|for|since(?: (?:s?he|they) (?:was|were))?|(?:in|over) the (?:last|past)) ${SOME}${SPAN}`,
  `${SPAN} (?:atr[áa]s|ago|antes|depois|después|later)(?!\\p{L})`,
  `(?<!\\p{L})faz(?:em)? ${SOME}${SPAN} que(?!\\p{L})`,
  `(?<!\\p{L})(?:irm[ãa]o?s?|irmãzinha|irmãozinho|herman[oa]s?|brothers?|sisters?|prim[oa]s?|cousins?|m[ãa]e|pai|madre|padre|mother|father)(?: (?:del[ea]|mais nov[oa]|mais velh[oa]|menor|mayor))? (?:tem|têm|tiene|tienen|is|are|de|fez|com) ${SPAN}`,
].map((form) => new RegExp(form, "giu"));

/** "Fez 5 anos faz 2 meses": behind an age it tells how long ago that was; alone, "faz 6 anos" is one. */
const SINCE = new RegExp(`(?<!\\p{L})faz(?:em)? ${SOME}${SPAN}`, "giu");
const AGE = new RegExp(`\\d ?${YEARS}`, "iu");

/** The text in which an age is looked for: of what tells a length of time, or another's age, nothing is left. */
export function textFor(value: string | undefined, text: string): string {
  if (!AGES.has(value) || !/\d/.test(text)) return text;
  const own = NO_AGE.reduce((left, form) => left.replace(form, " "), text.replace(MONTHS_BEHIND, "$1"));
  return own.replace(SINCE, (found, at: number) => (AGE.test(own.slice(0, at)) ? " " : found));
}
