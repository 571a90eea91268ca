import { type Facts, isControl, type LogEvent } from "@acolhe/events";
import { interrupt, interruptOf, isUrgent } from "../dialogue/interrupts.ts";
import type { Flow } from "../flow/compile.ts";
import { saidOf } from "../reading/said.ts";
import type { ConversationState } from "../state/state.ts";
import { WORDLESS } from "../state/utterance.ts";
import { adoptAddress, callPerson, draftOf, giveToPerson, remember } from "../turn/draft.ts";
import { finish, type Transition } from "../turn/result.ts";
import { sayText } from "../words/text.ts";

interface ParkingInput {
  readonly event: LogEvent;
  /** Sequence in INBOUND of the event that could not be handled. */
  readonly seq: number;
  readonly facts: Facts;
  readonly flow: Flow;
}

/**
 * D7: an event that cannot be handled silences the bot for its contact and calls a person. Touches neither the flow's
 * states nor the message's words, because one of these is what failed.
 */
export function parkedTransition(previous: ConversationState | null, input: ParkingInput): Transition {
  const { event, seq, facts, flow } = input;
  const draft = draftOf(previous, event, facts, flow);
  const { state } = draft;
  remember(draft, event.id);
  if (event.type === "message-received" || event.type === "call-received") adoptAddress(draft, event.address);
  // What a control asks for must hold even when handling it failed.
  if (event.type === "bot-stopped") state.optedOut = true;
  if (event.type === "bot-paused") state.mode = "paused";
  // Only a patient who wrote is owed a word; after a takeover that failed, a word would talk over the person.
  const owed = event.type === "message-received";
  const speaks = owed && state.mode === "bot" && !facts.botOff && !state.optedOut && !state.parked && !state.merged;
  if (speaks) sayText(draft, "parked");
  callPerson(draft, flow.head.team, "parked");
  const parked = state.parked ?? { eventSeq: seq, since: facts.now, resumeTo: state.mode };
  const prompt = state.openPrompt;
  state.parked = null;
  giveToPerson(draft);
  state.parked = parked;
  // The question stays open: resuming goes on from the very event that parked.
  state.openPrompt = prompt;
  return finish(draft, "parked");
}

/** An event of a parked contact that waits for the contact to be resumed, which people are told of if it may tell of a danger; then handle it with `resumed: true`. */
export function deferredTransition(
  previous: ConversationState | null,
  input: { readonly event: LogEvent; readonly facts: Facts; readonly flow: Flow },
): Transition {
  const { event, facts, flow } = input;
  const draft = draftOf(previous, event, facts, flow);
  remember(draft, event.id);
  const found = interruptOf(event, flow, facts);
  if (found?.what === "danger") interrupt(draft, found, { said: saidOf(WORDLESS, facts.understanding), mayAsk: false });
  return finish(draft, "deferred");
}

const ACTING: ReadonlySet<LogEvent["type"]> = new Set(["merged-from", "attendant-replied", "attendant-notified"]);

/** Controls, merges, a person's answers, stop words and red flags act on a parked contact through `transition`, at once. */
export function actsWhileParked(event: LogEvent, flow: Flow, facts: Facts): boolean {
  return isControl(event) || ACTING.has(event.type) || isUrgent(interruptOf(event, flow, facts));
}
