import { CAPTION_LENGTH_MAX, stableId } from "@acolhe/events";
import type { Choice } from "../flow/choice.ts";
import { routeId } from "../flow/route-id.ts";
import type { State } from "../flow/state-schema.ts";
import { choicesOf } from "../reading/choices.ts";
import { holds } from "../reading/guard.ts";
import { matchesAct } from "../reading/matcher.ts";
import { notice } from "../reading/notice.ts";
import { saidOf } from "../reading/said.ts";
import { BUBBLES_MAX, CALLS_MAX, TRAIL_LENGTH_MAX } from "../state/limits.ts";
import { plain } from "../state/utterance.ts";
import {
  callPerson,
  type Draft,
  FIRST_WORDS,
  giveToPerson,
  handOver,
  leaveQuestion,
  say,
  sending,
  setValue,
} from "../turn/draft.ts";
import type { EngineReason } from "../turn/engine-reasons.ts";
import { daysWished } from "../visits/days-wished.ts";
import { visitNamed } from "../visits/which.ts";
import { mergeLengthOf } from "../words/merge-length.ts";
import { paragraphs, render } from "../words/text.ts";
import { tellOnce } from "../words/told.ts";
import { perform, takeEffect } from "./actions.ts";
import { ask } from "./prompt.ts";
import { redFlag } from "./red-flag.ts";
import { giveReplies, replyTo } from "./replies.ts";
import { stop } from "./stop.ts";

/** Leaves the present state for another, so that "back" can return. */
export function move(draft: Draft, to: string, note = ""): void {
  const { state } = draft;
  const { concern, resume } = draft.flow.head;
  // Nobody goes back to a question that was asked in between.
  const isAside = state.step === concern || state.step === resume;
  if (state.step !== null && state.step !== to && !isAside)
    state.trail = [...state.trail, state.step].slice(-TRAIL_LENGTH_MAX);
  enter(draft, to, { note });
}

/** Calls a person, with one sentence before that of the flow where there is a reason to give. */
export function handOff(draft: Draft, reason: EngineReason, note = ""): string {
  enter(draft, draft.flow.head.handoff, { note, reason });
  return `handoff:${reason}`;
}

/** Goes back, silently, to the question the conversation stands on or last stood on. False: there is none. */
export function standOnQuestion({ state, flow }: Draft): boolean {
  for (let step = state.step; step !== null; step = state.trail.pop() ?? null) {
    if (flow.state(step)?.ask === undefined) continue;
    state.step = step;
    return true;
  }
  return false;
}

interface EnterOptions {
  /** Said first. */
  readonly note?: string;
  /** Said after what the states on the way say, before the question. */
  readonly after?: string;
  /** Why a person is called, instead of the state's own reason. */
  readonly reason?: string;
}

/** Goes to a state and through passive ones, gathers what they say, and ends with a question, a person or an end. */
export function enter(draft: Draft, to: string, { note = "", after = "", reason }: EnterOptions = {}): void {
  const { state, flow } = draft;
  const words: Words = { note, said: [], after, media: undefined };
  const from = state.step;
  state.invalidCount = 0;
  leaveQuestion(draft);
  let name = to;
  for (let steps = 0; steps < flow.head.limits.steps; steps++) {
    const here = flow.state(name);
    if (!here) break;
    if (here.needs && !Object.hasOwn(state.values, here.needs.value)) {
      name = here.needs.otherwise;
      continue;
    }
    state.step = name;
    draft.visited.push(name);
    perform(draft, here.do);
    for (const key of [here.say ?? []].flat()) words.said.push(sayKey(draft, key));
    words.media = here.media ?? words.media;
    const only = onlyChoice(draft, name, here);
    if (only) {
      draft.visited.push(`${name}:${only.route}`);
      takeEffect(draft, only);
      name = only.goto;
      continue;
    }
    if (toldAtOnce(draft, here, words)) {
      name = nextOf(draft, name, here) ?? flow.head.menu;
      continue;
    }
    if (restsOn(draft, { name, here, from, steps, reason }, words)) return;
    const pursued = here.pursue ? pursue(draft) : null;
    if (pursued?.text) words.said.push(pursued.text);
    const next = pursued?.goto ?? follow(draft, name, here);
    if (here.end || next === undefined) {
      sayAll(draft, words.media, [note, ...words.said, after]);
      return;
    }
    name = next;
  }
  // A flow that leads nowhere (lint forbids it) must not leave the patient without an answer.
  sayAll(draft, undefined, [note, render(draft, "engine.too-many-invalid")]);
  callPerson(draft, flow.head.team, "flow-broken");
  giveToPerson(draft);
}

const sayKey = (draft: Draft, key: string): string =>
  draft.flow.head.once?.includes(key) ? tellOnce(draft, key) : render(draft, key);

/** What there is to say when the way ends. */
interface Words {
  readonly note: string;
  /** Of the states on the way. */
  readonly said: string[];
  readonly after: string;
  media: State["media"];
}

interface Arrived {
  readonly name: string;
  readonly here: State;
  /** Where the conversation stood before. */
  readonly from: string | null;
  readonly steps: number;
  readonly reason: string | undefined;
}

/** Does what a state that does not lead on is there for, and tells whether this is one. */
function restsOn(draft: Draft, arrived: Arrived, words: Words): boolean {
  const { here, name } = arrived;
  const { note, said, after, media } = words;
  if (here.stop) {
    sayAll(draft, media, [note, ...said, after]);
    stop(draft);
  } else if (here.emergency) {
    sayAll(draft, media, [note, ...said, after]);
    // Said after all to whom it was said before: the answer was that it is happening now.
    draft.state.emergencyAt = null;
    redFlag(draft, { kind: "other", ...draft.state.concern });
  } else if (here.handoff) callTeam(draft, arrived, words);
  else if (here.ask !== undefined) {
    const before = paragraphs([...said, after]);
    if (media) ask(draft, name, here, { note: sayMedia(draft, media, paragraphs([note, before])) });
    else if (before === "") ask(draft, name, here, { note });
    else ask(draft, name, here, { before: paragraphs([note, before]) });
  } else if (here.lookup) {
    lookUp(draft, arrived, here.lookup);
    sayAll(draft, media, [note, ...said, after]);
  } else return false;
  return true;
}

/** Of several patients the one whom the words name. */
function patientNamed(draft: Draft, name: string, into: string): Choice | undefined {
  const known = choicesOf(draft, name).filter(({ route }) => route === into);
  const words = ` ${plain(draft.said)} `;
  const named = known.filter(({ label }) => words.includes(` ${plain(label).split(" ")[0]} `));
  return known.length > 1 && named.length === 1 ? named[0] : undefined;
}

/** Days that the message which leads to their question tells already are taken, and said back. */
function toldAtOnce(draft: Draft, { unasked, capture }: State, words: Words): boolean {
  if (unasked === undefined || capture?.as !== "preference") return false;
  const days = daysWished(draft, draft.said);
  if (days === null) return false;
  setValue(draft, capture.into, days);
  words.said.push(render(draft, unasked));
  return true;
}

function callTeam(draft: Draft, { here, from, reason }: Arrived, { note, said, after, media }: Words): void {
  const { state, flow } = draft;
  // Where to go on when it is given back, should it be set so.
  if (draft.facts.continueAfterReturn && from !== null && state.trail.at(-1) !== from)
    state.trail = [...state.trail, from].slice(-TRAIL_LENGTH_MAX);
  // What was answered comes before what the team will do.
  sayAll(draft, media, [note, after, ...said]);
  const { team = flow.head.team, priority, reason: own } = here.handoff!;
  const call = { team, priority, reason: reason ?? own };
  callPerson(draft, team, call.reason, { priority, step: from });
  handOver(draft, call);
}

function lookUp(draft: Draft, { name, steps }: Arrived, { what, seconds }: NonNullable<State["lookup"]>): void {
  const { state, now, commands } = draft;
  const requestId = stableId("lookup", draft.eventId, name, steps);
  commands.push({ type: "lookup", requestId, what, values: { ...state.values } });
  state.waiting = { requestId, step: name, until: now + Math.round(seconds * 1000), noted: false };
}

/** The one thing that is known of the contact, or that these words name, where the state takes it unasked. */
function onlyChoice(draft: Draft, name: string, { from }: State): Choice | undefined {
  if (from?.source === "patients" && from.alone === undefined) return patientNamed(draft, name, from.into);
  if (from?.alone !== "taken" || typeof from.source === "object") return undefined;
  const choices = choicesOf(draft, name);
  const known = choices.filter(({ route }) => route === from.into);
  if (from.source !== "appointments") return known.length === 1 ? known[0] : undefined;
  const { visits, kept, elsewhen, isTold } = visitNamed(draft, draft.said);
  // Who confirms means what stays as it is: "amanhã 7:30 tá de pé".
  const isStaying = visits.length === 0 && draft.state.values.matter === "confirm";
  const [meant, ...others] = isStaying ? kept : visits;
  if (meant) return others.length === 0 ? known.find(({ set }) => set[from.into] === meant.id) : undefined;
  if (!isTold && known.length === 1) return known[0];
  return elsewhen === null ? undefined : notAmongKnown(draft, from.into, choices, elsewhen);
}

/** The day of a visit that the records do not show, told unasked, as the state that asks for it would keep it. */
function notAmongKnown(draft: Draft, into: string, choices: readonly Choice[], when: string): Choice | undefined {
  for (const choice of choices) {
    const { capture, next } = draft.flow.state(choice.goto) ?? {};
    if (choice.route === into || capture?.into !== `${into}_when` || typeof next !== "string") continue;
    const unset = [into, ...["name", "patient", "with"].map((field) => `${into}_${field}`)];
    return { ...choice, set: { ...choice.set, [capture.into]: when }, do: [...choice.do, { unset }], goto: next };
  }
  return undefined;
}

/** Where a state without a question goes on by itself. */
function follow(draft: Draft, name: string, here: State): string | undefined {
  const { state } = draft;
  if (here.return) {
    draft.visited.push(`${name}:return`);
    // Where the team has the conversation there may be no question to come back to, and no menu is wanted.
    return state.calls.pop() ?? (state.handedOver ? undefined : draft.flow.head.menu);
  }
  if (here.call) {
    state.calls = [...state.calls, here.call.back].slice(-CALLS_MAX);
    return here.call.start;
  }
  if (here.end) return undefined;
  return nextOf(draft, name, here);
}

/** What comes of the wish of the first message, now that what stood before it is settled: a way, or an answer. */
export function pursue(draft: Draft): { readonly goto?: string; readonly text?: string } | null {
  const { state, flow } = draft;
  const act = state.values.wish ?? state.values.guess;
  if (act === undefined) return null;
  for (const name of ["wish", "guess"]) delete state.values[name];
  const index = flow.head.routes.findIndex(({ on, when }) => matchesAct(on, act) && holds(draft, when));
  const route = flow.head.routes[index];
  if (route?.goto === undefined) {
    if (!act.startsWith("ask:")) return null;
    const reply = replyTo(draft, { act, step: "flow", here: {} });
    return reply && { text: giveReplies(draft, [reply]) };
  }
  draft.visited.push(`flow:${routeId(route, index)}`);
  const { on } = route;
  const first = saidOf({ kind: "text", text: state.values[FIRST_WORDS] ?? "", optionId: null }, undefined);
  const into = typeof on === "object" && "into" in on ? on.into : undefined;
  const kept = into === undefined ? {} : { [into]: first.utterance.text };
  takeEffect(draft, { set: { ...kept, ...route.set }, do: route.do });
  notice(draft, first);
  return { goto: route.goto };
}

export function nextOf(draft: Draft, name: string, { next }: State): string | undefined {
  if (next === undefined || typeof next === "string") return next;
  const index = next.findIndex(({ when }) => holds(draft, when));
  if (index < 0) return undefined;
  draft.visited.push(`${name}:next-${index + 1}`);
  return next[index]!.goto;
}

function sayAll(draft: Draft, media: State["media"], texts: readonly string[]): void {
  const bubbles = texts.filter((text) => text !== "");
  const whole = paragraphs(bubbles);
  if (media) say(draft, sayMedia(draft, media, whole));
  else if (whole.length <= mergeLengthOf(draft)) say(draft, whole);
  else {
    for (const text of bubbles.slice(0, BUBBLES_MAX - 1)) say(draft, text);
    say(draft, paragraphs(bubbles.slice(BUBBLES_MAX - 1)));
  }
}

/** Sends a picture or file with what is said as its caption; gives back what the caption could not carry. */
function sayMedia(draft: Draft, media: NonNullable<State["media"]>, said: string): string {
  const { kind, url, extension = "pdf" } = media;
  const common = { ...sending(draft, "bot", false), url };
  const captioned = kind !== "audio" && said !== "" && said.length <= CAPTION_LENGTH_MAX;
  const caption = captioned ? { caption: said } : {};
  if (kind === "audio") draft.commands.push({ type: "send-audio", ...common });
  else if (kind === "document") draft.commands.push({ type: "send-document", ...common, extension, ...caption });
  else draft.commands.push({ type: `send-${kind}`, ...common, ...caption });
  return captioned ? "" : said;
}
