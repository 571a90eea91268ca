import { holds } from "../reading/guard.ts";
import { matchesAct } from "../reading/matcher.ts";
import { notice } from "../reading/notice.ts";
import { type Said, saidOf } from "../reading/said.ts";
import { AD_MS } from "../state/limits.ts";
import { type Draft, FIRST_WORDS, forgetLearned, setValue } from "../turn/draft.ts";
import { nameOf, render } from "../words/text.ts";
import { keepByClause } from "./by-clause.ts";
import { enter, nextOf } from "./enter.ts";
import { adoptLanguage } from "./language.ts";
import { keepPeople } from "./people-told.ts";
import { isRefused } from "./refused.ts";
import { isNobodys } from "./replies.ts";
import { keepOthers } from "./slots.ts";

/** Forgets what was of the former session, and learns what the first words and the clinic's records tell. */
export function openSession(draft: Draft, said: Said): void {
  const { flow } = draft;
  const { understanding } = said;
  freshen(draft);
  forgetLearned(draft);
  adoptLanguage(draft, understanding?.language);
  if (understanding && understanding.confidence >= flow.head.confidence.accept)
    setValue(draft, "intent", understanding.intent);
  learnFromRecords(draft);
  learn(draft, said);
}

/** Begins to count anew; values stay. */
export function freshen({ state, flow, now }: Draft): void {
  Object.assign(state, {
    sessionStartedAt: now,
    flowVersion: flow.version,
    step: null,
    trail: [],
    calls: [],
    invalidCount: 0,
    messageCount: 1,
    repeats: {},
    told: {},
    openPrompt: null,
    waiting: null,
    confirming: null,
    concern: null,
    suspended: null,
    reminder: null,
    kindNoted: null,
  } satisfies Partial<typeof state>);
}

/**
 * The records were silent when the session began, and answer now: what they tell is learned, and whoever was asked for a name is
 * greeted by it. The name that a patient gave meanwhile stays. Null where the message is to be read as any other.
 */
export function recognise(draft: Draft, said: Said): string | null {
  const { state, facts, flow } = draft;
  if (!state.unrecognised || !facts.patient) return null;
  const given = state.values.name;
  learnFromRecords(draft);
  if (given !== undefined) setValue(draft, "name", given);
  const step = state.openPrompt?.step;
  const here = step === undefined ? undefined : flow.state(step);
  const isMere = flow.words.only(["greetings", "thanks", "yes"], said.plain) || flow.words.is("greetings", said.plain);
  if (step === undefined || here?.asks !== "name" || given !== undefined || !isMere) return null;
  enter(draft, nextOf(draft, step, here) ?? flow.head.menu, { note: render(draft, "engine.recognised") });
  return "recognised";
}

/** What the clinic's records tell of whoever writes. */
function learnFromRecords(draft: Draft): void {
  const { patient, recordsSilent } = draft.facts;
  draft.state.unrecognised = !patient && recordsSilent === true;
  if (patient) setValue(draft, "name", patient.name);
  const [only, ...others] = patient?.patients ?? [];
  if (only && others.length === 0) {
    setValue(draft, "patient", only.id);
    setValue(draft, "patient_name", only.name);
  }
}

/** What the first words tell before anything was asked. */
function learn(draft: Draft, said: Said): void {
  const { state, flow } = draft;
  const { utterance, plain: words } = said;
  const greets = flow.words.is("greetings", words) || flow.words.is("thanks", words);
  if (!greets && !Object.hasOwn(state.values, FIRST_WORDS)) setValue(draft, FIRST_WORDS, utterance.text);
  const offered = noticeAd(draft);
  notice(draft, said);
  keepOthers(draft, undefined, said);
  noteWish(draft, said);
  keepByClause(draft, undefined, said);
  keepPeople(draft, undefined, said);
  const { wish, guess } = state.values;
  // Whoever only says "oi" came for what the advertisement offers: that is said back, not taken for granted.
  if (offered && wish === undefined && guess === undefined && nameOf(draft, BOOKING) !== "")
    setValue(draft, "guess", BOOKING);
}

const BOOKING = "request:book";

/** What the advertisement offers, as if it had been named; the patient's own words come after it. True where we know it. */
function noticeAd(draft: Draft): boolean {
  const { state, now } = draft;
  const { ad } = state;
  state.ad = null;
  if (!ad || now - ad.at >= AD_MS) return false;
  setValue(draft, "ad", ad.title);
  const before = Object.keys(state.values).length;
  notice(draft, saidOf({ kind: "text", text: ad.title, optionId: null }, undefined));
  return Object.keys(state.values).length > before;
}

/** Where we ask who writes, or what we can do: a wish may come there as well as in the first message, and is read so. */
const OPEN_TO_WISHES: ReadonlySet<string> = new Set(["name", "menu", "anything_else"]);
const OPENED = ["wish", "guess", "service", "for_whom"];

/** Something new that the patient may want, not surely enough read for a route: it is said back. */
export function openLate(draft: Draft, said: Said, { asks, note }: { asks: string; note: string }): string | null {
  const { state, flow } = draft;
  const { opening } = flow.head;
  if (opening === undefined || !OPEN_TO_WISHES.has(asks)) return null;
  const before = { ...state.values };
  for (const name of OPENED) delete state.values[name];
  learn(draft, said);
  if (!OPENED.some((name) => Object.hasOwn(state.values, name)) && wishesByClause(draft, said))
    setValue(draft, "guess", BOOKING);
  if (!OPENED.some((name) => Object.hasOwn(state.values, name))) {
    state.values = before;
    return null;
  }
  for (const name of OPENED)
    if (Object.hasOwn(before, name) && !Object.hasOwn(state.values, name)) setValue(draft, name, before[name]!);
  enter(draft, opening, { note });
  return "opened-late";
}

/** "Oi, voltei. Bora marcar": a clause that wishes to book, of a message that as a whole is read for nothing. */
const wishesByClause = ({ flow }: Draft, { understanding }: Said): boolean =>
  understanding?.reading?.clauses?.some(({ acts }) =>
    acts.some(({ act, confidence }) => act === BOOKING && confidence >= flow.head.confidence.accept),
  ) ?? false;

/**
 * The likeliest wish, before a question: `wish` where it is sure enough to act on, `guess` where it has to be asked about.
 * A question beside a sure wish is answered where the conversation stands.
 *
 * @param sure whether a wish counts only where it is sure enough
 */
export function noteWish(
  draft: Draft,
  { understanding, utterance }: Said,
  { sure = false }: { readonly sure?: boolean } = {},
): void {
  const isAnyones = (act: string) => !act.startsWith("ask:") || !isNobodys(draft, { here: {} }, act);
  const acts = (understanding?.reading?.acts ?? []).filter(({ act }) => isAnyones(act));
  const { ask } = draft.flow.head.confidence;
  const asked = Math.max(0, ...acts.flatMap((one) => (one.act.startsWith("ask:") ? [one.confidence] : [])));
  // "Emite nota fiscal?" asks, and wants none yet.
  const isAsked = (one: { act: string; confidence: number }) =>
    utterance.text.includes("?") && one.act !== BOOKING && one.confidence < asked;
  const isSure = ({ act, confidence }: { act: string; confidence: number }) => confidence >= neededFor(draft, act);
  const likeliest =
    acts.find((one) => one.act.startsWith("request:") && isSure(one) && !isAsked(one)) ??
    acts.find(({ act }) => /^(?:request|ask):/.test(act));
  if (!likeliest || likeliest.confidence < ask) return;
  if (isSure(likeliest)) setValue(draft, "wish", likeliest.act);
  else if (!sure && !isRefused(draft, likeliest.act) && nameOf(draft, likeliest.act) !== "")
    setValue(draft, "guess", likeliest.act);
}

/** How sure an act has to be: what the flow's route for it asks for. */
function neededFor(draft: Draft, act: string): number {
  const { routes, confidence } = draft.flow.head;
  const on = routes.find((route) => matchesAct(route.on, act) && holds(draft, route.when))?.on;
  return (typeof on === "object" && "act" in on ? on.confidence : undefined) ?? confidence.accept;
}
