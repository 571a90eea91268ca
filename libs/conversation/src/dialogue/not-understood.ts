import { insuranceOf } from "../capture/insurance.ts";
import { whomNamed } from "../capture/whom.ts";
import type { Flow } from "../flow/compile.ts";
import type { State } from "../flow/state-schema.ts";
import { holds } from "../reading/guard.ts";
import { mayAnswer, sureOf } from "../reading/heard.ts";
import { noticeForms } from "../reading/notice.ts";
import type { Said } from "../reading/said.ts";
import { CALLS_MAX, SAME_KIND_QUIET_MS } from "../state/limits.ts";
import { hasWords, type Utterance } from "../state/utterance.ts";
import { callPerson, type Draft } from "../turn/draft.ts";
import { render } from "../words/text.ts";
import { countTold, tellOnce, timesTold } from "../words/told.ts";
import { takeEffect } from "./actions.ts";
import { offerPerson } from "./confirm.ts";
import { handOff, move } from "./enter.ts";
import { ask } from "./prompt.ts";
import { keepRemark } from "./remarks.ts";
import { giveReplies, type Reply, replyTo, unknownReply } from "./replies.ts";
import { takeRoute } from "./routes.ts";
import { stay } from "./stay.ts";

/** Kinds that carry an answer in words; the others get a sentence of their own and are no wrong answer. */
const WORDED: ReadonlySet<string> = new Set(["text", "button-reply", "list-reply"]);

/** Nothing fitted: small talk, another language, a kind of message it cannot use, or a wrong answer, which are counted. */
export function notUnderstood(draft: Draft, step: string, here: State, said: Said): string {
  const { state, flow } = draft;
  const { utterance } = said;
  if (here.ask === undefined) {
    move(draft, flow.head.menu);
    return `${step}:left`;
  }
  if (isSmallTalk(draft, said)) {
    ask(draft, step, here);
    return `${step}:small-talk`;
  }
  if (!WORDED.has(utterance.kind)) {
    if (state.kindNoted?.kind === utterance.kind && draft.now - state.kindNoted.at < SAME_KIND_QUIET_MS) {
      return `${step}:kind-again`;
    }
    ask(draft, step, here, { note: kindNote(draft, utterance), repeated: true });
    return `${step}:kind`;
  }
  if (showsOtherLanguage(draft, said)) {
    ask(draft, step, here, { note: render(draft, "engine.language-changed") });
    return `${step}:language`;
  }
  const { invalid } = flow.head.limits;
  const other =
    meantForOthers(draft, said) ??
    passQuestionOn(draft, step, said) ??
    asRemark(draft, step, here, said) ??
    asStory(draft, step, here, said);
  if (other !== null) return other;
  const without = goOnWithout(draft, step, here, said);
  if (without !== null) return without;
  state.invalidCount++;
  // Offered first, and called by itself only where even that leads nowhere.
  if (state.invalidCount === invalid) return offerPerson(draft);
  if (state.invalidCount > invalid + 1)
    return handOff(draft, "invalid-answers", render(draft, "engine.too-many-invalid"));
  const own = here.invalid === undefined ? [] : [here.invalid];
  const note = tellOnce(draft, ...own, "engine.invalid", "engine.invalid-again", "engine.invalid-third");
  ask(draft, step, here, { note, plainly: true, repeated: true });
  return `${step}:invalid`;
}

/**
 * A question that the matter can do without is let go, and what was said to it is kept for the team. Who is not understood again and
 * again needs a person, and no third question less.
 */
function goOnWithout(draft: Draft, step: string, here: State, said: Said): string | null {
  if (timesTold(draft, LET_GO) >= LET_GO_MAX) return null;
  const note = timesTold(draft, LET_GO) === 0 ? render(draft, LET_GO) : "";
  const rule = takeRoute(draft, step, here.routes, said, { of: "not-understood", note });
  if (rule === null) return null;
  countTold(draft, LET_GO);
  keepRemark(draft, said);
  return rule;
}
const LET_GO = "engine.let-go";
const LET_GO_MAX = 2;

/**
 * Nothing is understood of somebody of whom nothing is known, and again, or it is a question: perhaps they look for another house. What they
 * said is kept.
 */
function meantForOthers(draft: Draft, said: Said): string | null {
  const { state, flow } = draft;
  const { doubt } = flow.head;
  const isUrgent = flow.state(state.step ?? "")?.urgent === true;
  if (!doubt || isUrgent || !holds(draft, doubt.when) || timesTold(draft, DOUBT) > 0) return null;
  // Who tells of what they are going through has come to the right house.
  if (tells(said)) return null;
  const misses = timesTold(draft, MISSES);
  countTold(draft, MISSES);
  // A question in words of ours that nobody here knows is the team's.
  if (isQuestion(said) ? OURS.test(said.plain) : misses + 1 < DOUBT_FROM_MISSES) return null;
  keepRemark(draft, said);
  countTold(draft, DOUBT);
  state.calls = [...state.calls, state.openPrompt?.step ?? flow.head.menu].slice(-CALLS_MAX);
  move(draft, doubt.goto);
  return "doubted";
}
/** What only somebody speaks of who means a clinic, and of whom they would bring. */
const OURS =
  /(?:^| )(?:atend|atiend|clinic|consult|psic|psiq|psych|terap|therap|sess|sesion|profission|profesional|doutor|doctor|medic|convenio|insur|tratament|tratamient|treat|paciente|patient|filh|net[oa]|hij|niet|crianc|nin[oa]|idos|acamad|ansied|anxi|depress|depres|laudo|atestado|receita)[a-z]*/;
const DOUBT = "doubt";
const MISSES = "misses";
const DOUBT_FROM_MISSES = 2;

/** A question that nothing here answers is the team's to answer. */
function passQuestionOn(draft: Draft, step: string, said: Said): string | null {
  if (!isQuestion(said) || !draft.flow.definition.facts || draft.flow.state(step)?.urgent) return null;
  keepAge(draft, said);
  const reply = answerNamed(draft, step, said) ?? unknownReply(draft, said.utterance.text);
  stay(draft, giveReplies(draft, [reply]));
  return `${step}:${reply.rule}`;
}
/** "Meu filho tem 6 anos, pode ser unimed?": a plan that is named in a question nobody placed is what it is about. */
function answerNamed(draft: Draft, step: string, { utterance: { text } }: Said): Reply | null {
  if (insuranceOf(draft.flow, text) === undefined) return null;
  return replyTo(draft, { act: "ask:insurance", step, here: draft.flow.state(step) ?? {} });
}

/** What is said of the patient beside it is kept all the same: their age, and with it who they are to the writer. */
export function keepAge(draft: Draft, said: Said): void {
  const { state, flow } = draft;
  const before = ageTold(draft);
  noticeForms(draft, said);
  const asking = flow.head.slots?.for_whom;
  if (ageTold(draft) === before || asking === undefined || Object.hasOwn(state.values, "for_whom")) return;
  const whom = whomNamed(said.utterance.text);
  const choice = flow.choices(asking, state.language).find(({ means }) => means === whom);
  const age = { ...state.values };
  if (!choice) return;
  takeEffect(draft, choice);
  state.values = { ...age, ...state.values };
}
const ageTold = ({ state: { values } }: Draft): string | undefined => values.small_age ?? values.teen_age;

/** Turns of before did not read against the question, and know neither. */
const wasRead = ({ understanding, aside }: Said): boolean =>
  understanding?.reading !== undefined || aside !== undefined;
const isQuestion = (said: Said): boolean => wasRead(said) && hasQuestionForm(said);
const hasQuestionForm = ({ utterance, plain }: Said): boolean =>
  ASKS.test(utterance.text) && plain.split(" ").length >= QUESTION_WORDS_MIN;
const ASKS = /\?(?:\s|$|["')])/;
const QUESTION_WORDS_MIN = 3;

/**
 * What is said beside the question, and not to it, is kept for the team in the words it was said in; the question comes again. Of what was
 * meant as the answer nobody is told that it was noted.
 */
function asRemark(draft: Draft, step: string, here: State, said: Said): string | null {
  const { state } = draft;
  if (!wasRead(said) || here.urgent || state.invalidCount > 0) return null;
  if (said.plain.split(" ").length < REMARK_WORDS_MIN) return null;
  const isAside = (said.aside ?? !mayAnswer(said, here.asks)) || isYesOrNo(here);
  if (!isAside || render(draft, "engine.noted-remark") === "") return null;
  state.invalidCount++;
  keepRemark(draft, said);
  ask(draft, step, here, { note: tellOnce(draft, "engine.noted-remark"), repeated: true });
  return `${step}:remark`;
}
/** What somebody tells of themselves is heard, once; the question comes again. */
function asStory(draft: Draft, step: string, here: State, said: Said): string | null {
  const heard = here.urgent || !tells(said) ? "" : tellOnce(draft, "engine.story");
  if (heard === "") return null;
  keepRemark(draft, said);
  ask(draft, step, here, { note: heard, repeated: true });
  return `${step}:story`;
}
/** Whether a message may be a story, or of a loss, though nothing in it is sure. */
const tells = (said: Said): boolean =>
  said.plain.split(" ").length >= STORY_WORDS_MIN &&
  ["story", "social:grief"].some((act) => sureOf(said, act) >= STORY_FROM);
const STORY_FROM = 0.2;
const STORY_WORDS_MIN = 6;
const REMARK_WORDS_MIN = 3;

const isYesOrNo = ({ options = [] }: State): boolean => options.some(({ means }) => means === "yes" || means === "no");

/** Turns of before: what was not understood was perhaps said in another language. */
function showsOtherLanguage({ state, flow }: Draft, { understanding }: Said): boolean {
  const shown = understanding?.language;
  if (!shown || shown === state.language || state.languageBy !== "default" || !flow.head.languages.includes(shown))
    return false;
  state.language = shown;
  return true;
}

/** A smile is not an answer, and no wrong one either. */
export const isSmallTalk = ({ flow }: Draft, said: Said): boolean =>
  flow.words.is("greetings", said.plain) ||
  flow.words.is("thanks", said.plain) ||
  isSmile(said.utterance) ||
  isMurmur(said) ||
  isChat(flow, said);

/** "Hm", "ah", "tipo": somebody thinks, and says nothing yet. */
const MURMUR = /^(?:h+u?m+|a+h+n?|u+h+|e+r+m*|hmm+|tipo(?: assim)?|entao|entonces|pues|o sea|like|well|so)$/;
/** Whether nothing is said yet, whatever a reader makes of so short a word. */
export const isMurmur = ({ plain }: Said): boolean => MURMUR.test(plain);

/** Greetings, thanks, laughs: everything the message does, as far as it was read. */
function isChat(flow: Flow, { understanding }: Said): boolean {
  const sure = understanding?.reading?.acts.filter(({ confidence }) => confidence >= flow.head.confidence.ask) ?? [];
  return (
    sure.length > 0 && sure.every(({ act }) => CHAT.has(act)) && sure[0]!.confidence >= flow.head.confidence.accept
  );
}
const CHAT: ReadonlySet<string> = new Set([
  "social:greeting",
  "social:thanks",
  "social:bye",
  "social:laugh",
  "social:chat",
  "social:apology",
]);
export const isSmile = ({ kind, text }: Utterance) =>
  kind === "text" && /\p{Extended_Pictographic}/u.test(text) && !hasWords(text);

/** A kind sentence about a message without words; empty for a kind that is words. */
export function kindNote(draft: Draft, { kind }: Utterance): string {
  if (WORDED.has(kind)) return "";
  draft.state.kindNoted = { kind, at: draft.now };
  // What cannot be heard here is for the team's ears, and it has to know.
  if (kind === "audio") callPerson(draft, draft.flow.head.team, "voice-note");
  return render(draft, `engine.kinds.${kind}`) || render(draft, "engine.kinds.other");
}
