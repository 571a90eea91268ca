import type { Command, ContactKey, LogEvent } from "@acolhe/events";
import { SEEN_EVENT_IDS_MAX, stableId, TEXT_LENGTH_MAX } from "@acolhe/events";
import type { Flow } from "./flow.ts";
import { ADDRESS_LENGTH_MAX, HUMAN_MS, REPLY_VALID_MS } from "./limits.ts";
import { type ConversationState, initialState } from "./state.ts";

/** One turn in the making: a private copy of the state, changed freely, and the commands so far. */
export interface Draft {
  readonly state: ConversationState;
  readonly commands: Command[];
  readonly contact: ContactKey;
  readonly now: number;
  readonly flow: Flow;
}

export function draftOf(previous: ConversationState | null, event: LogEvent, now: number, flow: Flow): Draft {
  const from = previous ?? initialState(now);
  // Nested objects are replaced, never changed in place; only these containers need a copy.
  const state = {
    ...from,
    values: { ...from.values },
    timers: { ...from.timers },
    repeats: { ...from.repeats },
    trail: [...from.trail],
    seen: [...from.seen],
  };
  return { state, commands: [], contact: event.contact, now, flow };
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

export const sending = (draft: Draft, author: "bot" | "system", repeatable: boolean) => ({
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

/** From here on a person has the conversation. `paused` is stricter and stays. */
export function giveToPerson(draft: Draft): void {
  const { state } = draft;
  if (state.mode !== "paused") {
    state.mode = "human";
    state.humanUntil = draft.now + HUMAN_MS;
  }
  if (state.parked) state.parked = { ...state.parked, resumeTo: state.mode };
  state.openPrompt = null;
  state.pendingLimited = null;
}

/** Asks a person to come, with what was learned and the step it was learned at. */
export function callPerson(draft: Draft, team: string, reason: string, extra: Record<string, string> = {}): void {
  const step = draft.state.step;
  const summary = { ...draft.state.values, ...(step === null ? {} : { step }), ...extra };
  draft.commands.push({ type: "request-handoff", team, reason, summary });
}
