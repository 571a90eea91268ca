import { AGE_VALUES } from "../capture/ages.ts";
import { birthDate } from "../capture/birth-date.ts";
import { OWN_NAME, valueText, withNamesWritten } from "../capture/capture.ts";
import { otherNamed } from "../capture/other-name.ts";
import type { Candidate } from "../corrections/candidate.ts";
import { type Corrected, read, wordsOf } from "../corrections/read.ts";
import type { State } from "../flow/state-schema.ts";
import { choicesOf } from "../reading/choices.ts";
import { does } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import { hasWords } from "../state/utterance.ts";
import { type Draft, setValue } from "../turn/draft.ts";
import { paragraphs, render } from "../words/text.ts";
import { changeNoted } from "../words/told.ts";
import { takeEffect } from "./actions.ts";
import { answerBeside } from "./answer-beside.ts";
import { move } from "./enter.ts";
import { feelingIn } from "./feelings.ts";
import { renameOwn } from "./own-name.ts";
import { choose } from "./routes.ts";
import { keepByRoute, keptIn } from "./slots.ts";

/** Questions at which everything that was learned is on the table. */
const REVIEWS: ReadonlySet<string> = new Set(["summary", "correction"]);
const FOR_WHOM = "for_whom";
const PATIENT_NAME = "patient_name";
const BIRTH_DATE = "birth_date";

/**
 * Takes what a message puts right of what is kept, whatever is asked, says it back, and goes on with the question that is open; null where
 * it puts nothing right. What is wrong without a word of how it should be is asked for.
 */
export function correct(draft: Draft, step: string, here: State, said: Said): string | null {
  const corrected = draft.state.confirming ? null : correctedBy(draft, here, said);
  if (corrected === null) return null;
  const isReview = REVIEWS.has(here.asks ?? "");
  if (corrected.found.length > 0) return takeAll(draft, { step, here, isReview }, corrected, said);
  // An age that is put right beside it is read where ages are.
  const isAge = corrected.unclear === BIRTH_DATE && draft.state.values[BIRTH_DATE] === undefined;
  return corrected.unclear === undefined || isAge ? null : askFor(draft, corrected.unclear, said);
}

/** The same where something else has to be asked first: what is read back afterwards holds it. True where it put something right. */
export function correctQuietly(draft: Draft, here: State, said: Said): boolean {
  const found = correctedBy(draft, here, said)?.found ?? [];
  for (const one of found) take(draft, one, said);
  return found.length > 0;
}

/** What a message puts right; null where nothing is kept that could be, or it was not read. */
function correctedBy(draft: Draft, here: State, said: Said): Corrected | null {
  const { flow, state, now } = draft;
  const { asks = "" } = here;
  const { utterance, understanding } = said;
  if (flow.head.review === undefined || here.urgent || !understanding?.reading) return null;
  if (utterance.optionId !== null || !hasWords(utterance.text) || !isOfBooking(draft, asks)) return null;
  const words = wordsOf(utterance.text);
  const corrects = words.corrects || does(flow, said, "correct");
  const kept = { values: state.values, language: state.language, asks, isReview: REVIEWS.has(asks), now };
  return read(flow, kept, { ...words, corrects });
}

/** Elsewhere what is said is about something else than what was kept. */
const isOfBooking = ({ flow }: Draft, asks: string): boolean =>
  Object.hasOwn(flow.head.slots ?? {}, asks) || REVIEWS.has(asks) || asks === PATIENT_NAME;

interface At {
  readonly step: string;
  readonly here: State;
  readonly isReview: boolean;
}

function takeAll(draft: Draft, at: At, corrected: Corrected, said: Said): string {
  const { flow, state } = draft;
  const lines = corrected.found.map((one) => {
    const before = described(draft, one.slot);
    take(draft, one, said);
    return saidBack(draft, described(draft, one.slot), before);
  });
  const changed = lines.some((line) => line === "") ? changeNoted(draft) : lines.join("\n");
  const note = paragraphs([feelingIn(draft, said), changed]);
  const rule = `changed:${corrected.found.map(({ slot }) => slot).join("+")}`;
  const used = new Set(corrected.found.flatMap((one) => [...one.used]));
  const rest = corrected.words.clauses.filter(({ index }) => !used.has(index));
  const answered = at.isReview ? null : answerBeside(draft, at.step, at.here, { said, rest, note });
  if (answered === null) move(draft, flow.head.review!, note);
  state.confirming = null;
  return rule;
}

const saidBack = (draft: Draft, what: string, before: string): string =>
  before === "" ? render(draft, "engine.changed-to", { what }) : render(draft, "engine.changed", { what, before });

/** Keeps a value as the state that asks for it would, with what depends on it. */
function take(draft: Draft, { slot, value, called }: Candidate & { readonly called?: string }, said: Said): void {
  const { flow, state } = draft;
  const asking = flow.state(flow.head.slots?.[slot] ?? "");
  if (slot === OWN_NAME) renameOwn(draft, value);
  else if (slot === PATIENT_NAME) setValue(draft, slot, value);
  if (asking === undefined) return;
  const into = asking.from?.into ?? asking.capture?.into;
  if (asking.capture?.as === "birth-date") for (const age of AGE_VALUES) delete state.values[age];
  const choice = choicesOf(draft, flow.head.slots![slot]!).find(
    ({ id, means }) =>
      means === value || (asking.from !== undefined && id === `${into?.replaceAll("_", "-")}-${value}`),
  );
  if (choice) takeEffect(draft, choice);
  else if (!keepByRoute(draft, asking, slot, value) && asking.capture) {
    for (const name of keptIn(asking)) delete state.values[name];
    setValue(draft, asking.capture.into, called ?? value);
  }
  if (slot === FOR_WHOM && value !== "self") takePatient(draft, said);
}

/** Who is named beside whom it is for, and when they were born. */
function takePatient(draft: Draft, { utterance: { text }, understanding }: Said): void {
  const { state, now } = draft;
  const other = otherNamed(withNamesWritten(text, understanding));
  if (other?.isPatient && other.name.includes(" ") && other.name !== state.values[OWN_NAME])
    setValue(draft, PATIENT_NAME, other.name);
  const born = state.values[FOR_WHOM] === "child" ? birthDate(text, now) : null;
  if (born !== null) setValue(draft, BIRTH_DATE, born);
}

/** What is kept of a slot, as a person reads it; empty where nothing is. */
function described(draft: Draft, slot: string): string {
  const { flow, state } = draft;
  const { values } = state;
  if (slot === OWN_NAME || slot === PATIENT_NAME) return values[slot] ?? "";
  const step = flow.head.slots?.[slot] ?? "";
  const asking = flow.state(step);
  if (slot === BIRTH_DATE && values[BIRTH_DATE] === undefined)
    return AGE_VALUES.map((name) => values[name]).find((age) => age !== undefined && /\d/.test(age)) ?? "";
  const option = flow
    .choices(step, state.language)
    .find(({ means, set }) => means !== undefined && means === values[slot] && Object.keys(set).length > 0);
  if (option && asking?.from === undefined) return option.label;
  const into = asking?.from?.into ?? asking?.capture?.into ?? slot;
  const value = values[into];
  return value === undefined ? "" : valueText(flow, flow.values.get(into), value, state.language);
}

/** What is wrong is known, and not what is right: its question comes again, or the list of what may be put right. */
function askFor(draft: Draft, slot: string, said: Said): string | null {
  const { flow } = draft;
  const step = flow.head.correction;
  if (step === undefined) return null;
  const note = feelingIn(draft, said);
  const choice = choicesOf(draft, step).find(({ means }) => means === slot);
  if (choice) return choose(draft, step, choice, note);
  move(draft, step, note);
  return "correction-asked";
}
