import { DANGER_WORDS_LENGTH_MAX } from "@acolhe/events";
import { isBareWhen } from "../capture/preference.ts";
import { actsOf, does } from "../reading/heard.ts";
import { matchRoute } from "../reading/matcher.ts";
import type { Said } from "../reading/said.ts";
import { chases, hurries } from "../reading/waiting.ts";
import { isLoop } from "../state/loop-guard.ts";
import { clean, plainParts } from "../state/utterance.ts";
import { type Draft, say } from "../turn/draft.ts";
import { calmedAgain, liftAlarm } from "./all-clear.ts";
import { goOnInEmergency } from "./emergency.ts";
import { openSession } from "./first-words.ts";
import { anytime, wordsAnywhere } from "./global-words.ts";
import { isSmallTalk } from "./not-understood.ts";
import { redFlag } from "./red-flag.ts";
import { giveReplies, passOn, repliesTo, sendPins } from "./replies.ts";
import { takeRoute } from "./routes.ts";
import { addDetail, asksAfterAnswer, chase, isSettled, settle } from "./waiting.ts";
import { whoseCorrected } from "./whose-danger.ts";

/**
 * The team has been called, and no person has written yet. H1: facts are answered, and a new matter is taken up from its
 * beginning. H2: anything else is acknowledged and passed on, and never twice in the same words. H3: after a danger only
 * what helps in it, and what is asked, is said. H4: a person's first word ends all this (`giveToPerson`). H5: two machines
 * do not go on for ever.
 */
export function whileHandedOver(draft: Draft, said: Said): string {
  const { state, flow } = draft;
  const { sameAnswers, sessionMessages } = flow.head.limits;
  state.messageCount++;
  if (isLoop(state, `handed-over ${said.plain}`, sameAnswers) || state.messageCount > sessionMessages)
    return "handed-over:enough";
  if (state.handedOver!.reason === "red-flag") return afterDanger(draft, said);
  const older = anytime(draft, said.utterance) ?? wordsAnywhere(draft, said);
  if (older !== null) return older;
  const calmed = calmedAgain(draft, said);
  if (calmed !== null) return calmed;
  if (isSettled(draft, said)) return settle(draft, said);
  if (asksAfterAnswer(draft, said)) return chase(draft, said);
  if (isSmallTalk(draft, said) && !hasQuestion(said)) return "handed-over:small-talk";
  const read = asWaiting(draft, said);
  if ((chases(said.plain) || hurries(said.plain)) && isSameMatter(draft, read)) return chase(draft, said);
  const replies = repliesTo(draft, { step: state.step ?? flow.head.handoff, here: {} }, read);
  if (replies.length > 0) {
    say(draft, giveReplies(draft, replies));
    sendPins(draft, replies);
    return replies.map(({ rule }) => rule).join("+");
  }
  return newMatter(draft, read) ?? askedOfTeam(draft, read) ?? addDetail(draft, read);
}

const hasQuestion = ({ utterance, plain: words }: Said): boolean =>
  utterance.text.includes("?") && words.split(" ").length >= QUESTION_WORDS_MIN;
const QUESTION_WORDS_MIN = 3;

/** A question that nobody here answers is the team's. */
function askedOfTeam(draft: Draft, said: Said): string | null {
  const isPassedOn = hasQuestion(said) && draft.flow.definition.facts !== undefined;
  return isPassedOn ? passOn(draft, said.utterance.text) : null;
}

/**
 * What is said of a request that the team has: days for it are no hours of silence, and how it could be done is no question about
 * what the house does.
 */
function asWaiting({ state }: Draft, said: Said): Said {
  const { understanding, plain: words, utterance } = said;
  const reading = understanding?.reading;
  if (!understanding || !reading) return said;
  const isArranged = ARRANGED.has(state.handedOver!.reason);
  const drops = (act: string) =>
    (act === "ask:slots" && !PLACES_FREE.test(words)) ||
    act === "ask:when_answer" ||
    (act === "ask:video" && isArranged) ||
    (act === "request:quiet_hours" && !MESSAGES.test(words)) ||
    (act === "request:book" && isArranged && isBareWhen(utterance.text));
  const acts = reading.acts.filter(({ act }) => !drops(act));
  return { ...said, understanding: { ...understanding, reading: { ...reading, acts } } };
}
const ARRANGED: ReadonlySet<string> = new Set(["reschedule", "appointment", "cancel", "other-place"]);
const PLACES_FREE =
  /(?:^| )(?:horarios?|vagas?|agenda|horas?|dias?|disponib[a-z]*|disponiv[a-z]*|slots?|openings?|available|availability|turnos?|cupos?|times?)(?= |$)/;
const MESSAGES =
  /(?:^| )(?:mensage[a-z]*|mensaj[a-z]*|messages?|mand[a-z]*|envi[a-z]*|escrev[a-z]*|escrib[a-z]*|text[a-z]*|avis[a-z]*|notific[a-z]*|lig[a-z]*|llam[a-z]*|call)(?= |$)/;

/** A wish of its own, or a question that the flow has more to say on than a sentence: read as a first message is. */
function newMatter(draft: Draft, said: Said): string | null {
  const { state, flow } = draft;
  const [act] = [...actsOf(flow, said, "request:"), ...actsOf(flow, said, "ask:")];
  if (act === undefined || isSameMatter(draft, said)) return null;
  if (does(flow, said, "request:when_is_mine")) return askedOfVisit(draft, said);
  const before = { ...state };
  openSession(draft, said);
  // H5 counts on, and so does what was told while waiting (H2).
  state.repeats = before.repeats;
  state.messageCount = before.messageCount;
  const kept = Object.entries(before.told).filter(
    ([key]) => key.startsWith("engine.") || flow.head.once?.includes(key),
  );
  state.told = Object.fromEntries(kept);
  const rule = takeRoute(draft, "flow", flow.head.routes, said);
  if (rule === null) Object.assign(state, before);
  return rule;
}

/** Answered from the records beside what is waited for, of which nothing is forgotten by it. */
function askedOfVisit(draft: Draft, said: Said): string | null {
  const { values } = draft.state;
  const before = { ...values };
  const rule = takeRoute(draft, "flow", draft.flow.head.routes, said);
  if (rule !== null && draft.state.openPrompt === null) draft.state.values = before;
  return rule;
}

/** What the team was asked for already is told more of, and not asked for once more: "já são 11h e nada do link". */
function isSameMatter(draft: Draft, said: Said): boolean {
  const { flow, state } = draft;
  const to = matchRoute(draft, flow.head.routes, said)?.route.goto;
  return to !== undefined && (flow.state(to)?.handoff?.reason ?? to) === state.handedOver!.reason;
}

/** Who says that it was none or is over has the bot back at once; anything else is answered for what it is in an emergency. */
const afterDanger = (draft: Draft, said: Said): string =>
  liftAlarm(draft, said, isFalseAlarm(draft, said)) ?? putWhoseRight(draft, said) ?? goOnInEmergency(draft, said);

/** "No es otra persona, soy yo": the numbers come again, in words for whose danger it is. */
function putWhoseRight(draft: Draft, said: Said): string | null {
  const { emergency } = draft.state;
  const whose = whoseCorrected(said.utterance.text);
  if (emergency === null || whose === null || whose === emergency.whose) return null;
  return redFlag(draft, { kind: emergency.kind, words: clean(said.utterance.text, DANGER_WORDS_LENGTH_MAX) }, said);
}

/** Said before it without changing it: "desculpa, foi engano", "não, foi engano". */
const BEFORE =
  /^(?:(?:desculpas?|desculpe|perdao|opa|ops|ah|nossa|calma|nao|sorry|oh|no|perdon|perdona|disculpa|k{2,}|(?:ha){2,}|(?:ja){2,}|(?:rs)+|lol) )+/;

/** Lists of what may stand beside "foi engano" without changing it. */
const GOES_WITH = ["all-is-well", "yes", "no", "thanks", "greetings"];

/**
 * Every part of the message takes the alarm back, says that all is well, or is a mere yes, no or sorry; one of them takes it back. A
 * phrase inside another ("não foi brincadeira") does not.
 */
function isFalseAlarm({ flow }: Draft, said: Said): boolean {
  if (said.understanding?.reading?.danger) return false;
  const parts = plainParts(said.utterance.text, /[,.;:!?…\n]+/);
  const takesBack = (part: string) => {
    const bare = part.replace(BEFORE, "");
    return flow.words.is("false-alarm", part) || (flow.words.is("false-alarm", bare) && !denies(part, bare));
  };
  const goesWith = (part: string) =>
    GOES_WITH.some((list) => flow.words.is(list, part)) || `${part} `.replace(BEFORE, "") === "";
  return takesBack(said.plain) || (parts.some(takesBack) && parts.every((part) => takesBack(part) || goesWith(part)));
}

/** "Não foi engano" denies what "não, foi engano" says; without the comma they are one, so the doubt counts. */
const denies = (plain: string, bare: string): boolean =>
  /(?:^|\s)(?:nao|no)$/.test(plain.slice(0, -bare.length).trim());
