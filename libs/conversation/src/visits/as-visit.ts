import { splitClauses } from "../corrections/clauses.ts";
import { does } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import { plain as toPlain } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { daysWished } from "./days-wished.ts";
import { dateNamed, namesPeople, visitsMeant, visitsOf } from "./meant.ts";
import { comesAfterBeginning } from "./there-at.ts";
import { visitNamed } from "./which.ts";
import * as words from "./words.ts";

/*
 * Who has a visit ahead speaks of it in few words: "quinta não vai rolar", "ela continua?", "não quero cancelar". A reader of any
 * message cannot know that there is such a visit; with the records beside it these words are plain. What they plainly say comes
 * before what the reader made of them, as a form of the flow does.
 */

const KEEP = "request:keep";
const CANCEL = "request:cancel";
const CANNOT = "request:cannot_come";
/** They will not come to a visit that is known beyond doubt. */
const ABSENT = "request:absent";
const MOVE = "request:reschedule";
const LATE = "request:late";
const WHEN_IS_MINE = "request:when_is_mine";
const ELSEWHERE = "request:other_place";
const PAUSE = "request:pause_treatment";
/** Another visit is meant than the one that is spoken of. */
const OTHER_VISIT = "request:other_visit";

interface Told {
  /** What it plainly does. */
  readonly acts: readonly string[];
  /** What a reader may have taken the same words for. */
  readonly not: readonly string[];
}

/** The message as it is read with the visit in view that the records know, and with what it denies. */
export function asVisit(draft: Draft, said: Said): Said {
  const { understanding, utterance } = said;
  const reading = understanding?.reading;
  if (!understanding || !reading || utterance.optionId !== null || utterance.text === "") return said;
  const { acts, not } = toldOf(draft, said);
  if (acts.length === 0 && not.length === 0) return said;
  const gone = new Set([...acts, ...not]);
  const rid = <T extends { readonly act: string }>(all: readonly T[]): T[] => all.filter(({ act }) => !gone.has(act));
  const told = acts.map((act) => ({ act, confidence: 1, byForm: true as const }));
  const again = reading.again && { again: { ...reading.again, acts: [...told, ...rid(reading.again.acts)] } };
  return {
    ...said,
    understanding: { ...understanding, reading: { ...reading, acts: [...told, ...rid(reading.acts)], ...again } },
  };
}

function toldOf(draft: Draft, said: Said): Told {
  const clauses = splitClauses(said.utterance.text).map((clause) => clause.plain);
  const some = (reads: (clause: string) => boolean) => clauses.some(reads);
  const none = { acts: [], not: [] };
  const all = [
    some(words.deniesCancel) || (some(words.keepsVisit) && !some(words.cancels)) ? keeping(clauses) : none,
    asksCharge(draft, said) ? { acts: ["ask:cancel_policy"], not: ["request:cancel", "ask:price"] } : none,
    isOtherVisit(draft, said, clauses) ? { acts: [OTHER_VISIT], not: [KEEP, CANCEL, CANNOT, ABSENT, "answer"] } : none,
    movesAtOffer(draft, said, clauses) ? { acts: [MOVE], not: [CANCEL, CANNOT] } : none,
    some(words.offersPaper) ? { acts: [], not: ["request:document"] } : none,
    ...(visitsOf(draft).length > 0 && (draft.state.values.topic !== "booking" || isSent(draft))
      ? ofOwnVisit(draft, said, clauses)
      : []),
  ];
  return { acts: [...new Set(all.flatMap(({ acts }) => acts))], not: [...new Set(all.flatMap(({ not }) => not))] };
}

/** The booking is with the team, and nothing of it is asked any more. */
const isSent = ({ state }: Draft): boolean => state.handedOver !== null && state.openPrompt === null;

/** Asked whether to move or to cancel: "muda", "dá pra jogar pra sexta?". */
const movesAtOffer = (draft: Draft, { plain, utterance: { text } }: Said, clauses: readonly string[]): boolean =>
  draft.flow.state(draft.state.openPrompt?.step ?? "")?.asks === "cancel_policy" &&
  !clauses.some(words.cannotCome) &&
  !clauses.some(words.cancels) &&
  (clauses.some(words.wantsMoved) || (daysWished(draft, text) !== null && visitsMeant(draft, plain).length === 0));

/**
 * "É a do Caio, a da Nina fica", where it is asked what is to become of one: whose it is or its day is another, or it is the one that
 * stays. Where days are asked for a day is the answer, and only a name tells of another.
 */
function isOtherVisit(draft: Draft, { utterance: { text }, plain }: Said, clauses: readonly string[]): boolean {
  const { values, openPrompt } = draft.state;
  const asks = draft.flow.state(openPrompt?.step ?? "")?.asks;
  const isOfDays = asks === "preference" && values.matter !== undefined;
  if ((asks !== "cancel_policy" && !isOfDays) || (values.appointment ?? values.appointment_when) === undefined)
    return false;
  if (isOfDays ? !namesPeople(draft, plain) : clauses.some(words.wantsMoved)) return false;
  const { visits, kept, isTold, elsewhen } = visitNamed(draft, text);
  const isChosen = ({ id }: { readonly id: string }) => id === values.appointment;
  if (!isTold || elsewhen !== null)
    return elsewhen !== null && !isOfDays && !isSameDay(elsewhen, values.appointment_when);
  return kept.some(isChosen) ? !isOnlyKept(clauses) : visits.length > 0 && !visits.some(isChosen);
}

/** Of a visit that the records do not show the day is known as it was told. */
function isSameDay(told: string, known: string | undefined): boolean {
  const date = dateNamed(toPlain(told));
  return told === known || (date !== undefined && date === dateNamed(toPlain(known ?? "")));
}

/** Nothing but that it stays: no other is wished for. */
const isOnlyKept = (clauses: readonly string[]): boolean =>
  !clauses.some((clause) => words.cancels(clause) || words.cannotCome(clause) || words.movesVisit(clause));

/** Behind the sentence that tells of the fee. */
const asksCharge = ({ state, flow }: Draft, { plain, utterance: { text } }: Said): boolean =>
  flow.state(state.openPrompt?.step ?? "")?.asks === "cancel_policy" &&
  words.asksCharge(plain) &&
  (text.includes("?") || words.wantsToKnow(plain));

/** "Não quero cancelar, queria remarcar" wishes for the other; alone it wishes for things to stay. */
function keeping(clauses: readonly string[]): Told {
  const wishes = [
    ...(clauses.some(words.movesVisit) ? [MOVE] : []),
    ...(clauses.some(words.pauses) ? [PAUSE] : []),
    ...(clauses.some(words.cannotCome) ? [CANNOT] : []),
  ];
  return { acts: wishes.length > 0 ? wishes : [KEEP], not: [CANCEL, "request:end_treatment"] };
}

function ofOwnVisit(draft: Draft, said: Said, clauses: readonly string[]): Told[] {
  const meant = (clause: string) => visitsMeant(draft, clause).length > 0;
  const elsewhere = isElsewhere(draft, said, clauses);
  const isLate =
    clauses.some((clause) => words.runsLate(clause) && !words.isOfTheirs(clause)) ||
    comesAfterBeginning(draft, said.utterance.text);
  const found: Told[] = [];
  if (clauses.some(words.deniesLate)) found.push({ acts: [], not: [LATE] });
  if (isLate) found.push({ acts: [LATE], not: ["request:confirm", "request:arrived", "social:apology"] });
  const cannot =
    asksNoDays(draft) &&
    (does(draft.flow, said, CANNOT) ||
      clauses.some((clause) => words.cannotCome(clause) && meant(clause) && isOfVisit(draft, clause, said)));
  const toOtherDays = cannot && daysWished(draft, said.utterance.text) !== null;
  const isMoved = !elsewhere && (toOtherDays || clauses.some((clause) => words.movesVisit(clause)));
  if (cannot && !isLate && !toOtherDays) {
    const isPlain = !clauses.some(words.cancels);
    const { visits, elsewhen } = visitNamed(draft, said.utterance.text);
    const isKnown = visits.length === 1 || elsewhen !== null;
    found.push({
      acts: [isKnown && isPlain ? ABSENT : CANNOT],
      not: ["request:confirm", CANNOT, ...(isPlain ? [CANCEL] : [])],
    });
  }
  if (isMoved) found.push({ acts: [MOVE], not: ["ask:slots", "request:book"] });
  if (elsewhere) found.push({ acts: [ELSEWHERE], not: ["ask:video", "request:book", MOVE, CANNOT, CANCEL] });
  else if (!isLate && !cannot && !isMoved) found.push(...askedOf(draft, said));
  return found;
}

/** Where days are asked for, "quinta não posso" is an answer. */
const asksNoDays = ({ state, flow }: Draft): boolean =>
  flow.state(state.openPrompt?.step ?? "")?.asks !== "preference" && state.handedOver?.reason !== "appointment";

/** The clause names the visit, its day, or who comes to it; or the message has hardly more words. */
const isOfVisit = (draft: Draft, clause: string, { plain }: Said): boolean =>
  words.namesVisitOrDay(clause) || namesPeople(draft, clause) || (words.namesVisit(plain) && clause.length < 40);

function askedOf(draft: Draft, said: Said): Told[] {
  const whole = said.plain;
  const asks = said.utterance.text.includes("?") || words.wantsToKnow(whole);
  // The link is told with the hour.
  if (!asks || does(draft.flow, said, "request:video_link")) return [];
  const isNamed = words.namesVisit(whole) || namesPeople(draft, whole);
  const told = [
    words.asksOn(whole) && isNamed,
    words.asksWho(whole) && (isNamed || words.namesVisitOrDay(whole) || whole.split(" ").length <= BARE_WORDS_MAX),
    words.asksWhen(whole) && (isNamed || isChoice(whole)),
  ];
  if (!told.some((one) => one) || visitsMeant(draft, whole).length === 0) return [];
  return [{ acts: [WHEN_IS_MINE], not: [CANCEL, CANNOT, "request:confirm", "ask:professionals", "ask:hours"] }];
}

const BARE_WORDS_MAX = 5;

/** "4 or 5?" of somebody who has one. */
const isChoice = (plain: string): boolean =>
  /\d(?: ?(?:h|hs|pm|am))? (?:ou|o|or) (?:as |a las |at |is it )?\d/.test(plain);

/** The visit itself is to be elsewhere, by its day or by whose it is, and it is not asked how the house does such things. */
function isElsewhere(draft: Draft, { plain }: Said, clauses: readonly string[]): boolean {
  if (!clauses.some(words.changesPlace) || clauses.some(words.remakes) || !asksNoDays(draft)) return false;
  const isOwn = words.namesOwnVisit(plain) || namesPeople(draft, plain) || words.namesDay(plain);
  return isOwn && words.namesVisitOrDay(plain) && visitsMeant(draft, plain).length > 0;
}
