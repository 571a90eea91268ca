import { type Flow, fieldText } from "@acolhe/conversation";
import type { PersonaFacts } from "./personas.ts";
import { fold } from "./tap.ts";

/** How a value that was kept compares with what is true. */
export type Mark = "right" | "wrong" | "missing";
export type Kept = Readonly<Record<string, string>>;

/** What the flow keeps when a patient would rather not say. */
const UNSAID = "—";
/** Under which names a flow may keep what a slot holds. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  birth_date: ["birth_date", "age", "child_age", "small_age", "teen_age"],
  relation: ["relation", "guardian"],
};

export const keptFor = (kept: Kept, slot: string): string | undefined =>
  (NAMES[slot] ?? [slot]).map((name) => kept[name]).find((value) => value !== undefined && value !== UNSAID);

export interface Given {
  readonly flow: Flow;
  readonly facts: PersonaFacts;
  readonly kept: Kept;
  readonly now: number;
  /** All that the person said, and among it what they said to the question about time. */
  readonly said?: readonly string[];
  readonly saidOfTime?: readonly string[];
}

/** Each value of a lead that can be compared with what is true of the person, marked. */
export function marksOf(given: Given): Readonly<Record<string, Mark>> {
  const { facts, kept } = given;
  const marks: Record<string, Mark> = {};
  for (const slot of SLOTS) {
    const value = keptFor(kept, slot);
    const fits = value === undefined ? undefined : fitsSlot(slot, value, given);
    if (slot === "preference" && fits === false) Object.assign(marks, ofTime(value!, given));
    else if (fits !== undefined) marks[slot] = fits ? "right" : "wrong";
    else if (value === undefined && isNeeded(slot, facts, kept)) marks[slot] = "missing";
  }
  return marks;
}

/** Whether a value fits what is true; undefined where that cannot be said. */
export const fitsSlot = (slot: Slot, value: string, given: Given): boolean | undefined => COMPARED[slot](value, given);

/**
 * Of a wish about time that is not what it should be. Who never said what they wish cannot be read ("tanto faz"): then
 * only words that were about something else are wrong. Who did, and is noted with another wish, or with none.
 */
function ofTime(value: string, { facts, said = [], saidOfTime = [] }: Given): { preference?: Mark } {
  const holds = (all: readonly string[], words: string) => all.some((one) => fold(one).includes(words));
  const isTheirs = holds(said, fold(value));
  const isOfTime = holds(saidOfTime, fold(value));
  if (!said.some((one) => containsAll(one, facts.preference!)))
    return isTheirs && !isOfTime ? { preference: "wrong" } : {};
  return { preference: isTheirs ? "wrong" : "missing" };
}

const containsAll = (text: string, words: string): boolean =>
  fold(words)
    .split(" ")
    .every((word) => fold(text).includes(word));

/** What the team cannot do without. A known patient's own record says for whom it is. */
function isNeeded(slot: Slot, facts: PersonaFacts, kept: Kept): boolean {
  const isForOther = facts.for_whom === "child" || facts.for_whom === "relative";
  switch (slot) {
    case "patient_name":
      return isForOther;
    case "birth_date":
      return facts.for_whom === "child";
    case "for_whom":
      return kept.patient === undefined;
    case "relation":
    case "modality":
      return false;
    default:
      return facts[slot] !== undefined;
  }
}

export const SLOTS = [
  ...(["name", "for_whom", "patient_name", "birth_date", "relation"] as const),
  ...(["service", "modality", "insurance", "preference"] as const),
];
export type Slot = (typeof SLOTS)[number];

/** A couple, and parents who seek guidance, may come by one name or by both. */
const comeTogether = ({ service }: Given["facts"]): boolean => service === "couple" || service === "parents";

type Compare = (value: string, given: Given) => boolean | undefined;
const COMPARED: Readonly<Record<Slot, Compare>> = {
  name: (value, { facts }) => sameName(value, facts.name),
  patient_name(value, { facts }) {
    const isOne = facts.for_whom === "self" && !comeTogether(facts);
    const name = facts.patient_name ?? (isOne ? facts.name : undefined);
    const fits = name === undefined ? undefined : sameName(value, name);
    // Of two, either may stand there, or both.
    return facts.for_whom === "several" && !fits ? undefined : fits;
  },
  for_whom(value, { facts }) {
    // Two who come together are one appointment, by whatever name.
    if (comeTogether(facts)) return value !== "child" || value === facts.for_whom;
    return facts.for_whom === undefined ? undefined : value === facts.for_whom;
  },
  birth_date: sameAge,
  relation(value, { facts }) {
    const said = RELATIONS[fold(value)];
    return said === undefined || facts.relation === undefined ? undefined : said === facts.relation;
  },
  service(value, given) {
    const { service } = given.facts;
    if (service === undefined) return undefined;
    return value === service || (service === "child" && value === "individual" && isTeen(given));
  },
  modality(value, given) {
    const { facts } = given;
    if (facts.modality === undefined) return undefined;
    if (value === facts.modality || (value === "in-person" && facts.modality === "clinic")) return true;
    return value === onlyPlace(given) ? undefined : false;
  },
  insurance: sameInsurance,
  preference(value, { facts }) {
    if (facts.preference === undefined) return undefined;
    return containsAll(value, facts.preference) || (isAnyTime(value) && isAnyTime(facts.preference));
  },
};

/** Where a service is to be had in one place alone, nobody has the choice. */
function onlyPlace({ flow, kept }: Given): string | undefined {
  const place = flow.definition.catalogue.services?.[kept.service ?? ""]?.modality;
  return place === "online" ? "video" : place === "in-person" ? place : undefined;
}

/** "Tanto faz" and "qualquer dia e horário" are one wish. */
const isAnyTime = (words: string): boolean =>
  /^(?:tanto faz|indiferente|qualquer (?:dia|hora|horario)(?: e (?:hora|horario))?|da igual|cualquier (?:dia|hora|horario)|any ?time|any day)$/.test(
    fold(words),
  );

/** How a flow of before called them, where it kept words. */
const RELATIONS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["mother", "father", "grandparent", "guardian", "spouse", "child", "sibling", "other"].map((one) => [one, one]),
  ),
  mae: "mother",
  pai: "father",
};

/** A shorter name is right, also where a part of it is shortened ("Manu"); a longer or another one is not. */
export function sameName(kept: string, name: string): boolean {
  const own = fold(name).split(" ");
  const isOf = (word: string) => own.some((one) => one === word || (word.length >= SHORT_MIN && one.startsWith(word)));
  return fold(kept).split(" ").every(isOf);
}
const SHORT_MIN = 3;

const YEAR_MS = 365.25 * 86_400_000;

function sameAge(value: string, { facts, now }: Given): boolean | undefined {
  const isDate = /^\d{4}-\d\d-\d\d$/.test(value);
  if (isDate && facts.birth_date !== undefined) return value === facts.birth_date;
  const age = isDate ? yearsSince(value, now) : yearsIn(value);
  const own = facts.birth_date === undefined ? yearsIn(facts.age ?? "") : yearsSince(facts.birth_date, now);
  return age === undefined || own === undefined ? undefined : Math.abs(age - own) < 1;
}

/** The clinic sees children up to this age in child therapy, and whoever is older in individual therapy. */
const CHILD_YEARS_MAX = 12;
const isTeen = ({ facts: { birth_date: born, age = "" }, now }: Given): boolean =>
  (born === undefined ? (yearsIn(age) ?? 0) : yearsSince(born, now)) > CHILD_YEARS_MAX;

const yearsSince = (date: string, now: number): number => Math.floor((now - Date.parse(date)) / YEAR_MS);

/** "8 anos", "6 years", "10 meses" */
function yearsIn(text: string): number | undefined {
  const [, count, unit] = /(\d+)\s*(m[eo])?/i.exec(text) ?? [];
  if (count === undefined) return undefined;
  return unit === undefined ? Number(count) : Math.floor(Number(count) / 12);
}

/** By the catalogue where it lists it, else as it was said. */
function sameInsurance(value: string, { flow, facts }: Given): boolean | undefined {
  if (facts.insurance === undefined) return undefined;
  if (facts.insurance === "private") return value === "private";
  const name = flow.definition.catalogue.insurances?.[value]?.name;
  const [language] = flow.head.languages;
  const kept = fold(name === undefined ? value : fieldText(name, language!, language!));
  const own = fold(facts.insurance);
  return kept !== "" && (kept.includes(own) || own.includes(kept));
}
