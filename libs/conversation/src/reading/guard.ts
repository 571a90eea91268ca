import { DateTime } from "luxon";
import { ADULT_YEARS, AGE_VALUES } from "../capture/ages.ts";
import { inDigits } from "../capture/number-words.ts";
import type { Conditions, Guard } from "../flow/route-schema.ts";
import { plain } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { fromCatalogue } from "../words/text.ts";

/** Whether all that a guard names holds. A fact that is absent makes no guard about it hold. */
export function holds(draft: Draft, guard: Guard | undefined): boolean {
  if (!guard) return true;
  const { not, ...conditions } = guard;
  return all(draft, conditions) && !(not && all(draft, not));
}

/** In whole years, of whoever the appointment is for; undefined where no age is known. */
function ageYears({ state: { values }, now }: Draft): number | undefined {
  const { birth_date: born } = values;
  if (born !== undefined) {
    const years = DateTime.fromMillis(now, { zone: "utc" }).diff(
      DateTime.fromISO(born, { zone: "utc" }),
      "years",
    ).years;
    return Number.isNaN(years) ? undefined : Math.floor(years);
  }
  const told = AGE_VALUES.map((name) => values[name]).find((value) => value !== undefined);
  const [, count, unit] = /^(\d{1,3}) ?(mes|month|semana|week|dia|day)?/.exec(inDigits(plain(told ?? ""))) ?? [];
  return count === undefined ? undefined : Math.floor(Number(count) / (unit === undefined ? 1 : IN_A_YEAR[unit]!));
}

const IN_A_YEAR: Readonly<Record<string, number>> = { mes: 12, month: 12, semana: 52, week: 52, dia: 365, day: 365 };

const isAdult = (age: number | undefined): boolean | undefined => (age === undefined ? undefined : age >= ADULT_YEARS);

function isOfAge(age: number | undefined, { from = 0, to = Number.POSITIVE_INFINITY }: AgeRange): boolean {
  return age !== undefined && age >= from && age <= to;
}
type AgeRange = NonNullable<Conditions["age"]>;

/** What is surely an answer need not be read back, and a well-known name less surely. */
const SURE_FROM = 0.85;
const KNOWN_NAME_FROM = 0.5;

function isSure({ understanding }: Draft["facts"]): boolean {
  const names = understanding?.entities.filter(({ type, known }) => type === "name" && known === true) ?? [];
  const known = names.length > 0;
  // "Marina, queria saber se vocês atendem sábado": a name that many have, said first and by itself.
  const first = understanding?.reading?.clauses?.[0]?.text.replace(/[\s,.;!]+$/, "");
  if (names.some(({ text, value }) => (text ?? value) === first)) return true;
  const from = known ? KNOWN_NAME_FROM : SURE_FROM;
  return understanding?.reading?.acts.some(({ act, confidence }) => act === "answer" && confidence >= from) ?? false;
}

const list = <T>(value: T | T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

function all(draft: Draft, guard: Conditions): boolean {
  const { state, facts } = draft;
  const { values } = state;
  const patients = facts.patient?.patients ?? [];
  /** A value, or what the catalogue says by that name. */
  const is = (name: string) => (Object.hasOwn(values, name) ? values[name] : fromCatalogue(draft, name));
  const has = (name: string) => is(name) !== undefined;
  const agrees = (wanted: boolean | undefined, fact: boolean | undefined) => wanted === undefined || wanted === fact;
  return (
    agrees(guard.known, patients.length > 0) &&
    agrees(guard.several, patients.length > 1) &&
    agrees(
      guard.appointment,
      patients.some(({ appointment }) => appointment !== undefined),
    ) &&
    agrees(guard.waiting, state.handedOver !== null) &&
    agrees(guard.open, facts.hours?.open) &&
    agrees(guard.holiday, facts.hours && facts.hours.reason === "holiday") &&
    (guard.language === undefined || list(guard.language).includes(state.language)) &&
    list(guard.has).every(has) &&
    !list(guard.lacks).some(has) &&
    Object.entries(guard.is ?? {}).every(([name, wanted]) => list(wanted).includes(is(name) ?? "")) &&
    (guard.adult === undefined || agrees(guard.adult, isAdult(ageYears(draft)))) &&
    (guard.age === undefined || isOfAge(ageYears(draft), guard.age)) &&
    agrees(guard.sure, isSure(facts)) &&
    (guard.attempts === undefined || state.invalidCount >= guard.attempts)
  );
}
