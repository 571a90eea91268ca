import { DANGER_WORDS_LENGTH_MAX, type Danger } from "@acolhe/events";
import { type Calming, calmingIn, isBelied, isSpokenAway } from "../reading/calming.ts";
import { choicesOf } from "../reading/choices.ts";
import { actsOf } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import { aboutOf } from "../state/danger-about.ts";
import { CONCERN_ASKED_MS } from "../state/limits.ts";
import { clean } from "../state/utterance.ts";
import { callPerson, type Draft, setValue } from "../turn/draft.ts";
import { dangerNote } from "../words/danger-note.ts";
import { paragraphs } from "../words/text.ts";
import { keepByClause } from "./by-clause.ts";
import { DANGER } from "./danger-kept.ts";
import { hold, inEmergency, tellsOfHelp } from "./emergency.ts";
import { enter, move, pursue } from "./enter.ts";
import { redFlag } from "./red-flag.ts";
import { giveReplies, repliesTo, sendPins } from "./replies.ts";
import { choose, takeRoute } from "./routes.ts";
import { keepOthers } from "./slots.ts";
import { stay } from "./stay.ts";
import { correctingNothing } from "./urgent-answer.ts";
import { whoseCorrected } from "./whose-danger.ts";
import { WORDED_ALIKE } from "./worded-alike.ts";

/*
 * What ends the question about a danger, and an alarm. A1: a plain no, an explanation or "it is over" is an all-clear unless the same
 * message brings something new. A2: calming words without a fact ("não precisa se preocupar, logo passa") are none. A3: who takes leave
 * is believed no all-clear afterwards: a person has to speak with them.
 */

/** So likely a danger in what is left of the words is something new. */
const NEW_FROM = 0.3;

const WISH = "wish";
const BOOK = "request:book";

/** Whether a danger in a message is named only to say that there is none, or none any more: of the one that is known already. */
export function isNamedInVain(draft: Draft, said: Said, { words = "", kind }: Danger): boolean {
  const { emergency, concern, handedOver } = draft.state;
  const known = emergency?.kind ?? concern?.kind ?? kind;
  return (
    (words !== "" && isSpokenAway(said.utterance.text, words, known)) ||
    (handedOver !== null && aboutOf(known) !== "violence" && tellsOfHelp(draft, said.plain))
  );
}

/** Something that the message tells besides, and that is not spoken away by it. */
function bringsNew(draft: Draft, said: Said, calming: Calming): boolean {
  if (isBelied(calming)) return true;
  const { danger = null, risk } = said.understanding?.reading ?? {};
  if (danger) return !isNamedInVain(draft, said, danger);
  return calming.rest.length > 0 && (risk?.any ?? 0) >= NEW_FROM;
}

/** Of somebody's own life: there a farewell is one, whoever else it speaks of. */
const isOfLife = (kind: string): boolean => aboutOf(kind) === "mind" || aboutOf(kind) === "other";

/** The answer to the question about a danger, as far as it needs no list of the flow's own; null: read on. */
export function answerToConcern(draft: Draft, step: string, said: Said): string | null {
  const { state, flow } = draft;
  const { concern } = state;
  if (step !== flow.head.concern || concern === null || said.utterance.optionId !== null) return null;
  const calming = calmingIn(said.utterance.text, concern.kind);
  const { isNo, denies, takesBack, explains, isOver, isPast, isVague, isFarewell, rest } = calming;
  if (isOfLife(concern.kind) && isFarewell) return farewell(draft, said);
  if (concern.whose === "theirs" && whoseCorrected(said.utterance.text) === "own")
    return redFlag(draft, { ...dangerOf(draft), whose: "own" }, said);
  // "Não tô pensando em me matar, preciso de um lugar seguro": one is denied, and another stands.
  if (calming.isInNeed || (calming.isWorse && aboutOf(concern.kind) === "violence" && !denies))
    return redFlag(draft, dangerOf(draft), said);
  // "Pode continuar, só passa meu recado": who took leave is believed no calm word, only what takes it back.
  if (isOfLife(concern.kind) && concern.leaves && !(takesBack || denies || isOver)) return farewell(draft, said);
  // Behind a no about a life a "but" is for the flow's own forms: "não é agora, mas não sei até quando".
  if (isOfLife(concern.kind) && rest.length > 0 && BUT.test(said.plain) && !denies) return null;
  // "Hoje não. Marquei comigo para sábado": of a life a mere no with more beside it is none.
  const isMereNo = !(takesBack || explains || denies || isOver);
  const isMore = rest.length > 0 && [...actsOf(flow, said, "ask:"), ...actsOf(flow, said, "request:")].length === 0;
  if (isOfLife(concern.kind) && isMereNo && isMore) return null;
  const clears = isNo || denies || takesBack || explains || isOver || isPast;
  // "Não passou, mas ela não está em perigo agora": it goes on, and there is none.
  const goesOn = denies && NOT_OVER.test(said.plain);
  if (clears && !bringsNew(draft, said, goesOn ? { ...calming, isWorse: false } : calming)) {
    if (takesBack || explains || (aboutOf(concern.kind) === "body" && !isOver && !isPast)) {
      state.concern = { ...concern, denied: true };
      delete state.values[DANGER];
    }
    return clearConcern(draft, step, said);
  }
  if (isVague && !clears && isOfLife(concern.kind)) return redFlag(draft, dangerOf(draft), said);
  return null;
}

const NOT_OVER =
  /(?:^| )(?:(?:nao|no) (?:passou|acabou|parou|paso|ha pasado|acabo)|(?:it s |it is |has |hasn t |is )?not (?:over|passed)|hasn t passed)(?: |$)/;
const BUT = /(?:^| )(?:mas|pero|but|so que)(?: |$)/;

const dangerOf = ({ state: { concern } }: Draft) => ({
  kind: concern!.kind,
  ...(concern!.words === undefined ? {} : { words: concern!.words }),
  ...(concern!.language === undefined ? {} : { language: concern!.language }),
  whose: concern!.whose,
});

/** Who puts their things in order is in danger, whatever they say of it: the numbers, and nothing lifts it but a person. */
function farewell(draft: Draft, said: Said): string {
  const rule = redFlag(draft, { ...dangerOf(draft), whose: "own", tier: "certain" }, said);
  hold(draft);
  return rule;
}

/** Takes the flow's own option for a no; what was asked or wanted beside it is not lost. */
function clearConcern(draft: Draft, step: string, said: Said): string | null {
  const { state, flow } = draft;
  const no = choicesOf(draft, step).find(({ means }) => means === "no");
  if (!no) return null;
  const replies = repliesTo(draft, { step, here: {} }, said).filter(({ asked }) => asked === undefined);
  if (state.values[WISH] === undefined && actsOf(flow, said, BOOK).length > 0) setValue(draft, WISH, BOOK);
  keepOthers(draft, flow.state(step), correctingNothing(said));
  keepByClause(draft, flow.state(step), said);
  const rule = choose(draft, step, no, giveReplies(draft, replies));
  sendPins(draft, replies);
  return rule;
}

/** "Foi engano" once more, when the alarm is over already, is about no wrong number. */
export function calmedAgain(draft: Draft, said: Said): string | null {
  const { state, flow, now } = draft;
  const isLate = state.concern === null || now - state.concern.at >= CONCERN_ASKED_MS;
  if (
    isLate ||
    actsOf(flow, said, WRONG_NUMBER).length === 0 ||
    !calmingIn(said.utterance.text, state.concern?.kind ?? "other").takesBack
  )
    return null;
  stay(draft, inEmergency(draft, "false-alarm"));
  return "false-alarm:again";
}
const WRONG_NUMBER = "request:wrong_number";

/** How an alarm was lifted. */
type Lifted = "false-alarm" | "alarm-over";

/** An alarm that is taken back or over gives the bot back at once; null where it is not. */
export function liftAlarm(draft: Draft, said: Said, isTakenBack: boolean): string | null {
  const calming = calmingIn(said.utterance.text, draft.state.emergency?.kind ?? "other");
  const isOver = calming.takesBack || calming.isOver || calming.denies;
  const wishes = [...actsOf(draft.flow, said, "ask:"), ...actsOf(draft.flow, said, "request:")].filter(
    (act) => !WORDED_ALIKE.test(act),
  );
  // "Era brincadeira, mas não sei" takes back half of it.
  const isHalf = isOfLife(draft.state.emergency?.kind ?? "other") && calming.rest.length > 0 && BUT.test(said.plain);
  if (isHalf && wishes.length === 0) return null;
  if (draft.state.emergency?.held || !(isTakenBack || isOver) || bringsNew(draft, said, calming)) return null;
  return lift(draft, said, isTakenBack || calming.takesBack ? "false-alarm" : "alarm-over");
}

/** The team hears of it; what they wanted or asked in the same breath, or in the midst of it, comes next. */
function lift(draft: Draft, whole: Said, how: Lifted): string {
  const said = withoutAlike(whole);
  const { state, flow, now } = draft;
  const kind = state.emergency?.kind ?? "other";
  const note = inEmergency(draft, how) || inEmergency(draft, "false-alarm");
  const more = dangerNote({ kind, words: clean(said.utterance.text, DANGER_WORDS_LENGTH_MAX) });
  callPerson(draft, flow.head.urgentTeam, "danger-over", { priority: "urgent", more });
  // What is told after this is told again.
  state.concern = { kind, at: now, calledAt: now, ...(state.emergency ? { whose: state.emergency.whose } : {}) };
  if (how === "false-alarm") delete state.values[DANGER];
  state.handedOver = null;
  state.emergencyAt = null;
  state.emergency = null;
  const replies = repliesTo(draft, { step: state.step ?? flow.head.start, here: {} }, said);
  const words = paragraphs([note, giveReplies(draft, replies)]);
  sendPins(draft, replies);
  const taken = replies.length > 0 ? null : takeRoute(draft, "flow", flow.head.routes, said, { note: words });
  if (taken === null) goOn(draft, words);
  return how;
}

/** "Foi engano" is worded as a wrong number is. */
function withoutAlike(said: Said): Said {
  const { understanding } = said;
  const reading = understanding?.reading;
  if (!reading) return said;
  const acts = reading.acts.filter(({ act }) => !WORDED_ALIKE.test(act));
  return { ...said, understanding: { ...understanding, reading: { ...reading, acts } } };
}

/** To the wish that was told in the alarm, else to the question that was open before it. */
function goOn(draft: Draft, note: string): void {
  const { state } = draft;
  delete state.values.guess;
  if (WORDED_ALIKE.test(state.values[WISH] ?? "")) delete state.values[WISH];
  const pursued = pursue(draft);
  if (pursued?.goto !== undefined) move(draft, pursued.goto, note);
  else enter(draft, resting(draft), { note: paragraphs([note, pursued?.text ?? ""]) });
}

/** The question that was open when the alarm came. */
function resting({ state, flow }: Draft): string {
  const isOpen = (step: string | null | undefined): step is string =>
    step != null && step !== flow.head.concern && flow.state(step)?.ask !== undefined;
  if (isOpen(state.step)) return state.step;
  const back = state.calls.pop() ?? state.trail.at(-1);
  return isOpen(back) ? back : flow.head.menu;
}
