import type { CallReceived, LogEvent, MessageReceived, TimerFired } from "@acolhe/events";
import { carry } from "./carry.ts";
import { adoptAddress, callPerson, type Draft, draftOf, giveToPerson, remember, say, seenId } from "./draft.ts";
import type { Flow } from "./flow.ts";
import { answer } from "./interpreter.ts";
import { interrupt, interruptOf } from "./interrupts.ts";
import { HUMAN_MS, PENDING_TEXT_LENGTH_MAX, SESSION_IDLE_MS, TIMER_EARLY_MS_MAX, TIMER_LATE_MS_MAX } from "./limits.ts";
import { finish, type Transition } from "./result.ts";
import type { ConversationState } from "./state.ts";
import { dueTimers, takeFired } from "./timers.ts";
import { clean, plain, utter } from "./utterance.ts";
import { isWord } from "./words.ts";

/** Changes whenever the same input may give another output, so that a replay knows what to expect (W2). */
export const ENGINE_VERSION = "1";

interface TransitionInput {
  readonly event: LogEvent;
  /** Epoch milliseconds, recorded as a fact of the turn. */
  readonly now: number;
  readonly flow: Flow;
  /** The event was deferred while its contact was parked, and is handled now: having been seen is no repeat. */
  readonly resumed?: boolean;
}

/**
 * The engine. Modes: bot (answers), human (records, until `humanUntil`), paused (records, until returned); across
 * them opted out, parked and merged.
 * E1: same state and input, same output (W2); no clock, no I/O, no randomness. E2: an event seen before changes nothing.
 * E3: nothing by author `bot` while opted out, human, paused, parked or merged. E4: it never throws on valid input.
 */
export function transition(previous: ConversationState | null, input: TransitionInput): Transition {
  const { event, now, flow } = input;
  if (previous && !input.resumed && hasSeen(previous, event)) {
    return { state: previous, commands: [], rule: "repeat", lane: "quiet" };
  }
  const draft = draftOf(previous, event, now, flow);
  remember(draft, event.id);
  return finish(draft, decide(draft, event, input.resumed ?? false));
}

/** Whether an event is among the last ones this conversation has had a turn for. */
export const hasSeen = (state: ConversationState | null, event: LogEvent): boolean =>
  state?.seen.includes(seenId(event.id)) ?? false;

function decide(draft: Draft, event: LogEvent, resumed: boolean): string {
  const { state } = draft;
  if (state.merged && event.type !== "unmerged" && event.type !== "merged-into") {
    if (event.type === "timer-fired") takeFired(state, event.name, event.generation);
    return "merged";
  }
  const lapsed = lapse(draft);
  switch (event.type) {
    case "message-received":
      return onMessage(draft, event, resumed);
    case "message-edited": {
      const what = interruptOf(event, draft.flow);
      return what ? interrupt(draft, what) : "recorded:message-edited";
    }
    case "message-revoked":
    case "message-waiting":
    case "reaction-received":
    case "notice-received":
      return `recorded:${event.type}`;
    case "call-received":
      return onCall(draft, event);
    case "timer-fired":
      return onTimer(draft, event, lapsed);
    case "outcome-settled":
      if (event.as === "sent-once-more") {
        state.resentCount++;
        return "sent-once-more";
      }
      callPerson(draft, draft.flow.team, event.as === "failed" ? "send-failed" : "send-unknown");
      giveToPerson(draft);
      return `outcome:${event.as}`;
    case "merged-from":
      Object.assign(state, carry(state, event.carried));
      lapse(draft);
      if (isSilent(state)) state.openPrompt = state.pendingLimited = null;
      return "merged-from";
    case "merged-into":
      state.merged = { survivor: event.survivor };
      endSession(draft);
      return "merged-into";
    case "unmerged":
      state.merged = null;
      return "unmerged";
    case "takeover-started":
      giveToPerson(draft);
      return "takeover";
    case "returned-to-bot":
      returnToBot(draft);
      return "returned";
    case "bot-paused":
      state.mode = "paused";
      state.humanUntil = null;
      giveToPerson(draft);
      return "paused";
    case "bot-stopped":
      // Written after the turn of the stop: by then the patient may already have come back.
      if (state.optedInAt !== null && event.at <= state.optedInAt) return "stop-outrun";
      state.optedOut = true;
      endSession(draft);
      return "stopped";
    case "contact-resumed":
      if (!state.parked) return "not-parked";
      state.mode = state.parked.resumeTo;
      state.parked = null;
      if (state.mode === "bot") state.humanUntil = null;
      return "resumed";
  }
}

function onMessage(draft: Draft, event: MessageReceived, resumed: boolean): string {
  const { state, flow, now } = draft;
  adoptAddress(draft, event.address);
  const what = interruptOf(event, flow);
  const idle = now - state.lastActivityAt >= SESSION_IDLE_MS;
  // A resumed message that waited longer than a session lasts is history: a person was called meanwhile.
  const late = resumed && now - event.at >= SESSION_IDLE_MS;
  if (!late) state.lastActivityAt = now;
  if (what) return interrupt(draft, what);

  const utterance = utter(event.content);
  if (state.optedOut) {
    if (!isWord(flow, "optIn", plain(utterance.text))) return "opted-out";
    state.optedOut = false;
    state.optedInAt = event.at;
    endSession(draft);
    if (isSilent(state) || late) return "opted-in:quietly";
    answer(draft, utterance);
    return "opted-in";
  }
  if (isSilent(state)) return state.parked ? "parked-silent" : `${state.mode}-silent`;
  if (late) return "resumed-late";
  if (idle) endSession(draft);
  if (event.limited && !resumed) {
    const text = clean(utterance.text, PENDING_TEXT_LENGTH_MAX);
    state.pendingLimited = { eventId: seenId(event.id), at: now, utterance: { ...utterance, text } };
    return "limited";
  }
  state.pendingLimited = null;
  return answer(draft, utterance);
}

function onCall(draft: Draft, event: CallReceived): string {
  const { state, now } = draft;
  if (event.phase !== "ringing" && event.phase !== "missed") return "recorded:call-received";
  adoptAddress(draft, event.address);
  if (state.optedOut || isSilent(state)) return "call:silent";
  if (state.callNotedAt !== null && now - state.callNotedAt < SESSION_IDLE_MS) return "call:again";
  state.callNotedAt = now;
  say(draft, draft.flow.texts.call);
  return "call";
}

/** Timers only wake; the state decides whether there is anything to do. */
function onTimer(draft: Draft, event: TimerFired, lapsed: boolean): string {
  const { state, now, flow } = draft;
  const name = takeFired(state, event.name, event.generation);
  if (!name) return "timer-stale";
  if (name === "takeover-end" && lapsed) return "takeover-ended";
  const due = dueTimers(state)[name];
  if (due === undefined) return "timer-unneeded";
  if (now < due - TIMER_EARLY_MS_MAX) return `timer-early:${name}`;
  const late = now - due > TIMER_LATE_MS_MAX;
  switch (name) {
    case "takeover-end":
      returnToBot(draft);
      return "takeover-ended";
    case "limited": {
      const pending = state.pendingLimited!;
      if (now - state.lastActivityAt >= SESSION_IDLE_MS) endSession(draft);
      state.pendingLimited = null;
      return `limited:${answer(draft, pending.utterance)}`;
    }
    case "nudge":
      state.openPrompt = { ...state.openPrompt!, nudged: true };
      if (!late) say(draft, flow.texts.nudge);
      return "nudge";
    case "session-end": {
      const midWay = state.openPrompt !== null;
      endSession(draft);
      if (midWay && !late) say(draft, flow.texts.closing);
      return "session-ended";
    }
  }
}

const isSilent = (state: ConversationState): boolean => state.mode !== "bot" || state.parked !== null;

function endSession({ state }: Draft): void {
  state.step = null;
  state.openPrompt = null;
  state.pendingLimited = null;
}

function returnToBot(draft: Draft): void {
  const { state } = draft;
  if (state.parked) {
    // Still parked, so still silent; but once resumed it is the bot's.
    state.parked = { ...state.parked, resumeTo: "bot" };
    return;
  }
  state.mode = "bot";
  state.humanUntil = null;
  endSession(draft);
}

/** A person's seven days end by themselves, also when the timer was lost. True when they did just now. */
function lapse(draft: Draft): boolean {
  const { state, now } = draft;
  if (state.mode !== "human" || state.parked) return false;
  state.humanUntil ??= now + HUMAN_MS;
  if (now < state.humanUntil) return false;
  returnToBot(draft);
  return true;
}
