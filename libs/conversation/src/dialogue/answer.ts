import type { Understanding } from "@acolhe/events";
import { birthTold } from "../capture/birth-date.ts";
import { putRight } from "../capture/put-right.ts";
import type { State } from "../flow/state-schema.ts";
import { choicesOf } from "../reading/choices.ts";
import { asGivenUp, GIVE_UP } from "../reading/giving-up.ts";
import { does, wishesToBook } from "../reading/heard.ts";
import { onceUncovered } from "../reading/if-uncovered.ts";
import { asName } from "../reading/known-from.ts";
import { matchExactly, matchOutright } from "../reading/options.ts";
import { type Said, saidOf } from "../reading/said.ts";
import { chases, tellsTime } from "../reading/waiting.ts";
import { isLoop } from "../state/loop-guard.ts";
import type { Utterance } from "../state/utterance.ts";
import { type Draft, giveToPerson } from "../turn/draft.ts";
import type { EngineReason } from "../turn/engine-reasons.ts";
import { asVisit } from "../visits/as-visit.ts";
import { paragraphs, sayText } from "../words/text.ts";
import { changeNoted, tellOnce } from "../words/told.ts";
import { answerToConcern, calmedAgain } from "./all-clear.ts";
import { confirm } from "./confirm.ts";
import { correct, correctQuietly } from "./corrections.ts";
import { whileDangerStands } from "./danger-stands.ts";
import { handOff, move, nextOf } from "./enter.ts";
import { feelingIn } from "./feelings.ts";
import { openLate, recognise } from "./first-words.ts";
import { keepForTeam } from "./for-team.ts";
import { anytime, asksForPerson, globalWords, isOldButton, repeat } from "./global-words.ts";
import { whileHandedOver } from "./handed-over.ts";
import { adoptLanguage } from "./language.ts";
import { minorTold } from "./minor-told.ts";
import { isSmallTalk, notUnderstood } from "./not-understood.ts";
import { correctPeople } from "./people-told.ts";
import { place } from "./place.ts";
import { answerQuoted, changedMeanwhile } from "./pointing.ts";
import { passOn } from "./replies.ts";
import { choose, takeRoute } from "./routes.ts";
import { askForOpinion, withdraw } from "./second-opinion.ts";
import { begin } from "./session.ts";
import { isReview } from "./slots.ts";
import { twoWishes } from "./two-wishes.ts";
import { addSign, askOfUnease } from "./unease.ts";
import { asksAfterAnswer, chase } from "./waiting.ts";
import { yesAndWordToTeam } from "./yes-and-more.ts";

/**
 * Answers what a patient said, from the step the conversation is at. Returns the rule that fired.
 *
 * The order: what was tapped or named outright; words that act anywhere; a question of ours that is still open; a
 * pattern over the whole answer; then what the message does, read against the open question (see `place`).
 *
 * @param saidAt epoch ms; what an outage delayed was said earlier
 */
export function answer(
  draft: Draft,
  utterance: Utterance,
  understanding: Understanding | undefined,
  saidAt: number = draft.now,
): string {
  const { state, flow } = draft;
  withdraw(state);
  const text = onceUncovered(draft, putRight(utterance.text));
  const said = asGivenUp(draft, asVisit(draft, asName(draft, saidOf({ ...utterance, text }, understanding))));
  draft.said = said.utterance.text;
  const quoted = answerQuoted(draft, said);
  if (quoted !== null) return quoted;
  const standing = whileDangerStands(draft, said);
  if (standing !== null) return standing;
  if (state.handedOver && state.openPrompt === null && !state.waiting) return whileHandedOver(draft, said);
  const here = standsOn(draft);
  if (here === null || state.step === null) {
    addSign(draft, said);
    return begin(draft, said);
  }
  // Turns of before read the language less surely.
  if (understanding?.reading) adoptLanguage(draft, understanding.language);
  const recognised = recognise(draft, said);
  if (recognised !== null) return recognised;
  const step = state.step;
  state.flowVersion = flow.version;
  state.messageCount++;
  const { sameAnswers, sessionMessages } = flow.head.limits;
  if (isLoop(state, `${step} ${utterance.kind} ${said.plain}`, sameAnswers)) return leave(draft, "loop");
  if (state.messageCount > sessionMessages) return leave(draft, "long-session");
  return (
    (here.urgent ? null : calmedAgain(draft, said)) ??
    (here.urgent ? null : askOfUnease(draft, said)) ??
    (does(flow, said, GIVE_UP) ? takeRoute(draft, "flow", flow.head.routes, said) : null) ??
    afterAnswer(draft, step, here, said) ??
    twoWishes(draft, here, said) ??
    outright(draft, step, here, said) ??
    place(draft, step, here, said) ??
    placeAgain(draft, step, here, said) ??
    (here.urgent ? null : askForOpinion(draft, said, saidAt)) ??
    notUnderstood(draft, step, here, said)
  );
}

/** Asked something, and waiting for the team beside that: "alô? já são 17h" answers no question. */
function afterAnswer(draft: Draft, step: string, here: State, said: Said): string | null {
  if (!draft.state.handedOver || here.urgent || !(chases(said.plain) || tellsTime(said.plain))) return null;
  if (matchExactly(choicesOf(draft, step), said.utterance) || !asksAfterAnswer(draft, said)) return null;
  return chase(draft, said);
}

/** What was not understood is looked at once more, as it was read by sentences and without the open question. */
function placeAgain(draft: Draft, step: string, here: State, said: Said): string | null {
  const { understanding } = said;
  const again = understanding?.reading?.again;
  if (here.urgent || isReview(here.asks) || !understanding || !again) return null;
  if (isSmallTalk(draft, said) && !wishesToBook(draft.flow, said)) return null;
  return place(draft, step, here, {
    ...said,
    understanding: { ...understanding, reading: { ...understanding.reading!, ...again } },
  });
}

/** To people alone: where two machines may be talking, the bot would go on for ever. */
function leave(draft: Draft, reason: EngineReason): string {
  const rule = handOff(draft, reason);
  giveToPerson(draft);
  return rule;
}

/** What leaves nothing to be understood; null where there is something. */
function outright(draft: Draft, step: string, here: State, said: Said): string | null {
  const { state, flow } = draft;
  const { utterance } = said;
  const choices = choicesOf(draft, step);
  const tapped = utterance.optionId !== null && choices.find(({ id }) => id === utterance.optionId);
  if (tapped) return changedMeanwhile(draft, step, said) ?? choose(draft, step, tapped);
  // What is an option outright means nothing else, whatever a classifier makes of so short a word.
  const exact = here.urgent ? matchOutright(choices, utterance) : matchExactly(choices, utterance);
  const isElse = exact !== undefined || state.waiting !== null || here.end === true || asksForPerson(draft, said);
  const corrected = isElse ? null : (correctedPeople(draft, step, here, said) ?? correct(draft, step, here, said));
  if (corrected !== null) return corrected;
  const global = here.urgent ? null : globalWords(draft, exact ? { ...said, understanding: undefined } : said);
  const confirmed = global === null && state.confirming ? confirm(draft, said) : null;
  if (confirmed !== null) return confirmed;
  if (global !== null) return global;
  const changed = here.urgent ? null : changedMeanwhile(draft, step, said);
  if (changed !== null) return changed;
  if (state.waiting) return stillWaiting(draft);
  const older = here.urgent ? null : anytime(draft, utterance);
  if (older) return older;
  if (here.end) return afterEnd(draft, here, said);
  if (isOldButton(draft, utterance, choices)) return repeat(draft, `${step}:old-button`);
  // Back from a person, and not an answer: the question is asked again, and that is no mistake of the patient's.
  if (state.openPrompt === null && here.ask !== undefined && flow.words.is("greetings", said.plain))
    return repeat(draft, "continued");
  const leaves = here.urgent && utterance.optionId === null && state.concern?.leaves;
  if (exact && !leaves) return choose(draft, step, exact);
  if (here.urgent) return answerToConcern(draft, step, said);
  // A pattern is about the whole answer, so it says more than an option's word inside it: "não, é Carla".
  // A whole date says more than the age beside it.
  if (here.capture?.as === "birth-date" && birthTold(utterance.text, draft.now) !== null) return null;
  return (
    takeRoute(draft, step, here.routes, said, { of: "forms" }) ??
    takeRoute(draft, step, here.routes, said, { of: "patterns" })
  );
}

/** People who are put right, with whatever else is; what was said back is read back anew. Null where none of them is. */
function correctedPeople(draft: Draft, step: string, here: State, said: Said): string | null {
  const isNoted = !isSentOff(draft, step, here, said) && keepForTeam(draft, here, said);
  if (!correctPeople(draft, here, said) && !isNoted) return null;
  const isMore = correctQuietly(draft, here, said);
  const note = isNoted && !isMore ? tellOnce(draft, "engine.noted-remark") : "";
  const told = paragraphs([note || changeNoted(draft), minorTold(draft)]);
  move(draft, draft.flow.head.review ?? step, told);
  return "changed:people";
}

/** "Isso, só avisa a equipe que eu uso cadeira de rodas": the yes that sends it takes the word to the team along. */
const isSentOff = (draft: Draft, step: string, { asks }: State, said: Said): boolean =>
  asks === "summary" && yesAndWordToTeam(draft, choicesOf(draft, step), said) !== undefined;

/** The same words again after they were not understood, with the opinion on them, if there is one (O2). */
export function answerAgain(
  draft: Draft,
  { aside, ...utterance }: Utterance & Pick<Said, "aside">,
  opinion: Understanding | undefined,
): string {
  const said: Said = { ...asVisit(draft, saidOf(utterance, opinion)), aside };
  draft.said = said.utterance.text;
  const here = standsOn(draft);
  const { step } = draft.state;
  if (here === null || step === null) return begin(draft, said);
  if (asksForPerson(draft, said)) return handOff(draft, "asked");
  return (opinion ? place(draft, step, here, said) : null) ?? notUnderstood(draft, step, here, said);
}

/** The state the conversation stands on, also when a newer version of the flow has moved it; null when it is gone. */
function standsOn({ state, flow }: Draft): State | null {
  if (state.step === null) return null;
  const own = flow.state(state.step);
  if (own) return own;
  const to = Object.hasOwn(flow.head.moved, state.step) ? flow.head.moved[state.step]! : null;
  const there = to === null ? undefined : flow.state(to);
  if (!there) return null;
  state.step = to;
  return there;
}

function afterEnd(draft: Draft, here: State, said: Said): string {
  const { flow, state } = draft;
  if (flow.words.is("thanks", said.plain)) {
    sayText(draft, "thanks");
    return "thanks";
  }
  const step = state.step!;
  const taken =
    place(draft, step, here, said) ??
    passQuestionOn(draft, said) ??
    openLate(draft, said, { asks: "menu", note: feelingIn(draft, said) });
  if (taken !== null) return taken;
  move(draft, nextOf(draft, step, here) ?? flow.head.menu, feelingIn(draft, said));
  return "after-end";
}

/** A question after all was settled, which nobody here answers, is the team's, and no reason to show a menu. */
function passQuestionOn(draft: Draft, said: Said): string | null {
  const { text } = said.utterance;
  const isRead = said.understanding?.reading !== undefined && draft.flow.definition.facts !== undefined;
  const isQuestion = text.includes("?") && said.plain.split(" ").length >= QUESTION_WORDS_MIN;
  return isRead && isQuestion ? passOn(draft, text) : null;
}
const QUESTION_WORDS_MIN = 4;

function stillWaiting(draft: Draft): string {
  const waiting = draft.state.waiting!;
  if (!waiting.noted) sayText(draft, "waiting");
  draft.state.waiting = { ...waiting, noted: true };
  return `${waiting.step}:waiting`;
}
