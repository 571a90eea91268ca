import type { Language } from "@acolhe/events";
import { AGE_VALUES } from "../capture/ages.ts";
import { itemText, valueText } from "../capture/capture.ts";
import { INSURANCES } from "../capture/insurance.ts";
import { otherPlan } from "../capture/other-plans.ts";
import type { Flow } from "../flow/compile.ts";
import { atWord } from "../state/at-word.ts";
import { aboutOf } from "../state/danger-about.ts";
import { type Draft, say } from "../turn/draft.ts";
import { appointmentTime } from "./appointment-time.ts";
import { inSentence } from "./in-sentence.ts";
import { openingHours } from "./opening-hours.ts";

/** What a text may name besides values and what the engine hands in. */
export const BUILT_IN_VARIABLES = [
  "contact_name",
  "first_name",
  "patient_count",
  "patient_age",
  "period",
  "opens_day",
  "opens_time",
  "outside_model",
  "outside_transcription",
  "outside_desk",
  "outside_services",
  "opening_hours",
  "stopped_at",
  "next_when",
  "visit_soon",
  "next_service",
  "next_patient",
  "next_with",
  "next_where",
  "next_link",
  "remarks_told",
  "insurance_asked",
  "insurance_covers",
  "insurance_covered",
  "insurance_price",
  "danger_about",
] as const;

/** Values the engine itself sets when a session begins. */
export const LEARNED_VALUES: readonly string[] = [
  "intent",
  "first_words",
  "name",
  "patient",
  "patient_name",
  "wish",
  "guess",
  "answered",
  "ad",
  "other_wish",
  "age",
  "danger",
];

/** Texts the engine itself says; every flow has them. */
export const ENGINE_MESSAGES = [
  ...["invalid", "too-many-invalid", "nudge", "closing", "stopped", "emergency", "parked", "call", "thanks", "late"],
  ...["did-you-mean", "language-changed", "waiting", "list-title", "list-button"],
  ...[
    "invalid-again",
    "invalid-third",
    "let-go",
    "noted-remark",
    "outside-hours",
    "offer-person",
    "value-meant",
    "value-not",
    "meant-yes",
    "meant-no",
    "fact-unknown",
    "fact-unknown-again",
    "fact-more",
    "fact-price",
    "fact-rest",
    "no-hurry",
    "no-hurry-again",
    "all-right",
    "not-sure",
  ],
  ...[
    "which",
    "changed",
    "changed-to",
    "noted-change",
    "noted-change-again",
    "two-wishes",
    "two-wishes-again",
    "wish",
    "handed-over",
    "handed-over-2",
    "handed-over-3",
    "handed-over-4",
    "handed-over-5",
    ...["here", "long", "urgent", "closed"].flatMap((how) =>
      ["", "-2", "-3"].map((which) => `handed-over-${how}${which}`),
    ),
    ...["solved", "given-up", "dropped"].map((how) => `handed-over-${how}`),
    "emergency-again",
    "emergency-again-2",
    "emergency-again-3",
    "help-coming",
    "help-coming-2",
    "emergency-again-4",
    "emergency-breathe",
    "emergency-theirs",
    "emergency-theirs-2",
    "emergency-theirs-3",
    "emergency-unreached",
    "emergency-not-waking",
    "emergency-where",
    "emergency-here",
    "emergency-near",
    "emergency-late",
    "emergency-cannot-call",
    "emergency-with",
    "emergency-what-to-do",
    "emergency-better",
    "emergency-thanks",
    "emergency-silence",
    "danger-heard",
    "danger-heard-2",
    "danger-heard-3",
    "false-alarm",
    "alarm-over",
    "emergency-farewell",
    "emergency-held",
    "emergency-person",
    "emergency-wish",
    "emergency-call",
    "emergency-for-this",
    "emergency-how-long",
    "emergency-in-secret",
    "emergency-missing",
    "emergency-still",
    "emergency-still-2",
    "emergency-worse",
    "emergency-safe",
    "emergency-number",
  ],
  ...["social.grief", "social.anger", "social.apology", "social.only_asking", "story"],
  ...["kinds.audio", "kinds.image", "kinds.video", "kinds.document", "kinds.sticker", "kinds.location"],
  ...["kinds.contact-card", "kinds.shared", "kinds.other"],
  ...["moved", "no-longer", "unopened", "missed", "recognised", "other-named"],
].map((key) => `engine.${key}`);

/** What the engine itself hands to a text. */
export const engineVariables = (key: string): readonly string[] =>
  ENGINE_VARIABLES[key] ?? (IN_EMERGENCY.test(key) ? ["kind", "whose", "about"] : []);
/** Of danger its kind, as the classifier names it; `other` when only the flow's own list gave the alarm. Whose it is, and what it is about. */
const IN_EMERGENCY = /^engine\.(?:emergency|help-coming|danger-heard|false-alarm|alarm-over)/;
const ENGINE_VARIABLES: Readonly<Record<string, readonly string[]>> = {
  "engine.did-you-mean": ["what"],
  "engine.value-meant": ["what"],
  "engine.changed": ["what", "before"],
  "engine.changed-to": ["what"],
  "engine.which": ["what", "or"],
  "engine.wish": ["what", "whom", "called"],
};

const MISSING = "—";
/** `service_known`: whether there is a value `service`, for a text that says it only then. */
export const KNOWN = "_known";
/** `insurance_id`: a value as it is kept, for the branches of a text. */
export const RAW = "_id";

/** A text of the flow, by default in the conversation's language, with its values filled in; empty where the flow has none. */
export function render(
  draft: Draft,
  key: string,
  extra: Readonly<Record<string, string>> = {},
  language: Language = draft.state.language,
): string {
  const message = draft.flow.message(key, language);
  if (!message) return "";
  return message.say((name) => (Object.hasOwn(extra, name) ? extra[name]! : variable(draft, name)));
}

/** Texts as one, a blank line between them; empty ones are left out. */
export const paragraphs = (texts: readonly string[]): string => texts.filter((text) => text !== "").join("\n\n");

/** What an act or an intent is called in "did you mean …?"; empty where it has no name. */
export const nameOf = (draft: Draft, act: string): string => render(draft, nameKey(act));
export const nameKey = (act: string): string =>
  act.includes(":") ? `acts.${act.replaceAll(":", "_")}` : `intents.${act}`;

export const sayText = (draft: Draft, key: string, author: "bot" | "system" = "bot"): void =>
  say(draft, render(draft, `engine.${key}`), author);

function variable(draft: Draft, name: string): string {
  const { state, flow, facts } = draft;
  const own = Object.hasOwn(state.values, name) ? state.values[name] : undefined;
  // Names of acts have colons, which the branches of a text cannot.
  if (name === "wish" || name === "guess") return (own ?? MISSING).replaceAll(":", "_");
  if (name.endsWith(RAW)) return state.values[name.slice(0, -RAW.length)] ?? MISSING;
  if (name.endsWith(KNOWN)) return variable(draft, name.slice(0, -KNOWN.length)) === MISSING ? "no" : "yes";
  if (own !== undefined) return valueText(flow, flow.values.get(name), own, state.language);
  const local = facts.hours?.local;
  switch (name) {
    case "contact_name":
      return facts.patient?.name ?? MISSING;
    case "first_name":
      return (state.values.name ?? facts.patient?.name ?? MISSING).split(" ")[0]!;
    case "patient_count":
      return String(facts.patient?.patients.length ?? 0);
    case "patient_age":
      return AGE_VALUES.map((age) => state.values[age]).find((age) => age !== undefined && age !== MISSING) ?? MISSING;
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
    case "remarks_told":
      return remarksTold(state.values.remarks);
    case "insurance_asked":
      return otherPlan(flow, draft.said) ?? MISSING;
    case "visit_soon":
      return visitSoon(draft);
    case "next_when":
    case "next_service":
    case "next_patient":
    case "next_with":
    case "next_where":
    case "next_link":
      return nextVisit(draft, name) ?? MISSING;
    case "outside_model":
    case "outside_transcription":
    case "outside_desk":
      return facts.outside?.[name.slice("outside_".length) as "model" | "transcription" | "desk"] ? "yes" : "no";
    case "outside_services":
      return facts.outside?.model || facts.outside?.transcription ? "yes" : "no";
    case "danger_about":
      return state.concern?.denied && DENIABLE.has(aboutOf(state.concern.kind))
        ? "none"
        : aboutOf(state.concern?.kind ?? "other");
    case "stopped_at":
      return stoppedAt(draft);
    default:
      return fromCatalogue(draft, name) ?? MISSING;
  }
}

/** What was said beside the questions, each line as much as tells that it was kept. */
const remarksTold = (remarks: string | undefined): string =>
  remarks === undefined
    ? MISSING
    : remarks
        .split(" / ")
        .map((one) => `📝 ${atWord(one, REMARK_SHOWN_MAX)}`)
        .join("\n");
const REMARK_SHOWN_MAX = 80;

/** What a misunderstanding can be about; who denies a wish to die is told all the same who listens. */
const DENIABLE: ReadonlySet<string> = new Set(["body", "violence"]);

const periodOf = (hour: number) => (hour < 5 ? "night" : hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening");

/** `today`, `tomorrow` or the day of the week, for a `select` in the text; `other` when it does not open. */
function dayOf(local: string | undefined, opens: string | null | undefined): string {
  if (!local || !opens) return "other";
  const days = Math.round((midnight(opens) - midnight(local)) / 86_400_000);
  if (days < 2) return days === 0 ? "today" : "tomorrow";
  return ["sun", "mon", "tue", "wed", "thu", "fri", "sat"][new Date(midnight(opens)).getUTCDay()]!;
}
const midnight = (local: string) => Date.parse(`${local.slice(0, 10)}T00:00:00Z`);

/** Whether the visit that is spoken of is within a day: `other` where the records do not know it. */
function visitSoon({ facts, state, now }: Draft): string {
  const all = (facts.patient?.patients ?? []).flatMap(({ appointment }) => appointment ?? []);
  const visit = all.find(({ id }) => id === state.values.appointment);
  return visit === undefined ? MISSING : visit.at - now < SOON_MS ? "yes" : "no";
}
/** The notice that a clinic asks for; who cancels earlier need not hear of it. */
const SOON_MS = 24 * 3_600_000;

/** Of the soonest appointment that the records know behind the contact. */
function nextVisit({ facts, flow, state, now }: Draft, name: string): string | undefined {
  const ahead = (facts.patient?.patients ?? []).flatMap((one) =>
    one.appointment && one.appointment.at > now - VISIT_PAST_MS ? [{ ...one.appointment, patient: one.name }] : [],
  );
  const next = ahead.toSorted((a, b) => a.at - b.at)[0];
  if (!next) return undefined;
  const timeZone = facts.hours?.timeZone ?? flow.head.hours.timeZone;
  const told: Readonly<Record<string, string | undefined>> = {
    next_when: appointmentTime(next.at, timeZone, state.language),
    next_service: next.service,
    next_patient: next.patient.split(" ")[0],
    next_with: next.professional,
    next_where: next.modality,
    next_link: next.link,
  };
  return told[name];
}
/** Who is late for it still means the one that began a while ago. */
const VISIT_PAST_MS = 3_600_000;

/** What the question was about at which the conversation stopped, or is about to be taken up. */
function stoppedAt(draft: Draft): string {
  const { state, flow } = draft;
  const asks = flow.state(state.calls.at(-1) ?? state.suspended?.step ?? "")?.asks;
  return (asks === undefined ? "" : render(draft, `slots.${asks}`)) || MISSING;
}

/** What the catalogue says by a name: a field of a thing that a value is, or the names that the flow lists. */
export const fromCatalogue = (draft: Draft, name: string): string | undefined =>
  fieldOf(draft, name) ?? coverOf(draft, name) ?? listOf(draft, name);

/** Of the insurance that was named: the services it covers, and of the one that was named whether, and for how much. */
function coverOf({ state, flow }: Draft, name: string): string | undefined {
  const { service, insurance } = state.values;
  const item = insurance === undefined ? undefined : flow.definition.catalogue[INSURANCES]?.[insurance];
  if (typeof item?.services !== "string") return undefined;
  const covered = item.services.split(/[ ,]+/).filter((id) => flow.definition.catalogue[SERVICES]?.[id]);
  if (name === "insurance_covered") return service === undefined ? undefined : covered.includes(service) ? "yes" : "no";
  if (name === "insurance_price")
    return service === undefined
      ? undefined
      : itemText(flow, INSURANCES, insurance!, `price_for_${service.replaceAll("-", "_")}`, state.language);
  if (name !== "insurance_covers") return undefined;
  const names = covered.map((id) => itemText(flow, SERVICES, id, "name", state.language) ?? id);
  return inSentence(names, state.language);
}

/** The collection of the catalogue that services are in. */
const SERVICES = "services";

/** `service_price`: the field `price` of the item of the catalogue that `service` is. */
function fieldOf({ state, flow }: Draft, name: string): string | undefined {
  for (const [value, kind] of flow.values) {
    const collection = typeof kind === "object" ? kind.catalogue : kind === "insurance" ? INSURANCES : undefined;
    if (collection === undefined || !name.startsWith(`${value}_`) || !Object.hasOwn(state.values, value)) continue;
    return itemText(flow, collection, state.values[value]!, name.slice(value.length + 1), state.language);
  }
  return undefined;
}

/** Guards ask for them with every message, and a flow does not change. */
const listsOf = new WeakMap<Flow, Map<string, string | undefined>>();

function listOf({ state: { language }, flow }: Draft, name: string): string | undefined {
  const lists = listsOf.get(flow) ?? new Map<string, string | undefined>();
  listsOf.set(flow, lists);
  const key = `${language} ${name}`;
  if (!lists.has(key)) lists.set(key, listIn(flow, name, language));
  return lists.get(key);
}

/** Undefined where the catalogue has no such thing. */
function listIn(flow: Flow, name: string, language: Language): string | undefined {
  const { listed } = flow.head;
  if (!listed || !Object.hasOwn(listed, name)) return undefined;
  const { catalogue, is, show } = listed[name]!;
  const shown = (id: string) => (show === undefined ? undefined : itemText(flow, catalogue, id, show, language));
  const names = Object.entries(flow.definition.catalogue[catalogue] ?? {})
    .filter(([, item]) => Object.entries(is).every(([field, wanted]) => [wanted].flat().includes(String(item[field]))))
    .map(([id]) => ({ name: itemText(flow, catalogue, id, "name", language) ?? "", field: shown(id) }));
  if (names.length === 0) return undefined;
  if (show === undefined)
    return inSentence(
      names.map(({ name }) => name),
      language,
    );
  return names.flatMap(({ name, field }) => (field === undefined ? [] : [`• ${name}: ${field}`])).join("\n");
}
