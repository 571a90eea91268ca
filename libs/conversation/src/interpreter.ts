import { capture } from "./captures.ts";
import { callPerson, type Draft, giveToPerson, say } from "./draft.ts";
import { type FlowOption, type FlowState, flowState } from "./flow.ts";
import {
  BUBBLES_MAX,
  HOPS_MAX,
  REPEAT_KEYS_MAX,
  SAME_ANSWERS_MAX,
  SAME_KIND_QUIET_MS,
  TRAIL_LENGTH_MAX,
  VALUE_COUNT_MAX,
} from "./limits.ts";
import { matchAnytime, matchOption } from "./options.ts";
import { ask, fill } from "./prompt.ts";
import { plain, type Utterance } from "./utterance.ts";
import { asksForPerson, isWord } from "./words.ts";

/** Answers what a patient said, from the step the conversation is at. Returns the rule that fired. */
export function answer(draft: Draft, utterance: Utterance): string {
  const { state, flow } = draft;
  const said = plain(utterance.text);
  const step = state.step;
  const here = step === null ? undefined : flowState(flow, step);
  if (step === null || !here) return begin(draft, utterance, said);
  state.flowVersion = flow.version;
  if (isLoop(draft, `${step} ${utterance.kind} ${said}`)) return handOff(draft, "loop", "");

  const tapped = utterance.optionId !== null && here.options?.find((option) => option.id === utterance.optionId);
  if (tapped) return choose(draft, step, tapped);
  if (asksForPerson(flow, said)) return handOff(draft, "asked", "");
  if (isWord(flow, "menu", said)) return move(draft, flow.menu, "menu");
  if (isWord(flow, "back", said)) return goBack(draft);
  const older = matchAnytime(flow, utterance, (value) => Object.hasOwn(state.values, value));
  if (older) return choose(draft, older.step, older.option);
  if (here.end) return afterEnd(draft, here, said);

  const option = here.options && matchOption(here.options, utterance);
  if (option) return choose(draft, step, option);
  const value = here.capture ? capture(flow, here.capture, utterance) : null;
  if (here.capture && value !== null) {
    setValue(draft, here.capture.into, value);
    return move(draft, here.next ?? flow.menu, `${step}:captured`);
  }
  return notUnderstood(draft, step, here, utterance, said);
}

/** Calls a person, with one sentence before that of the flow where there is a reason to give. */
function handOff(draft: Draft, reason: string, before: string): string {
  enter(draft, draft.flow.handoff, before, reason);
  return `handoff:${reason}`;
}

function begin(draft: Draft, utterance: Utterance, said: string): string {
  const { state, flow } = draft;
  Object.assign(state, {
    sessionStartedAt: draft.now,
    flowVersion: flow.version,
    step: null,
    values: {},
    trail: [],
    invalidCount: 0,
    repeats: {},
    openPrompt: null,
    kindNoted: null,
  } satisfies Partial<typeof state>);
  if (asksForPerson(flow, said)) return handOff(draft, "asked", "");
  enter(draft, flow.start, utterance.text === "" ? kindNote(draft, utterance) : "");
  return "session-started";
}

function choose(draft: Draft, step: string, option: FlowOption): string {
  for (const [name, value] of Object.entries(option.set ?? {})) setValue(draft, name, value);
  return move(draft, option.goto, `${step}:${option.id}`);
}

function move(draft: Draft, to: string, rule: string): string {
  const { state } = draft;
  if (state.step !== null && state.step !== to) state.trail = [...state.trail, state.step].slice(-TRAIL_LENGTH_MAX);
  enter(draft, to, "");
  return rule;
}

function goBack(draft: Draft): string {
  const { state, flow } = draft;
  for (let step = state.trail.pop(); step !== undefined; step = state.trail.pop()) {
    if (step !== state.step && flowState(flow, step)?.ask !== undefined) {
      enter(draft, step, "");
      return "back";
    }
  }
  enter(draft, state.step ?? flow.start, "");
  return "back";
}

function afterEnd(draft: Draft, here: FlowState, said: string): string {
  if (isWord(draft.flow, "thanks", said)) {
    say(draft, draft.flow.texts.thanks);
    return "thanks";
  }
  return move(draft, here.next ?? draft.flow.menu, "after-end");
}

/** Goes to a state and through passive ones, gathers what they say, and ends with a question, a person or an end. */
function enter(draft: Draft, to: string, note: string, reason?: string): void {
  const { state, flow } = draft;
  const said: string[] = [];
  state.invalidCount = 0;
  state.openPrompt = null;
  const add = (text: string | undefined) => text && said.push(fill(text, state.values));
  let name = to;
  for (let hop = 0; hop < HOPS_MAX; hop++) {
    const here = flowState(flow, name);
    if (!here) break;
    if (here.needs && !Object.hasOwn(state.values, here.needs.value)) {
      name = here.needs.otherwise;
      continue;
    }
    if (here.handoff) {
      sayAll(draft, [note, fill(here.say ?? "", state.values)]);
      callPerson(draft, here.handoff.team, reason ?? here.handoff.reason);
      state.step = name;
      giveToPerson(draft);
      return;
    }
    state.step = name;
    add(here.say);
    if (here.sayBy) add(lookUp(here.sayBy.texts, state.values[here.sayBy.value]));
    if (here.ask !== undefined) {
      if (said.length > 0) say(draft, said.join("\n\n"));
      ask(draft, name, here, note, false);
      return;
    }
    if (here.end || here.next === undefined) {
      sayAll(draft, [note, ...said]);
      return;
    }
    name = here.next;
  }
  // A flow that leads nowhere (lint forbids it) must not leave the patient without an answer.
  sayAll(draft, [note, flow.texts.tooManyInvalid]);
  callPerson(draft, flow.team, "flow-broken");
  giveToPerson(draft);
}

function sayAll(draft: Draft, texts: readonly string[]): void {
  const bubbles = texts.filter((text) => text !== "");
  for (const text of bubbles.slice(0, BUBBLES_MAX - 1)) say(draft, text);
  say(draft, bubbles.slice(BUBBLES_MAX - 1).join("\n\n"));
}

function notUnderstood(draft: Draft, step: string, here: FlowState, utterance: Utterance, said: string): string {
  const { state, flow } = draft;
  if (here.ask === undefined) return move(draft, flow.menu, `${step}:left`);
  if (isWord(flow, "greetings", said) || isWord(flow, "thanks", said)) {
    ask(draft, step, here, "", false);
    return `${step}:small-talk`;
  }
  if (!WORDED.has(utterance.kind)) {
    if (state.kindNoted?.kind === utterance.kind && draft.now - state.kindNoted.at < SAME_KIND_QUIET_MS) {
      return `${step}:kind-again`;
    }
    ask(draft, step, here, kindNote(draft, utterance), false);
    return `${step}:kind`;
  }
  const invalidCount = state.invalidCount + 1;
  if (invalidCount >= flow.invalidMax) return handOff(draft, "invalid-answers", flow.texts.tooManyInvalid);
  state.invalidCount = invalidCount;
  ask(draft, step, here, here.invalid ?? flow.texts.invalid, true);
  return `${step}:invalid`;
}

/** Kinds that carry an answer in words; the others get a sentence of their own and are no wrong answer. */
const WORDED: ReadonlySet<string> = new Set(["text", "button-reply", "list-reply"]);

function kindNote(draft: Draft, { kind }: Utterance): string {
  const { state, flow } = draft;
  if (WORDED.has(kind)) return "";
  state.kindNoted = { kind, at: draft.now };
  return lookUp(flow.texts.kinds, kind) ?? flow.texts.otherKind;
}

function lookUp(texts: Readonly<Record<string, string>>, key: string | undefined): string | undefined {
  return key !== undefined && Object.hasOwn(texts, key) ? texts[key] : undefined;
}

function setValue({ state }: Draft, name: string, value: string): void {
  if (Object.hasOwn(state.values, name) || Object.keys(state.values).length < VALUE_COUNT_MAX) {
    state.values[name] = value;
  }
}

/** Counts equal words at an equal step; the least counted makes room for a new one. */
function isLoop({ state }: Draft, text: string): boolean {
  const key = shortHash(text);
  const known = Object.hasOwn(state.repeats, key) ? state.repeats[key]! : 0;
  const keys = Object.keys(state.repeats);
  if (known === 0 && keys.length >= REPEAT_KEYS_MAX) {
    delete state.repeats[keys.reduce((least, key) => (state.repeats[key]! < state.repeats[least]! ? key : least))];
  }
  state.repeats[key] = known + 1;
  return known + 1 > SAME_ANSWERS_MAX;
}

/** FNV-1a, 32 bits: enough to tell a few texts apart, and no secret is kept by it. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}
