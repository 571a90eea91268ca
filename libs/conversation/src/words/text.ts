import { itemText, valueText } from "../capture/capture.ts";
import { INSURANCES } from "../capture/insurance.ts";
import { type Draft, say } from "../turn/draft.ts";
import { inSentence } from "./in-sentence.ts";
import { openingHours } from "./opening-hours.ts";

/** What a text may name besides values and what the engine hands in. */
export const BUILT_IN_VARIABLES = [
  "contact_name",
  "first_name",
  "patient_count",
  "period",
  "opens_day",
  "opens_time",
  "opening_hours",
] as const;

/** Values the engine itself sets when a session begins. */
export const LEARNED_VALUES: readonly string[] = ["intent", "first_words", "name", "patient", "patient_name"];

/** Texts the engine itself says; every flow has them. */
export const ENGINE_MESSAGES = [
  ...["invalid", "too-many-invalid", "nudge", "closing", "stopped", "emergency", "parked", "call", "thanks", "late"],
  ...["did-you-mean", "language-changed", "waiting", "list-title", "list-button"],
  ...["kinds.audio", "kinds.image", "kinds.video", "kinds.document", "kinds.sticker", "kinds.location"],
  ...["kinds.contact-card", "kinds.other"],
].map((key) => `engine.${key}`);

/** What the engine itself hands to a text. */
export const engineVariables = (key: string): readonly string[] => ENGINE_VARIABLES[key] ?? [];
const ENGINE_VARIABLES: Readonly<Record<string, readonly string[]>> = {
  "engine.did-you-mean": ["what"],
  /** Of danger, as the classifier names it; `other` when only the flow's own list gave the alarm. */
  "engine.emergency": ["kind"],
};

const MISSING = "—";

/** A text of the flow in the conversation's language, with its values filled in; empty where the flow has none. */
export function render(draft: Draft, key: string, extra: Readonly<Record<string, string>> = {}): string {
  const message = draft.flow.message(key, draft.state.language);
  if (!message) return "";
  return message.say((name) => (Object.hasOwn(extra, name) ? extra[name]! : variable(draft, name)));
}

export const sayText = (draft: Draft, key: string, author: "bot" | "system" = "bot"): void =>
  say(draft, render(draft, `engine.${key}`), author);

function variable(draft: Draft, name: string): string {
  const { state, flow, facts } = draft;
  const own = Object.hasOwn(state.values, name) ? state.values[name] : undefined;
  if (own !== undefined) return valueText(flow, flow.values.get(name), own, state.language);
  const local = facts.hours?.local;
  switch (name) {
    case "contact_name":
      return facts.patient?.name ?? MISSING;
    case "first_name":
      return (state.values.name ?? facts.patient?.name ?? MISSING).split(" ")[0]!;
    case "patient_count":
      return String(facts.patient?.patients.length ?? 0);
    case "period":
      return local === undefined ? "other" : periodOf(Number(local.slice(11, 13)));
    case "opens_day":
      return dayOf(local, facts.hours?.opens);
    case "opens_time":
      return facts.hours?.opens?.slice(11) ?? MISSING;
    case "opening_hours":
      return facts.hours
        ? openingHours(facts.hours.weekly ?? flow.head.hours.weekly, facts.hours, state.language)
        : MISSING;
    default:
      return fromCatalogue(draft, name) ?? MISSING;
  }
}

const periodOf = (hour: number) => (hour < 5 ? "night" : hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening");

/** `today`, `tomorrow` or the day of the week, for a `select` in the text; `other` when it does not open. */
function dayOf(local: string | undefined, opens: string | null | undefined): string {
  if (!local || !opens) return "other";
  const days = Math.round((midnight(opens) - midnight(local)) / 86_400_000);
  if (days < 2) return days === 0 ? "today" : "tomorrow";
  return ["sun", "mon", "tue", "wed", "thu", "fri", "sat"][new Date(midnight(opens)).getUTCDay()]!;
}
const midnight = (local: string) => Date.parse(`${local.slice(0, 10)}T00:00:00Z`);

/** What the catalogue says by a name: a field of a thing that a value is, or the names that the flow lists. */
export const fromCatalogue = (draft: Draft, name: string): string | undefined =>
  fieldOf(draft, name) ?? listOf(draft, name);

/** `service_price`: the field `price` of the item of the catalogue that `service` is. */
function fieldOf({ state, flow }: Draft, name: string): string | undefined {
  for (const [value, kind] of flow.values) {
    const collection = typeof kind === "object" ? kind.catalogue : kind === "insurance" ? INSURANCES : undefined;
    if (collection === undefined || !name.startsWith(`${value}_`) || !Object.hasOwn(state.values, value)) continue;
    return itemText(flow, collection, state.values[value]!, name.slice(value.length + 1), state.language);
  }
  return undefined;
}

/** Undefined where the catalogue has no such thing. */
function listOf({ state, flow }: Draft, name: string): string | undefined {
  const { listed } = flow.head;
  if (!listed || !Object.hasOwn(listed, name)) return undefined;
  const { catalogue, is } = listed[name]!;
  const names = Object.entries(flow.definition.catalogue[catalogue] ?? {})
    .filter(([, item]) => Object.entries(is).every(([field, wanted]) => [wanted].flat().includes(String(item[field]))))
    .map(([id]) => itemText(flow, catalogue, id, "name", state.language) ?? "");
  return names.length === 0 ? undefined : inSentence(names, state.language);
}
