import { DateTime } from "luxon";
import type { Conditions, Guard } from "../flow/route-schema.ts";
import type { Draft } from "../turn/draft.ts";
import { fromCatalogue } from "../words/text.ts";

/** Whether all that a guard names holds. A fact that is absent makes no guard about it hold. */
export function holds(draft: Draft, guard: Guard | undefined): boolean {
  if (!guard) return true;
  const { not, ...conditions } = guard;
  return all(draft, conditions) && !(not && all(draft, not));
}

const ADULT_YEARS = 18;
/** Undefined where no age is known. */
function isAdult({ state, now }: Draft): boolean | undefined {
  const { birth_date: born, child_age: age = "" } = state.values;
  if (born !== undefined) return DateTime.fromISO(born, { zone: "utc" }).plus({ years: ADULT_YEARS }).toMillis() <= now;
  const years = /^(\d{1,3})(?! ?(?:m[eê]s|mes|month))/i.exec(age)?.[1];
  return years === undefined ? undefined : Number(years) >= ADULT_YEARS;
}

/** What is surely an answer need not be read back, and a well-known name less surely. */
const SURE_FROM = 0.85;
const KNOWN_NAME_FROM = 0.5;

function isSure({ understanding }: Draft["facts"]): boolean {
  const known = understanding?.entities.some(({ type, known }) => type === "name" && known === true) ?? false;
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
    agrees(guard.open, facts.hours?.open) &&
    agrees(guard.holiday, facts.hours && facts.hours.reason === "holiday") &&
    (guard.language === undefined || list(guard.language).includes(state.language)) &&
    list(guard.has).every(has) &&
    !list(guard.lacks).some(has) &&
    Object.entries(guard.is ?? {}).every(([name, wanted]) => list(wanted).includes(is(name) ?? "")) &&
    agrees(guard.adult, isAdult(draft)) &&
    agrees(guard.sure, isSure(facts)) &&
    (guard.attempts === undefined || state.invalidCount >= guard.attempts)
  );
}
