import type { Understanding } from "@acolhe/events";
import { capture } from "../capture/capture.ts";
import type { Choice } from "../flow/choice.ts";
import type { State } from "../flow/state-schema.ts";
import { choicesOf } from "../reading/choices.ts";
import { matchRoute, type Said, saidOf, says, unsureIntent } from "../reading/matcher.ts";
import { notice } from "../reading/notice.ts";
import { matchChoice, matchExactly } from "../reading/options.ts";
import { isLoop } from "../state/loop-guard.ts";
import type { Utterance } from "../state/utterance.ts";
import { type Draft, say, setValue } from "../turn/draft.ts";
import { render, sayText } from "../words/text.ts";
import { perform } from "./actions.ts";
import { enter, handOff, move, nextOf } from "./enter.ts";
import { kindNote, notUnderstood } from "./not-understood.ts";
import { ask } from "./prompt.ts";
import { askForOpinion, withdraw } from "./second-opinion.ts";

/**
 * Answers what a patient said, from the step the conversation is at. Returns the rule that fired.
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
  const said = saidOf(utterance, understanding);
  const moved = standsOn(draft);
  if (moved === null || state.step === null) return begin(draft, said);
  const step = state.step;
  const here = moved;
  state.flowVersion = flow.version;
  state.messageCount++;
  const { sameAnswers, sessionMessages } = flow.head.limits;
  if (isLoop(state, `${step} ${utterance.kind} ${said.plain}`, sameAnswers)) return handOff(draft, "loop");
  if (state.messageCount > sessionMessages) return handOff(draft, "long-session");

  const choices = choicesOf(draft, step);
  const tapped = utterance.optionId !== null && choices.find(({ id }) => id === utterance.optionId);
  if (tapped) return choose(draft, step, tapped);
  // What is an option outright means nothing else, whatever a classifier makes of so short a word.
  const outright = matchExactly(choices, utterance) !== undefined;
  const global =
    globalWords(draft, outright ? { ...said, understanding: undefined } : said) ??
    (state.confirming ? confirm(draft, said) : null);
  if (global !== null) return global;
  if (state.waiting) return stillWaiting(draft);
  const older = anytime(draft, utterance);
  if (older) return older;
  if (here.end) return afterEnd(draft, here, said);
  // Back from a person, and not an answer: the question is asked again, and that is no mistake of the patient's.
  if (state.openPrompt === null && here.ask !== undefined && flow.words.is("greetings", said.plain))
    return repeat(draft, "continued");

  // A pattern is about the whole answer, so it says more than an option's word inside it: "não, é Carla".
  const whole = outright ? null : takeRoute(draft, step, here.routes, said, "patterns");
  if (whole !== null) return whole;
  const choice = matchChoice(choices, utterance);
  if (choice) {
    // Named inside a sentence, which may say more: "quero agendar fono pra minha filha".
    if (!outright) notice(draft, said);
    return choose(draft, step, choice);
  }
  return place(draft, step, here, said) ?? askForOpinion(draft, said, saidAt) ?? notUnderstood(draft, step, here, said);
}

/** The same words again after they were not understood, with the opinion on them, if there is one (O2). */
export function answerAgain(draft: Draft, utterance: Utterance, opinion: Understanding | undefined): string {
  const said = saidOf(utterance, opinion);
  const here = standsOn(draft);
  const { step } = draft.state;
  if (here === null || step === null) return begin(draft, said);
  if (asksForPerson(draft, said)) return handOff(draft, "asked");
  return (opinion ? place(draft, step, here, said) : null) ?? notUnderstood(draft, step, here, said);
}

/** Where what was said in words leads; null when nothing fits. */
function place(draft: Draft, step: string, here: State, said: Said): string | null {
  const { routes } = draft.flow.head;
  return (
    takeRoute(draft, step, here.routes, said) ??
    (globalFirst(here) ? takeRoute(draft, "flow", routes, said) : null) ??
    takeCapture(draft, step, here, said) ??
    takeRoute(draft, "flow", routes, said) ??
    askAbout(draft, here, said)
  );
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

function begin(draft: Draft, said: Said): string {
  const { state, flow } = draft;
  const { understanding } = said;
  const kept = Object.entries(state.values).filter(([name]) => flow.head.keep.includes(name));
  Object.assign(state, {
    sessionStartedAt: draft.now,
    flowVersion: flow.version,
    step: null,
    values: Object.fromEntries(kept),
    trail: [],
    calls: [],
    invalidCount: 0,
    messageCount: 1,
    repeats: {},
    openPrompt: null,
    waiting: null,
    confirming: null,
    reminder: null,
    kindNoted: null,
  } satisfies Partial<typeof state>);
  if (state.languageBy === "default" && understanding?.language && flow.head.languages.includes(understanding.language))
    state.language = understanding.language;
  if (understanding && understanding.confidence >= flow.head.confidence.accept)
    setValue(draft, "intent", understanding.intent);
  learn(draft, said);
  if (asksForPerson(draft, said)) return handOff(draft, "asked");
  enter(draft, flow.head.start, { note: said.plain === "" ? kindNote(draft, said.utterance) : "" });
  return "session-started";
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
    setValue(draft, "first_words", utterance.text);
  notice(draft, said);
}

function choose(draft: Draft, step: string, choice: Choice): string {
  const rule = `${step}:${choice.route}`;
  draft.visited.push(rule);
  perform(draft, [{ set: { ...choice.set } }, ...choice.do]);
  move(draft, choice.goto);
  return rule;
}

function takeRoute(
  draft: Draft,
  from: string,
  routes: State["routes"],
  said: Said,
  of: "all" | "patterns" = "all",
): string | null {
  const match = matchRoute(draft, routes, said, of);
  if (!match) return null;
  const { route, id, found } = match;
  const rule = `${from}:${id}`;
  draft.visited.push(rule);
  perform(draft, [{ set: { ...found, ...route.set } }, ...(route.do ?? [])]);
  if (from === "flow") {
    if (!Object.hasOwn(draft.state.values, "first_words")) setValue(draft, "first_words", said.utterance.text);
    notice(draft, said);
  }
  move(draft, route.goto);
  return rule;
}

const globalFirst = (here: State) => here.global ?? here.capture?.as === "person-name";

function takeCapture(draft: Draft, step: string, here: State, said: Said): string | null {
  if (!here.capture) return null;
  const { flow, now } = draft;
  const { utterance, understanding } = said;
  const note = here.capture.kinds?.[utterance.kind as keyof typeof here.capture.kinds];
  const value =
    utterance.text === "" && note !== undefined
      ? render(draft, note)
      : capture(here.capture, { flow, utterance, understanding, now });
  if (value === null || value === "") return null;
  setValue(draft, here.capture.into, value);
  const rule = `${step}:captured`;
  draft.visited.push(rule);
  move(draft, nextOf(draft, step, here) ?? flow.head.menu);
  return rule;
}

function asksForPerson({ flow }: Draft, { plain, understanding }: Said): boolean {
  if (flow.words.is("human", plain) || flow.words.holds("human-phrases", plain)) return true;
  return understanding?.intent === "talk_to_human" && understanding.confidence >= flow.head.confidence.accept;
}

/** Words that act in any state of a session. */
function globalWords(draft: Draft, said: Said): string | null {
  const { state, flow } = draft;
  if (asksForPerson(draft, said)) return handOff(draft, "asked");
  if (flow.words.is("menu", said.plain)) {
    move(draft, flow.head.menu);
    return "menu";
  }
  if (flow.words.is("back", said.plain)) return goBack(draft);
  if (flow.words.is("repeat", said.plain)) return repeat(draft, "repeat");
  const language = flow.head.languages.find((each) => flow.words.is(`language-${each}`, said.plain));
  if (language === undefined) return null;
  state.language = language;
  state.languageBy = "patient";
  return repeat(draft, `language:${language}`, render(draft, "engine.language-changed"));
}

function repeat(draft: Draft, rule: string, note = ""): string {
  const { state, flow } = draft;
  const here = flow.state(state.step ?? "");
  if (here?.ask !== undefined) ask(draft, state.step!, here, { note });
  else if (state.waiting) say(draft, note || render(draft, "engine.waiting"));
  else enter(draft, here ? flow.head.menu : flow.head.start, { note });
  return rule;
}

function goBack(draft: Draft): string {
  const { state, flow } = draft;
  for (let step = state.trail.pop(); step !== undefined; step = state.trail.pop()) {
    if (step !== state.step && flow.state(step)?.ask !== undefined) {
      enter(draft, step);
      return "back";
    }
  }
  enter(draft, state.step ?? flow.head.start);
  return "back";
}

/** An option of another state that was tapped on an older message and still makes sense. */
function anytime(draft: Draft, { optionId }: Utterance): string | null {
  const step = optionId === null ? undefined : draft.flow.anytime.get(optionId);
  const state = step === undefined ? undefined : draft.flow.state(step);
  if (step === undefined || !state || (state.needs && !Object.hasOwn(draft.state.values, state.needs.value)))
    return null;
  const choice = choicesOf(draft, step).find(({ id }) => id === optionId);
  return choice ? choose(draft, step, choice) : null;
}

function afterEnd(draft: Draft, here: State, said: Said): string {
  const { flow, state } = draft;
  if (flow.words.is("thanks", said.plain)) {
    sayText(draft, "thanks");
    return "thanks";
  }
  const step = state.step!;
  const taken = takeRoute(draft, step, here.routes, said) ?? takeRoute(draft, "flow", flow.head.routes, said);
  if (taken !== null) return taken;
  move(draft, nextOf(draft, step, here) ?? flow.head.menu);
  return "after-end";
}

function stillWaiting(draft: Draft): string {
  const waiting = draft.state.waiting!;
  if (!waiting.noted) sayText(draft, "waiting");
  draft.state.waiting = { ...waiting, noted: true };
  return `${waiting.step}:waiting`;
}

/** Not sure enough to act on, too likely to ignore: ask. */
function askAbout(draft: Draft, here: State, said: Said): string | null {
  const { state, flow } = draft;
  const intent = unsureIntent(draft, [...(here.routes ?? []), ...flow.head.routes], said);
  if (intent === undefined || state.confirming?.intent === intent) return null;
  const what = render(draft, `intents.${intent}`);
  say(draft, render(draft, "engine.did-you-mean", { what }));
  state.confirming = { intent };
  state.openPrompt = { step: state.step!, askedAt: draft.now, nudged: false };
  return `did-you-mean:${intent}`;
}

/** The answer to "did you mean …?": yes takes the route, no asks the state's question again, else it is forgotten. */
function confirm(draft: Draft, said: Said): string | null {
  const { state, flow } = draft;
  const { intent } = state.confirming!;
  state.confirming = null;
  if (says(draft, "no", said)) return repeat(draft, "did-you-mean:no");
  if (!says(draft, "yes", said)) return null;
  const sure = { intent, confidence: 1, alternatives: [], entities: [] };
  const meant: Said = {
    ...said,
    understanding: { ...sure, redFlag: { flagged: false, kind: null }, version: "asked" },
  };
  const step = state.step!;
  return takeRoute(draft, step, flow.state(step)?.routes, meant) ?? takeRoute(draft, "flow", flow.head.routes, meant);
}
