import { AGE_VALUES } from "../capture/ages.ts";
import { OWN_NAME } from "../capture/capture.ts";
import { beginsWithName } from "../capture/person-name.ts";
import { isBareWhen, namesDay, saysAtAnyRate } from "../capture/preference.ts";
import type { Choice } from "../flow/choice.ts";
import type { Flow } from "../flow/compile.ts";
import type { State } from "../flow/state-schema.ts";
import { onlyAsksPrice } from "../reading/asked-price.ts";
import { choicesOf } from "../reading/choices.ts";
import { actsOf, does, isNoAnswer, isUnsure, mayAnswer, slotValue, sureOf } from "../reading/heard.ts";
import { matchRoute } from "../reading/matcher.ts";
import { notice, noticeForms } from "../reading/notice.ts";
import { matchChoice, matchOutright } from "../reading/options.ts";
import type { Said } from "../reading/said.ts";
import { hasWords } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { paragraphs } from "../words/text.ts";
import { changeNoted, tellOnce } from "../words/told.ts";
import { takeEffect } from "./actions.ts";
import { askedBesideCancel } from "./asked-beside.ts";
import { keepByClause, keepWishBeside, meantByClause, nameByClause, planByClause } from "./by-clause.ts";
import { captureValue, SHAPED } from "./capture-value.ts";
import { askAbout } from "./confirm.ts";
import { goElsewhere, noted } from "./elsewhere.ts";
import { move, nextOf } from "./enter.ts";
import { feelingIn } from "./feelings.ts";
import { dictatedNoted } from "./for-team.ts";
import { goOn } from "./go-on.ts";
import { whenKept } from "./keep-when.ts";
import { minorTold } from "./minor-told.ts";
import { asksForMore } from "./no-and-more.ts";
import { isMurmur, keepAge } from "./not-understood.ts";
import { optionMeant } from "./option-meant.ts";
import { keepPeople } from "./people-told.ts";
import { keepOtherNamed } from "./relative.ts";
import { giveReplies, leftForTeam, type Reply, repliesTo, sendPins, unknownReply } from "./replies.ts";
import { choose, takeRoute } from "./routes.ts";
import { agrees, correctsIn, keepOthers } from "./slots.ts";
import { stay } from "./stay.ts";
import { onlyAnswer } from "./urgent-answer.ts";
import { keepBesideYes, leaveOut, yesOf } from "./yes-and-more.ts";

/**
 * Where what was said in words leads; null when nothing fits. A message may do several things, and all are dealt with in
 * one answer: a feeling is heard, questions are answered, values are kept, and then the conversation goes on: from the
 * answer to the open question, else from what was corrected, else by a wish of its own, else with the question again.
 */
export function place(draft: Draft, step: string, here: State, said: Said): string | null {
  if (isMurmur(said)) return null;
  if (!said.understanding?.reading) return placeUnread(draft, step, here, said);
  if (here.urgent) return onlyAnswer(draft, step, here, said);
  const replies = repliesTo(draft, { step, here }, said);
  const rule = placeRead(draft, step, here, said, replies);
  if (rule !== null) sendPins(draft, replies);
  return rule;
}

function placeRead(draft: Draft, step: string, here: State, said: Said, replies: readonly Reply[]): string | null {
  const left = here.asks === "summary" ? leaveOut(draft, said) : null;
  if (left !== null) return withoutPart(draft, step, here, left);
  const notes = [feelingIn(draft, said), dictatedNoted(draft, said)];
  const asked = leftForTeam(draft, replies, said);
  const passOnOnce = onceOnly(() => giveReplies(draft, asked.length > 0 ? [unknownReply(draft, asked.join(" "))] : []));
  const note = () => paragraphs([...notes, passOnOnce()]);
  const agreed = agrees(draft, here, said);
  if (TELLS_OF_PATIENT.has(here.asks)) noticeForms(draft, said);
  if (replies.length > 0 && draft.state.values.for_whom === undefined) keepAge(draft, said);
  const isOtherNamed = keepOtherNamed(draft, here, said);
  // Afterwards a day that is new stands there already.
  const corrects = correctsIn(draft, here, said);
  const before = { ...draft.state.values };
  const changed = keepOthers(draft, here, said);
  if (!corrects) keepByClause(draft, here, said);
  const told = keepPeople(draft, here, said);
  if (!replies.some(({ rule }) => rule === "fact:minors")) notes.push(minorTold(draft));
  if (answersByPeople(draft, here, told)) return goFurther(draft, step, here, [note(), giveReplies(draft, replies)]);
  const corrected = changed.length > 0 && corrects && draft.flow.head.review !== undefined;
  const priced = answeredPrice(draft, here, said, replies, note);
  if (priced !== null) return priced;
  const goesOn = agreed || (changed.length === 0 && agreesByMore(here, told, said));
  const likely =
    optionMeant(draft, step, here, said) ??
    planByClause(draft, step, here, said) ??
    (goesOn ? yesOf(draft, step) : undefined);
  const isMore = likely !== undefined && asksForMore(here, likely, said);
  const meant = isMore ? undefined : likely;
  if (meant && corrected) takeEffect(draft, meant);
  else if (meant && !(replies.length > 0 && meant.means === "no" && draft.flow.state(meant.goto)?.end === true)) {
    notes.push(giveReplies(draft, repliesBeside(draft, here, meant, { said, replies, asked })));
    if (here.asks === "summary" && meant.means === "yes" && keepBesideYes(draft, meant, said))
      notes.push(tellOnce(draft, "engine.noted-remark"));
    return choose(draft, step, meant, note(), said);
  }
  const answered = corrected ? null : answeredInWords(draft, { step, here, replies }, said, note);
  if (answered !== null) return answered;
  const part = corrected ? undefined : meantByClause(draft, step, here, said);
  if (part) {
    notes.push(giveReplies(draft, repliesBeside(draft, here, part, { said, replies, asked })));
    return choose(draft, step, part, note(), said);
  }
  if (isOtherNamed) notes.push(tellOnce(draft, "engine.other-named"));
  notes.push(giveReplies(draft, replies));
  if (changed.length > 0 && draft.flow.head.review !== undefined) {
    notes.push(changeNoted(draft));
    move(draft, draft.flow.head.review, note());
    return `changed:${changed.join("+")}`;
  }
  if (isNoted(draft, before, said)) return noted(draft, step, note());
  if (replies.length > 0) {
    stay(draft, note(), { quiet: replies.every(({ quiet }) => quiet) });
    return replies.map(({ rule }) => rule).join("+");
  }
  const at = { step, here, told, isOtherNamed, isForTeam: isMore && said.utterance.text.includes("?") };
  const elsewhere = goElsewhere(draft, at, said, paragraphs(notes));
  if (elsewhere !== null || here.ask === undefined) return elsewhere;
  return asked.length > 0 ? passedOn(draft, note()) : isMore ? forTeam(draft, said, note()) : null;
}

function passedOn(draft: Draft, note: string): string {
  stay(draft, note);
  return "fact:unknown";
}

/** What is said before the next question: made where it is said, because some of it is passed on to the team. */
type Note = () => string;

/** A text that is made once, and the same whenever it is asked for again. */
function onceOnly(make: Note): Note {
  let made: string | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** What was wished for behind a yes or a no, and no route has, is the team's. */
function forTeam(draft: Draft, { utterance: { text } }: Said, note: string): string | null {
  if (draft.flow.definition.facts === undefined) return null;
  const reply = unknownReply(draft, text);
  stay(draft, paragraphs([note, giveReplies(draft, [reply])]));
  return reply.rule;
}

/** Who says more of whom it is for, and no no, agrees with what was said back; who names the patient wants an appointment. */
function agreesByMore({ asks }: State, told: readonly string[], { plain, utterance }: Said): boolean {
  if (/^(?:nao|no)(?: |$)/.test(plain)) return false;
  if (asks === "guess") return told.length > 0;
  return asks === "service_next" && told.some((name) => OF_PATIENT.has(name)) && !utterance.text.includes("?");
}
const OF_PATIENT: ReadonlySet<string> = new Set(["patient_name", "birth_date"]);

/** Whether what was told of people is what is asked for. */
function answersByPeople({ state }: Draft, { asks = "" }: State, told: readonly string[]): boolean {
  if (asks === "birth_date") return told.some((name) => AGES.has(name));
  // One name is read where names are.
  return (
    told.includes(asks) && (asks === "for_whom" || (asks === "patient_name" && state.values.for_whom === "several"))
  );
}
const AGES: ReadonlySet<string> = new Set(["birth_date", ...AGE_VALUES]);

/** Goes on from a question that was answered without one of its options. */
function goFurther(draft: Draft, step: string, here: State, notes: readonly string[]): string {
  const rule = `${step}:people`;
  draft.visited.push(rule);
  move(draft, nextOf(draft, step, here) ?? choicesOf(draft, step)[0]?.goto ?? draft.flow.head.menu, paragraphs(notes));
  return rule;
}

/** What a question about the price names is no choice of it: it is answered, and what is open stays so. */
function answeredPrice(draft: Draft, here: State, said: Said, replies: readonly Reply[], note: Note): string | null {
  if (replies.length === 0 || here.asks !== "insurance" || !onlyAsksPrice(said.utterance.text)) return null;
  stay(draft, paragraphs([note(), giveReplies(draft, replies)]));
  return replies.map(({ rule }) => rule).join("+");
}

/** A part of what was read back is left out; what else was said may be the yes. */
function withoutPart(draft: Draft, step: string, here: State, left: Said): string {
  const note = changeNoted(draft);
  const meant = hasWords(left.plain) ? optionMeant(draft, step, here, left) : undefined;
  if (meant?.means === "yes") return choose(draft, step, meant, note);
  move(draft, draft.flow.head.review ?? step, note);
  return `${step}:left-out`;
}

/** "Cancel it. Could I get another slot?": how slots are given is no answer to it, and the team hears it. */
function repliesBeside(
  draft: Draft,
  here: State,
  meant: Choice,
  {
    said,
    replies,
    asked: left,
  }: { readonly said: Said; readonly replies: readonly Reply[]; readonly asked: readonly string[] },
): readonly Reply[] {
  if (left.length > 0) return replies;
  const isWish = here.asks === "cancel_policy" && does(draft.flow, said, "request:reschedule");
  const asked = replies.length === 0 || isWish ? askedBeside(draft, here, meant, said) : [];
  return asked.length > 0 ? asked : replies;
}

/** What is asked beside the yes by which all is sent, and nobody here answers, is the team's. */
function askedBeside(draft: Draft, here: State, meant: Choice, said: Said): readonly Reply[] {
  const { text } = said.utterance;
  if (draft.flow.definition.facts === undefined) return [];
  const isSent = here.asks === "summary" && meant.means === "yes" && text.includes("?");
  return isSent ? [unknownReply(draft, text)] : askedBesideCancel(draft, here, meant.goto, said);
}

/** "Terça" where a place is asked for, "um homem" where nobody asked: it is kept, and the question comes again. */
function isNoted({ flow, state }: Draft, before: Readonly<Record<string, string>>, said: Said): boolean {
  const isNew = (value: string) => state.values[value] !== undefined && state.values[value] !== before[value];
  if (Object.keys(flow.head.wherever ?? {}).some(isNew) && said.plain.split(" ").length <= NOTED_WORDS_MAX) return true;
  const into = whenKept(flow);
  return (
    into !== undefined &&
    before[into] === undefined &&
    state.values[into] !== undefined &&
    isBareWhen(said.utterance.text)
  );
}

const NOTED_WORDS_MAX = 8;

/** Questions whose answers may hold an age, too. */
const TELLS_OF_PATIENT: ReadonlySet<string | undefined> = new Set(["for_whom", "patient_name"]);

interface At {
  readonly step: string;
  readonly here: State;
  readonly replies: readonly Reply[];
}

/** A value of the kind that is asked for, else a route of the state, else any words where words are asked for. */
function answeredInWords(draft: Draft, { step, here, replies }: At, said: Said, note: Note): string | null {
  const keep = (value: string | null) => {
    if (value === null) return null;
    if (here.capture?.into === OWN_NAME) keepWishBeside(draft, said);
    const whole = paragraphs([note(), giveReplies(draft, replies)]);
    return goOn(draft, step, here, { into: here.capture!.into, value, note: whole });
  };
  const fits = mayAnswer(said, here.asks) || takesAnyWords(draft, here, said);
  // Any words may look like a name; those that answer another question do not.
  const isElse = here.capture?.as === "person-name" && answersOther(draft, here, said);
  return (
    (!isElse && (fits || isShaped(draft, here, said)) ? keep(captureValue(draft, here, said, "exactly")) : null) ??
    answeredByRoute(draft, { step, here, replies }, said, note) ??
    (fits && !answersOther(draft, here, said) ? keep(captureValue(draft, here, said, "in-any-words")) : null) ??
    keep(nameByClause(draft, here, said))
  );
}

/** Beside a question, which is answered, only a route for the value that is asked for: a question is nothing else. */
function answeredByRoute(draft: Draft, { step, here, replies }: At, said: Said, note: Note): string | null {
  const among = replies.length > 0 ? "values" : "all";
  // "Cada um ou os dois juntos?" names in order to ask, and what is chosen already stays.
  if (isOnlyQuestion(said) && replies.length > 0 && replies.every(({ asked }) => asked !== undefined)) return null;
  if (!matchRoute(draft, here.routes, said, among)) return null;
  const whole = paragraphs([note(), giveReplies(draft, replies)]);
  return takeRoute(draft, step, here.routes, said, { note: whole, of: among });
}

/** Whether a message is one question, and nothing stands beside it. */
const isOnlyQuestion = ({ utterance: { text }, understanding }: Said): boolean =>
  /\?[\s)!?]*$/.test(text) && (understanding?.reading?.clauses ?? []).every(({ asked }) => asked === true);

function isShaped({ flow }: Draft, { capture: wanted }: State, said: Said): boolean {
  const { text } = said.utterance;
  const as = wanted?.as ?? "";
  if (as === "person-name") return beginsWithName(text) && !saysMore(flow, said);
  if (!SHAPED.has(as)) return false;
  return !isNoAnswer(said) || (as === "preference" && (namesDay(text) || saysAtAnyRate(text)) && isUnsure(flow, said));
}

/** "Ana Lima, quero desmarcar a de amanhã": a wish in so many words is not only a name. */
const saysMore = (flow: Flow, said: Said): boolean =>
  actsOf(flow, said, "request:").some((act) => sureOf(said, act) >= WISH_FROM) &&
  said.plain.split(" ").length >= WISH_WORDS_MIN &&
  !does(flow, said, "answer");
const WISH_FROM = 0.85;
const WISH_WORDS_MIN = 8;

/** "Particular" at the question for a name: a word or two that answer another question are no answer to this one. */
function answersOther({ flow, state }: Draft, here: State, said: Said): boolean {
  const given = said.understanding?.reading?.values.map(({ slot }) => slot) ?? [];
  const others = given.filter((slot) => slot !== here.asks && Object.hasOwn(flow.head.slots ?? {}, slot));
  if (said.plain.split(" ").length > OTHER_WORDS_MAX) return false;
  const isOption = (slot: string) =>
    matchOutright(flow.choices(flow.head.slots![slot]!, state.language), said.utterance) !== undefined;
  return others.some((slot) => slotValue(flow, said, slot, OTHER_FROM) !== undefined || isOption(slot));
}
const OTHER_WORDS_MAX = 2;
const OTHER_FROM = 0.9;

/** Words are asked for that no reader knows the lines of ("what happened?"): all but a question are the answer. */
function takesAnyWords({ flow }: Draft, here: State, said: Said): boolean {
  if (here.capture?.as !== "free-text" || here.asks === said.understanding?.reading?.question) return false;
  return actsOf(flow, said, "ask:").length === 0;
}

/** What was not read against the question: its words, patterns and intents, as turns of before knew them. */
function placeUnread(draft: Draft, step: string, here: State, said: Said): string | null {
  const { routes } = draft.flow.head;
  const choice = matchChoice(choicesOf(draft, step), said.utterance, draft.state.language);
  if (choice) {
    // Named inside a sentence, which may say more: "quero agendar fono pra minha filha".
    notice(draft, said);
    return choose(draft, step, choice);
  }
  const captured = () => {
    const value = captureValue(draft, here, said, "in-any-words");
    return value === null ? null : goOn(draft, step, here, { into: here.capture!.into, value, note: "" });
  };
  const globalFirst = here.global ?? here.capture?.as === "person-name";
  return (
    takeRoute(draft, step, here.routes, said) ??
    (globalFirst ? takeRoute(draft, "flow", routes, said) : null) ??
    captured() ??
    takeRoute(draft, "flow", routes, said) ??
    askAbout(draft, here, said)
  );
}
