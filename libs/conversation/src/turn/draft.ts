import type { Command, ContactKey, Facts, Language, LogEvent } from "@acolhe/events";
import { SEEN_EVENT_IDS_MAX, stableId, TEXT_LENGTH_MAX } from "@acolhe/events";
import { valueText } from "../capture/capture.ts";
import type { Flow } from "../flow/compile.ts";
import {
  ADDRESS_LENGTH_MAX,
  FIRST_WORDS_LENGTH_MAX,
  HUMAN_MS,
  REPLY_VALID_MS,
  VALUE_COUNT_MAX,
  VALUE_LENGTH_MAX,
  VALUES_BYTES_MAX,
} from "../state/limits.ts";
import { bytesOf, type ConversationState, initialState } from "../state/state.ts";
import { clean } from "../state/utterance.ts";
import type { Reason } from "./engine-reasons.ts";

/** One turn in the making: a private copy of the state, changed freely, and the commands so far. */
export interface Draft {
  readonly state: ConversationState;
  readonly commands: Command[];
  readonly contact: ContactKey;
  readonly eventId: string;
  readonly now: number;
  readonly facts: Facts;
  readonly flow: Flow;
  /** States entered and routes taken: what a test covers, and what an operator is shown. */
  readonly visited: string[];
  /** What the patient says in this turn, once it is being answered. */
  said: string;
  /** In which the last answer was. */
  readonly spoken: Language;
}

export function draftOf(previous: ConversationState | null, event: LogEvent, facts: Facts, flow: Flow): Draft {
  const { now } = facts;
  const from = previous ?? initialState(now);
  // Nested objects are replaced, never changed in place; only these containers need a copy.
  const state = {
    ...from,
    values: { ...from.values },
    timers: { ...from.timers },
    repeats: { ...from.repeats },
    trail: [...from.trail],
    calls: [...from.calls],
    seen: [...from.seen],
  };
  const of = { contact: event.contact, eventId: event.id, now, facts, flow };
  return { state, commands: [], ...of, visited: [], said: "", spoken: from.language };
}

/** Our own ids are short already; a foreign one is hashed so that 64 of them stay small. */
export const seenId = (eventId: string): string =>
  /^[\w-]{1,22}$/.test(eventId) ? eventId : stableId("event", eventId);

export function remember(draft: Draft, eventId: string): void {
  const id = seenId(eventId);
  if (draft.state.seen.includes(id)) return;
  draft.state.seen.push(id);
  if (draft.state.seen.length > SEEN_EVENT_IDS_MAX) draft.state.seen.shift();
}

export function adoptAddress(draft: Draft, address: string): void {
  if (address !== "" && address.length <= ADDRESS_LENGTH_MAX) draft.state.address = address;
}

/** An event without an address may come first; the key then says how to reply. */
const replyTo = ({ state, contact }: Draft): string =>
  state.address ?? (contact.startsWith("lid-") ? `${contact.slice(4)}@lid` : contact);

export const sending = (draft: Draft, author: "bot" | "attendant" | "system", repeatable: boolean) => ({
  to: replyTo(draft),
  author,
  repeatable,
  validUntil: draft.now + REPLY_VALID_MS,
});

export function say(draft: Draft, text: string, author: "bot" | "system" = "bot"): void {
  if (text === "") return;
  draft.commands.push({
    type: "send-text",
    ...sending(draft, author, false),
    text: text.slice(0, TEXT_LENGTH_MAX).toWellFormed(),
  });
}

/** How long a person keeps the conversation without doing anything in it. */
export const humanMs = ({ facts }: Draft): number => facts.humanMs ?? HUMAN_MS;

/** From here on a person has the conversation. `paused` is stricter and stays. */
export function giveToPerson(draft: Draft): void {
  const { state } = draft;
  state.handedOver = null;
  state.suspended = null;
  state.unopened = [];
  if (state.mode !== "paused") {
    state.mode = "human";
    state.humanUntil = draft.now + humanMs(draft);
  }
  if (state.parked) state.parked = { ...state.parked, resumeTo: state.mode };
  draft.state.reminder = null;
  leaveQuestion(draft);
}

/** The team has been asked to go on. Until a person writes, the bot may speak: nothing silences it but that person (S3). */
export function handOver(draft: Draft, { team, reason, priority }: Call): void {
  const { state } = draft;
  state.handedOver = { at: draft.now, team, reason, priority, notedAt: null };
  state.reminder = null;
  leaveQuestion(draft);
}

/** Nothing is waited for any more: no answer, no more text, no slow work. */
export function leaveQuestion({ state }: Draft): void {
  state.openPrompt = null;
  state.pendingInput = null;
  state.waiting = null;
  state.confirming = null;
}

/** Forgets what was learned in a session; who the patient is stays known. */
export function forgetLearned({ state, flow }: Draft): void {
  state.values = Object.fromEntries(Object.entries(state.values).filter(([name]) => flow.head.keep.includes(name)));
}

export function endSession(draft: Draft): void {
  draft.state.step = null;
  draft.state.concern = null;
  draft.state.calls = [];
  draft.state.trail = [];
  draft.state.reminder = null;
  leaveQuestion(draft);
}

type Priority = Extract<Command, { type: "request-handoff" }>["priority"];

/** Who is asked for, and why. */
export interface Call {
  readonly team: string;
  readonly reason: string;
  readonly priority: Priority;
}

interface CallOptions {
  readonly priority?: Priority;
  readonly step?: string | null;
  /** What else the team has to know: the danger and the words it was seen in. */
  readonly more?: Readonly<Record<string, string>>;
}

/** Asks a person to come, with what was learned, readable, and the step it was learned at. */
export function callPerson<R extends string>(
  draft: Draft,
  team: string,
  reason: Reason<R>,
  { priority = "normal", step = draft.state.step, more = {} }: CallOptions = {},
): void {
  const { state, flow } = draft;
  const learned = Object.entries(state.values).map(([name, value]) => [
    name,
    valueText(flow, flow.values.get(name), value, flow.head.languages[0]!),
  ]);
  const where = { language: state.language, ...(step === null ? {} : { step }) };
  const summary = { ...Object.fromEntries(learned), ...where, ...more };
  draft.commands.push({ type: "request-handoff", team, reason, priority, summary });
}

/** The value that holds what a conversation began with. */
export const FIRST_WORDS = "first_words";

export function setValue({ state }: Draft, name: string, value: string): void {
  const { [name]: _, ...others } = state.values;
  if (Object.keys(others).length >= VALUE_COUNT_MAX) return;
  let kept = clean(value, name === FIRST_WORDS ? FIRST_WORDS_LENGTH_MAX : VALUE_LENGTH_MAX);
  while (kept !== "" && bytesOf({ ...others, [name]: kept }) > VALUES_BYTES_MAX) kept = clean(kept, kept.length - 8);
  if (kept !== "") state.values[name] = kept;
}
