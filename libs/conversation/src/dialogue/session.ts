import { holds } from "../reading/guard.ts";
import { actsOf, does } from "../reading/heard.ts";
import { notice } from "../reading/notice.ts";
import type { Said } from "../reading/said.ts";
import { CALLS_MAX, RESUME_HOURS } from "../state/limits.ts";
import { type Draft, endSession, FIRST_WORDS, setValue } from "../turn/draft.ts";
import { render } from "../words/text.ts";
import { perform } from "./actions.ts";
import { enter, handOff } from "./enter.ts";
import { feelingIn } from "./feelings.ts";
import { asksForPerson } from "./global-words.ts";
import { isSmallTalk, kindNote } from "./not-understood.ts";
import { place } from "./place.ts";
import { giveReplies, repliesTo } from "./replies.ts";
import { keepOthers } from "./slots.ts";

const HOUR_MS = 3_600_000;

/** A session begins with what the patient wrote first: the message that is worth the most, so it is read whole. */
export function begin(draft: Draft, said: Said): string {
  const { state, flow } = draft;
  const stopped = suspendedStep(draft, said);
  state.suspended = null;
  if (stopped !== null) return takeUp(draft, stopped, said);
  openSession(draft, said);
  if (asksForPerson(draft, said)) return handOff(draft, "asked");
  const replies = repliesTo(draft, flow.head.start, {}, said);
  if (replies.length > 0) setValue(draft, "wish", "answered");
  const heard = feelingIn(draft, said) || (does(flow, said, "story") ? render(draft, "engine.story") : "");
  const after = [heard, giveReplies(draft, replies)].filter((part) => part !== "").join("\n\n");
  enter(draft, flow.head.start, { note: said.plain === "" ? kindNote(draft, said.utterance) : "", after });
  return "session-started";
}

/** Forgets what was of the former session, and learns what the first words and the clinic's records tell. */
export function openSession(draft: Draft, said: Said): void {
  const { state, flow } = draft;
  const { understanding } = said;
  const kept = Object.entries(state.values).filter(([name]) => flow.head.keep.includes(name));
  freshen(draft);
  state.values = Object.fromEntries(kept);
  if (state.languageBy === "default" && understanding?.language && flow.head.languages.includes(understanding.language))
    state.language = understanding.language;
  if (understanding && understanding.confidence >= flow.head.confidence.accept)
    setValue(draft, "intent", understanding.intent);
  learn(draft, said);
}

function freshen({ state, flow, now }: Draft): void {
  Object.assign(state, {
    sessionStartedAt: now,
    flowVersion: flow.version,
    step: null,
    trail: [],
    calls: [],
    invalidCount: 0,
    messageCount: 1,
    repeats: {},
    openPrompt: null,
    waiting: null,
    confirming: null,
    concern: null,
    reminder: null,
    kindNoted: null,
  } satisfies Partial<typeof state>);
}

/** What is known before anything was asked: from the clinic's records, and from the first words themselves. */
function learn(draft: Draft, said: Said): void {
  const { flow, facts } = draft;
  const { utterance, plain: words } = said;
  const { patient } = facts;
  if (patient) setValue(draft, "name", patient.name);
  const [only, ...others] = patient?.patients ?? [];
  if (only && others.length === 0) {
    setValue(draft, "patient", only.id);
    setValue(draft, "patient_name", only.name);
  }
  if (!flow.words.is("greetings", words) && !flow.words.is("thanks", words))
    setValue(draft, FIRST_WORDS, utterance.text);
  notice(draft, said);
  keepOthers(draft, undefined, said);
  noteWish(draft, said);
}

/** The likeliest wish or question: `wish` where it is sure enough to act on, `guess` where it has to be asked about. */
function noteWish(draft: Draft, { understanding }: Said): void {
  const likeliest = understanding?.reading?.acts.find(({ act }) => /^(?:request|ask):/.test(act));
  const { accept, ask } = draft.flow.head.confidence;
  if (!likeliest || likeliest.confidence < ask) return;
  setValue(draft, likeliest.confidence >= accept ? "wish" : "guess", likeliest.act);
}

/** A session ends midway: what was learned becomes a lead, and the next message may take it up again. */
export function suspend(draft: Draft, at: number): void {
  const { state, flow } = draft;
  const { unfinished, resume } = flow.head;
  const step = state.openPrompt?.step ?? null;
  if (step !== null && unfinished && holds(draft, unfinished.when)) {
    perform(draft, [{ lead: unfinished.lead }]);
    if (resume !== undefined && flow.state(step)?.asks !== undefined) state.suspended = { step, at };
  }
  endSession(draft);
}

/** The question at which the last session stopped, if this message may take it up: not too late, and with no other wish. */
function suspendedStep({ state, flow, now }: Draft, said: Said): string | null {
  const { suspended } = state;
  const hours = flow.head.limits.resumeHours ?? RESUME_HOURS;
  if (!suspended || flow.head.resume === undefined || now - suspended.at > hours * HOUR_MS) return null;
  if (flow.state(suspended.step)?.ask === undefined) return null;
  const wishes = actsOf(flow, said, "request:").filter((act) => act !== "request:book");
  return wishes.length > 0 ? null : suspended.step;
}

/** What answers the question that was open goes on at once; a mere "oi" is asked whether to. */
function takeUp(draft: Draft, step: string, said: Said): string {
  const { state, flow } = draft;
  freshen(draft);
  state.step = step;
  const here = flow.state(step)!;
  if (!isSmallTalk(draft, said) && said.plain !== "") {
    const placed = place(draft, step, here, said);
    if (placed !== null) return `resumed:${placed}`;
  }
  state.calls = [step].slice(-CALLS_MAX);
  enter(draft, flow.head.resume!);
  return "resume-asked";
}
