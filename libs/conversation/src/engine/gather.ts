import type { MessageEdited, MessageReceived, MessageRevoked } from "@acolhe/events";
import { pickedFromQuote } from "../dialogue/pointing.ts";
import { withdraw } from "../dialogue/second-opinion.ts";
import { isReview } from "../dialogue/slots.ts";
import { choicesOf } from "../reading/choices.ts";
import { matchExactly } from "../reading/options.ts";
import { LIMITED_QUIET_MS, PENDING_COUNT_MAX, PENDING_TEXT_LENGTH_MAX } from "../state/limits.ts";
import type { ConversationState } from "../state/state.ts";
import { clean, plain, type Utterance, utter } from "../state/utterance.ts";
import { type Draft, seenId } from "../turn/draft.ts";

/*
 * Several quick messages are one answer. What may be followed by more waits in the state until a timer ends the window;
 * taps, digits and words that leave nothing open do not wait. G1: at most one answer for a window. G2: each message of
 * it has its turn, without anything to send. G3: the window is state and a timer, so a restart changes nothing.
 */
type Pending = NonNullable<ConversationState["pendingInput"]>;
type Waiting = Pending["messages"][number];

/** Keeps the message for later and says so, or leaves it to be answered now. */
export function gather(draft: Draft, event: MessageReceived, utterance: Utterance): string | null {
  const { state, now } = draft;
  const asked = withdraw(state);
  const one: Waiting = {
    ...utterance,
    text: clean(utterance.text, PENDING_TEXT_LENGTH_MAX),
    id: seenId(event.messageId),
    at: event.at,
  };
  if (event.limited) {
    // A flood: only its last message is answered, once it is over.
    state.pendingInput = { messages: [one], since: now, due: now + LIMITED_QUIET_MS, limited: true };
    return "limited";
  }
  const windowMs = windowOf(draft);
  const words = state.pendingInput?.limited ? null : state.pendingInput;
  // Words that are on their way may change what is being confirmed: they come before the tap.
  if (words && utterance.optionId !== null && isReviewed(draft)) return "gathering";
  if (windowMs === 0 || state.pendingInput?.limited || isWhole(draft, utterance, words !== null)) return null;
  // O3: words that were not understood may be by what follows them.
  const before: Waiting[] = asked
    ? [{ kind: asked.kind, text: asked.text, optionId: asked.optionId, id: seenId(asked.requestId), at: asked.at }]
    : (state.pendingInput?.messages ?? []);
  const since = state.pendingInput?.since ?? now;
  const due = Math.min(now + windowMs, since + draft.flow.head.limits.windowMsMax);
  state.pendingInput = {
    messages: fitting([...before, one]),
    since,
    due,
    limited: false,
  };
  return "gathering";
}

function windowOf({ state, flow, facts }: Draft): number {
  const here = state.step === null ? undefined : flow.state(state.step);
  return facts.inputWindowMs ?? here?.window ?? flow.head.limits.windowMs;
}

const isReviewed = ({ state, flow }: Draft): boolean =>
  state.openPrompt !== null && isReview(flow.state(state.openPrompt.step)?.asks);

/** Nothing that may follow would change what this means. A typed "sim" behind other words belongs to them. */
function isWhole(draft: Draft, utterance: Utterance, followsWords: boolean): boolean {
  if (utterance.optionId !== null || pickedFromQuote(draft, utterance) !== null) return true;
  const { state, flow } = draft;
  const said = plain(utterance.text);
  const isOption = () => matchExactly(choicesOf(draft, state.step!), utterance) !== undefined;
  if (state.step !== null && !followsWords && isOption()) return true;
  const lists = ["menu", "back", "repeat", "human", ...flow.head.languages.map((each) => `language-${each}`)];
  if (state.confirming && !followsWords) lists.push("yes", "no");
  return state.step !== null && flow.words.only(lists, said);
}

/** The newest messages, as far as a state may hold them. */
function fitting(messages: readonly Waiting[]): Waiting[] {
  const kept = messages.slice(-PENDING_COUNT_MAX);
  const length = () => kept.reduce((sum, { text }) => sum + text.length, 0);
  while (kept.length > 1 && length() > PENDING_TEXT_LENGTH_MAX) kept.shift();
  return kept;
}

/** The messages of a window as one, in the order they were written. */
export function together({ messages }: Pending): Utterance {
  const inOrder = messages.toSorted((a, b) => a.at - b.at);
  const last = inOrder.at(-1)!;
  if (last.optionId !== null) return { kind: last.kind, text: last.text, optionId: last.optionId };
  const text = inOrder.flatMap((each) => each.text || []).join(" ");
  return { kind: text === "" ? last.kind : "text", text, optionId: null };
}

/** Where an opinion is waited for on an answer, of which messages that is. @returns the answer's rule */
export function rememberAsked({ state }: Draft, messages: readonly Waiting[], rule: string): string {
  const { waiting } = state;
  if (waiting?.said) state.waiting = { ...waiting, said: { ...waiting.said, messages: [...messages] } };
  return rule;
}

/**
 * A message that still waits is changed or taken back; one that was answered already is only recorded. Of words about which a
 * model is asked the opinion is no longer wanted: with what they are now, they are read anew.
 */
export function amend(draft: Draft, event: MessageEdited | MessageRevoked): boolean {
  const { state, now } = draft;
  const id = seenId(event.messageId);
  const isIn = (messages: readonly Waiting[] | undefined) => messages?.some((message) => message.id === id) ?? false;
  const isAsked = isIn(state.waiting?.said?.messages);
  if (!isAsked && !isIn(state.pendingInput?.messages)) return false;
  const asked = isAsked ? (withdraw(state)?.messages ?? []) : [];
  const pending = state.pendingInput ?? { messages: [], since: now, due: now + windowOf(draft), limited: false };
  const messages = [...asked, ...pending.messages].flatMap((message) => {
    if (message.id !== id) return [message];
    if (event.type === "message-revoked") return [];
    const { kind, text, optionId } = utter(event.content);
    return [{ ...message, kind, optionId, text: clean(text, PENDING_TEXT_LENGTH_MAX) }];
  });
  state.pendingInput = messages.length === 0 ? null : { ...pending, messages: fitting(messages) };
  return true;
}
