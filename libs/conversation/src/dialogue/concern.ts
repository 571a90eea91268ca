import type { Danger } from "@acolhe/events";
import { calmingIn } from "../reading/calming.ts";
import { choicesOf } from "../reading/choices.ts";
import { isNoAnswer } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import { CALLS_MAX, CONCERN_ASKED_MS, SAME_DANGER_QUIET_MS } from "../state/limits.ts";
import { callPerson, type Draft, setValue } from "../turn/draft.ts";
import { dangerNote } from "../words/danger-note.ts";
import { takeEffect } from "./actions.ts";
import { captureValue, SHAPED } from "./capture-value.ts";
import { correctQuietly } from "./corrections.ts";
import { hearAgain, withoutDanger } from "./danger-again.ts";
import { keepKind } from "./danger-kept.ts";
import { enter, nextOf } from "./enter.ts";
import { noteWish } from "./first-words.ts";
import { adoptLanguage } from "./language.ts";
import { redFlag } from "./red-flag.ts";
import { isReview, keepOthers, meantChoice } from "./slots.ts";
import { whoseDanger } from "./whose-danger.ts";
import { WORDED_ALIKE } from "./worded-alike.ts";

export interface Asking {
  readonly said: Said;
  /** Whether a question of the bot's makes sense here. */
  readonly mayAsk: boolean;
  /** Whether several messages tell it together: what the last of them does says little against it. */
  readonly isSum?: boolean;
}

/**
 * A message that may tell of a danger and may not. The team is told in any case. Where the bot may speak it asks, and the
 * answer leads back to the question that was open. Null: nothing is asked, and the message is read as any other.
 */
export function askOfConcern(draft: Draft, danger: Danger, { said, mayAsk, isSum = false }: Asking): string | null {
  const { state, flow } = draft;
  const to = flow.head.concern;
  // Behind a danger that was certain, one more sign of it is no doubt any more; and a flow that cannot ask has to act.
  if (state.handedOver?.reason === "red-flag" || (mayAsk && to === undefined)) return redFlag(draft, danger, said);
  const isHeard = mayAsk && to !== undefined && wasAsked(draft, to) && !isSum && !isCalm(draft, said);
  if (isHeard) return hearAgain(draft, danger, { said, answeredBeside: () => answeredBeside(draft, danger, said) });
  tellTeam(draft, danger);
  if (!mayAsk || to === undefined || isAsked(draft, to)) return null;
  if (isSum ? answersOutright(said) : isCalm(draft, said)) return noteOnly(draft, danger);
  const back = state.step === null ? flow.head.start : (answeredBeside(draft, danger, said) ?? state.openPrompt?.step);
  const { kind, words, language } = danger;
  const known = { ...(words === undefined ? {} : { words }), ...(language === undefined ? {} : { language }) };
  const leaves = calmingIn(said.utterance.text, kind).isFarewell ? { leaves: true as const } : {};
  state.concern = { kind, at: draft.now, calledAt: draft.now, ...known, whose: whoseDanger(said.plain), ...leaves };
  state.unease = [];
  keepKind(draft, kind);
  // Where the team has the conversation there is nothing to go back to.
  state.calls = back === undefined ? [] : [...state.calls, back].slice(-CALLS_MAX);
  if (state.step !== null) noteWish(draft, said, { sure: true });
  if (WORDED_ALIKE.test(state.values.wish ?? "")) delete state.values.wish;
  if (state.step === null) adoptLanguage(draft, danger.language);
  enter(draft, to);
  return "concern";
}

/**
 * Whether a sign is weak, and stands in a message that answers what was asked or plainly wants something: "quarta, dia que ele fica
 * comigo". Of 1,082 possible dangers that hands wrote one is so; of 41 that were none at a question, 22 are. A form is no sign
 * of calm, since it fits words whatever they mean, "quero me apagar de tudo"; and how weak a sign is that the weights did not
 * see, one of the surest words or a picture, they cannot tell.
 */
function isCalm({ state, flow }: Draft, { understanding, utterance, plain }: Said): boolean {
  const { risk, acts = [] } = understanding?.reading ?? {};
  if (!/\p{L}/u.test(utterance.text) || flow.words.holds("red-flags", plain)) return false;
  if (!risk || risk.any >= WEAK_BELOW.any || risk.certain >= WEAK_BELOW.certain) return false;
  const here = state.openPrompt === null ? undefined : flow.state(state.openPrompt.step);
  const isPlain = here?.asks === undefined ? PLAIN_WISH : PLAIN;
  return acts.some(({ act, confidence, byForm }) => !byForm && isPlain.test(act) && confidence >= PLAIN_FROM);
}
const WEAK_BELOW = { any: 0.45, certain: 0.2 } as const;
/**
 * Whether what the last of several signs stands in is an answer with a value in it, or corrects one. At an open question nearly
 * everything is read as some answer, "tá tudo pesado" too.
 */
function answersOutright({ understanding }: Said): boolean {
  const { acts = [], values = [] } = understanding?.reading ?? {};
  const gives =
    values.some(({ confidence }) => confidence >= PLAIN_FROM) ||
    understanding?.entities.some(({ type }) => type !== "name") === true;
  return acts.some(
    ({ act, confidence, byForm }) =>
      !byForm && confidence >= PLAIN_FROM && (act === "correct" || (act === "answer" && gives)),
  );
}

/** A wish to erase something, to end it or to stay away is worded as one about a life is: it says nothing against a danger. */
const PLAIN_WISH = /^(?:request:(?!(?:privacy|end_treatment|cancel|cannot_come)$)|ask:)/;
const PLAIN = new RegExp(`^(?:answer|correct|dont_know)$|${PLAIN_WISH.source}`);
const PLAIN_FROM = 0.6;

/** The team knows, and looks; the patient is answered as ever. */
function noteOnly({ state, now }: Draft, { kind }: Danger): null {
  state.concern ??= { kind, at: NOT_ASKED, calledAt: now };
  return null;
}
const NOT_ASKED = 0;

/**
 * What the message says besides, so that nobody has to say it again: values that it gives or corrects, and the answer to the open
 * question. Gives back where that answer leads, or null where there is none.
 */
function answeredBeside(draft: Draft, danger: Danger, whole: Said): string | null {
  const { state, flow } = draft;
  const step = state.openPrompt?.step;
  const here = step === undefined ? undefined : flow.state(step);
  if (step === undefined || !here || here.urgent || !whole.understanding?.reading) return null;
  // What is told again is hardly a mistake; before, "mejor en la noche, que anda con sueño" may be one, with a value in it.
  const said = wasAsked(draft, flow.head.concern!) ? withoutDanger(whole, danger) : whole;
  if (!correctQuietly(draft, here, said)) keepOthers(draft, here, said);
  if (isReview(here.asks) || isNoAnswer(said)) return null;
  const meant = meantChoice(draft, here, choicesOf(draft, step), said);
  if (meant && meant.means !== "yes" && meant.means !== "no") {
    takeEffect(draft, meant);
    return meant.goto;
  }
  const value = SHAPED.has(here.capture?.as ?? "") ? captureValue(draft, here, said, "exactly") : null;
  if (value === null) return null;
  setValue(draft, here.capture!.into, value);
  return nextOf(draft, step, here) ?? null;
}

/** The same message comes again when its window ends: the team is told once. */
function tellTeam(draft: Draft, danger: Danger): void {
  const { state, flow, now } = draft;
  const { concern } = state;
  if (concern?.kind === danger.kind && now - (concern.calledAt ?? concern.at) < SAME_DANGER_QUIET_MS) return;
  callPerson(draft, flow.head.urgentTeam, "possible-danger", { priority: "high", more: dangerNote(danger) });
  if (concern) state.concern = { ...concern, calledAt: now };
}

/** It is the open question, whose own routes know what a second sign means; or it was answered. */
export const isAsked = (draft: Draft, concern: string): boolean =>
  draft.state.openPrompt?.step === concern || wasAsked(draft, concern);

/** It was asked about and answered, not long ago. */
const wasAsked = ({ state, now }: Draft, concern: string): boolean =>
  state.openPrompt?.step !== concern && state.concern !== null && now - state.concern.at < CONCERN_ASKED_MS;
