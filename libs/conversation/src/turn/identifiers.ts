import type { Facts, Turn } from "@acolhe/events";
import { LANGUAGES } from "@acolhe/events";
import { OWN_NAME, valueText } from "../capture/capture.ts";
import type { Flow, ValueKind } from "../flow/compile.ts";

/** Values in a patient's own words count among them, because they may be a name, too. */
const KINDS: ReadonlySet<ValueKind> = new Set(["person-name", "birth-date", "phone", "cpf", "email", "free-text"]);
const ENTITIES: ReadonlySet<string> = new Set(["name", "birth_date", "date", "phone", "cpf", "email"]);
/** "de", "da", "Lu" are in other words. */
const NAME_PART_LENGTH_MIN = 3;

type Values = Readonly<Record<string, string>>;

/**
 * What a turn knows that tells who somebody is: what was learned of them before and by it, in each form in which it may be
 * said, and what the records told.
 */
export function identifiersIn(
  flow: Flow,
  { facts, state, before }: { facts: Facts; state: Turn["state"]; before: Turn["state"] | null },
): string[] {
  const learned = [before?.values, state.values].flatMap((values) => Object.entries((values ?? {}) as Values));
  const looked = new Set(Object.values(flow.head.lookups).flat());
  const told = learned.filter(
    ([name]) => name === OWN_NAME || looked.has(name) || KINDS.has(flow.values.get(name) ?? "plain"),
  );
  const names = [
    ...told.filter(([name]) => name === OWN_NAME || flow.values.get(name) === "person-name").map(([, value]) => value),
    ...(facts.patient ? [facts.patient.name, ...facts.patient.patients.map(({ name }) => name)] : []),
    ...entities(facts, (type) => type === "name"),
  ];
  const all = [
    ...told.flatMap(([name, value]) => [
      value,
      ...LANGUAGES.map((language) => valueText(flow, flow.values.get(name), value, language)),
    ]),
    ...names,
    ...names.flatMap((name) => name.split(/\s+/).filter(({ length }) => length >= NAME_PART_LENGTH_MIN)),
    ...entities(facts, (type) => ENTITIES.has(type)),
  ];
  return [...new Set(all)].filter((value) => value !== "");
}

const entities = ({ understanding }: Facts, wanted: (type: string) => boolean): string[] =>
  (understanding?.entities ?? [])
    .filter(({ type }) => wanted(type))
    .flatMap(({ value, text }) => (text === undefined ? [value] : [value, text]));
