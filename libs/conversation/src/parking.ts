import { isControl, type LogEvent } from "@acolhe/events";
import { adoptAddress, callPerson, draftOf, giveToPerson, remember, say } from "./draft.ts";
import type { Flow } from "./flow.ts";
import { interruptOf } from "./interrupts.ts";
import { finish, type Transition } from "./result.ts";
import type { ConversationState } from "./state.ts";
import { takeFired } from "./timers.ts";

interface ParkingInput {
  readonly event: LogEvent;
  /** Sequence in INBOUND of the event that could not be handled. */
  readonly seq: number;
  readonly now: number;
  readonly flow: Flow;
}

/**
 * D7: an event that cannot be handled silences the bot for its contact and calls a person. Touches neither the flow's
 * states nor the message's words, because one of these is what failed.
 */
export function parkedTransition(previous: ConversationState | null, input: ParkingInput): Transition {
  const { event, seq, now, flow } = input;
  const draft = draftOf(previous, event, now, flow);
  const { state } = draft;
  remember(draft, event.id);
  if (event.type === "message-received" || event.type === "call-received") adoptAddress(draft, event.address);
  // What a control asks for must hold even when handling it failed.
  if (event.type === "bot-stopped") state.optedOut = true;
  if (event.type === "bot-paused") state.mode = "paused";
  // Only a patient who wrote is owed a word; after a takeover that failed, a word would talk over the person.
  const owed = event.type === "message-received";
  const speaks = owed && state.mode === "bot" && !state.optedOut && !state.parked && !state.merged;
  if (speaks) say(draft, flow.texts.parked);
  callPerson(draft, flow.team, "parked");
  const parked = state.parked ?? { eventSeq: seq, since: now, resumeTo: state.mode };
  const prompt = state.openPrompt;
  state.parked = null;
  giveToPerson(draft);
  state.parked = parked;
  // The question stays open: resuming goes on from the very event that parked.
  state.openPrompt = prompt;
  return finish(draft, "parked");
}

/** An event of a parked contact that waits for the contact to be resumed; then handle it with `resumed: true`. */
export function deferredTransition(
  previous: ConversationState | null,
  input: { readonly event: LogEvent; readonly now: number; readonly flow: Flow },
): Transition {
  const { event, now, flow } = input;
  const draft = draftOf(previous, event, now, flow);
  remember(draft, event.id);
  if (event.type === "timer-fired") takeFired(draft.state, event.name, event.generation);
  return finish(draft, "deferred");
}

/** Controls, merges, stop words and red flags act on a parked contact through `transition`, at once. */
export function actsWhileParked(event: LogEvent, flow: Flow): boolean {
  return isControl(event) || event.type === "merged-from" || interruptOf(event, flow) !== null;
}
