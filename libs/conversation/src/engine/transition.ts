import {
  type CallReceived,
  type Facts,
  type LogEvent,
  type LookupAnswered,
  type MessageReceived,
  type ReactionReceived,
  TEXT_LENGTH_MAX,
  type TimerFired,
  type Understanding,
} from "@acolhe/events";
import { answer, answerAgain } from "../dialogue/answer.ts";
import { isAsked } from "../dialogue/concern.ts";
import { enter, handOff, standOnQuestion } from "../dialogue/enter.ts";
import { openSession } from "../dialogue/first-words.ts";
import { repeat } from "../dialogue/global-words.ts";
import { type Interrupt, interrupt, interruptIn, interruptOf, isUrgent } from "../dialogue/interrupts.ts";
import { dangerNote } from "../dialogue/red-flag.ts";
import { opinionOf, withdraw } from "../dialogue/second-opinion.ts";
import { suspend } from "../dialogue/session.ts";
import type { Flow } from "../flow/compile.ts";
import { ValueName } from "../flow/names.ts";
import { choicesOf } from "../reading/choices.ts";
import { matchRoute } from "../reading/matcher.ts";
import { matchExactly } from "../reading/options.ts";
import { saidOf } from "../reading/said.ts";
import {
  INPUT_EARLY_MS_MAX,
  MINUTE_MS,
  PENDING_TEXT_LENGTH_MAX,
  TIMER_EARLY_MS_MAX,
  TIMER_LATE_MS_MAX,
} from "../state/limits.ts";
import type { ConversationState } from "../state/state.ts";
import { clean, plain, type Utterance, utter } from "../state/utterance.ts";
import { carry } from "../turn/carry.ts";
import {
  adoptAddress,
  callPerson,
  type Draft,
  draftOf,
  endSession,
  giveToPerson,
  humanMs,
  leaveQuestion,
  remember,
  seenId,
  setValue,
} from "../turn/draft.ts";
import { finish, type Transition } from "../turn/result.ts";
import { dueTimers, takeFired } from "../turn/timers.ts";
import { render, sayText } from "../words/text.ts";
import { relay } from "./attendant.ts";
import { whileOff } from "./bot-off.ts";
import { amend, gather, together } from "./gather.ts";
import { isOver, takeVoices, type Voice, writeOut } from "./voice.ts";

/** Changes whenever the same input may give another output, so that a replay knows what to expect (W2). */
export const ENGINE_VERSION = "14";

interface TransitionInput {
  readonly event: LogEvent;
  /** All that was looked up for this turn, the clock among it; recorded in the turn. */
  readonly facts: Facts;
  readonly flow: Flow;
  /** The event was deferred while its contact was parked, and is handled now: having been seen is no repeat. */
  readonly resumed?: boolean;
}

/**
 * The engine. Modes: bot (answers), human (records, until `humanUntil`), paused (records, until returned); across
 * them opted out, parked and merged.
 * E1: same state and input, same output (W2); no clock, no I/O, no randomness. E2: an event seen before changes nothing.
 * E3: nothing by author `bot` while opted out, human, paused, parked or merged, or while staff have switched it off. E4: it never throws on valid input.
 */
export function transition(previous: ConversationState | null, input: TransitionInput): Transition {
  const { event, facts, flow } = input;
  if (previous && !input.resumed && hasSeen(previous, event)) {
    return { state: previous, commands: [], rule: "repeat", lane: "quiet", visited: [] };
  }
  const draft = draftOf(previous, event, facts, flow);
  remember(draft, event.id);
  const rule = handle(draft, event, input.resumed ?? false);
  // However the patient said it: whoever commits a turn of this name keeps back what is still unsent.
  const stoppedNow = draft.state.optedOut && !previous?.optedOut && !STOPPED_BEFORE.has(event.type);
  return finish(draft, stoppedNow ? "stop" : rule);
}
/** Events that tell of a stop that another turn decided. */
const STOPPED_BEFORE: ReadonlySet<LogEvent["type"]> = new Set(["bot-stopped", "merged-from"]);

/** Whether an event is among the last ones this conversation has had a turn for. */
export const hasSeen = (state: ConversationState | null, event: LogEvent): boolean =>
  state?.seen.includes(seenId(event.id)) ?? false;

function handle(draft: Draft, event: LogEvent, resumed: boolean): string {
  const { state, facts } = draft;
  if (state.merged && event.type !== "unmerged" && event.type !== "merged-into") return "merged";
  const lapsed = lapse(draft);
  switch (event.type) {
    case "message-received":
      return onMessage(draft, event, resumed);
    case "message-edited":
    case "message-revoked": {
      const utterance = event.type === "message-edited" ? utter(event.content) : NOTHING;
      const found = interruptOf(event, draft.flow, draft.facts);
      const interrupted = interruptedBy(draft, found, { utterance, mayAsk: maySpeak(draft) });
      if (interrupted !== null) return interrupted;
      return `${amend(draft, event) ? "amended" : "recorded"}:${event.type}`;
    }
    case "reaction-received":
      return onReaction(draft, event);
    case "lookup-answered":
      return onLookup(draft, event);
    case "message-waiting":
    case "notice-received":
    case "sent-by-other-system":
      return `recorded:${event.type}`;
    case "attendant-replied":
      return relay(draft, event);
    case "call-received":
      return onCall(draft, event);
    case "timer-fired":
      return onTimer(draft, event, lapsed);
    case "outcome-settled":
      if (event.as === "sent-once-more") {
        state.resentCount++;
        return "sent-once-more";
      }
      callPerson(draft, draft.flow.head.team, event.as === "failed" ? "send-failed" : "send-unknown");
      giveToPerson(draft);
      return `outcome:${event.as}`;
    case "merged-from":
      Object.assign(state, carry(state, event.carried, sessionMs(draft)));
      lapse(draft);
      if (isSilent(state)) leaveQuestion(draft);
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
    case "known-before-start":
      state.knownBefore = true;
      if (!event.active) return "known-before-start";
      giveToPerson(draft);
      return "active-before-start";
    case "returned-to-bot":
      // The team closed what it was asked for: the bot had the conversation all the while.
      if (state.mode === "bot" && !state.handedOver && !state.parked) return "returned:was-the-bots";
      returnToBot(draft, facts.continueAfterReturn === true);
      return facts.continueAfterReturn && state.step !== null ? "returned:continues" : "returned";
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

interface Heard {
  readonly utterance: Utterance;
  /** Whether a question of the bot's makes sense: it may speak here, and the words are not those of hours ago. */
  readonly mayAsk: boolean;
}

/** What acts in every mode. Of a danger that is perhaps none only the team is told where the bot may not ask. */
function interruptedBy(draft: Draft, found: Interrupt | null, { utterance, mayAsk }: Heard): string | null {
  if (found === null) return null;
  const { state, flow, facts } = draft;
  const isNew = found.what === "danger" && state.step === null && !state.handedOver && maySpeak(draft);
  const asks = mayAsk && flow.head.concern !== undefined && !isAsked(draft, flow.head.concern);
  // A session that begins with it keeps what else the message says, and nothing of the one before.
  if (isNew && (asks || isUrgent(found))) openSession(draft, saidOf(utterance, facts.understanding));
  return interrupt(draft, found, { said: saidOf(utterance, facts.understanding), mayAsk });
}

/** Whether the bot has a voice in the conversation now. */
const maySpeak = (draft: Draft): boolean =>
  !isSilent(draft.state) && !draft.state.optedOut && !draft.facts.botOff && !isLeftToPeople(draft);

function onMessage(draft: Draft, event: MessageReceived, resumed: boolean): string {
  const { state, flow, facts, now } = draft;
  adoptAddress(draft, event.address);
  const before = state.lastActivityAt;
  const idle = now - before >= sessionMs(draft);
  // A resumed message that waited longer than a session lasts is history: a person was called meanwhile.
  const late = resumed && now - event.at >= sessionMs(draft);
  if (!late) state.lastActivityAt = now;
  if (idle) suspend(draft, before);
  const utterance = utter(event.content);
  const fresh = !late && now - event.at < flow.head.limits.uselessMinutes * MINUTE_MS;
  const whole = state.pendingInput ? withPending(state.pendingInput, utterance) : utterance;
  const heard = { utterance: whole, mayAsk: fresh && maySpeak(draft) };
  const interrupted = interruptedBy(draft, interruptOf(event, flow, facts), heard);
  if (interrupted !== null) return interrupted;

  if (state.optedOut) {
    if (!flow.words.is("opt-in", plain(utterance.text))) return "opted-out";
    state.optedOut = false;
    state.optedInAt = event.at;
    state.voices = [];
    endSession(draft);
    if (isSilent(state) || isLeftToPeople(draft) || facts.botOff || late) return "opted-in:quietly";
    answer(draft, utterance, facts.understanding);
    return "opted-in";
  }
  if (isSilent(state)) return state.parked ? "parked-silent" : `${state.mode}-silent`;
  if (isLeftToPeople(draft)) {
    callPerson(draft, flow.head.team, "known-contact");
    giveToPerson(draft);
    return "known-contact";
  }
  if (facts.botOff) return whileOff(draft);
  if (late) return "resumed-late";
  const listening = resumed ? null : writeOut(draft, event);
  if (listening !== null) return listening;
  const gathered = resumed ? null : gather(draft, event, utterance);
  if (gathered !== null) return gathered;
  state.pendingInput = null;
  const saidAt = resumed ? now : event.at;
  return reply(draft, saidAt, () => answer(draft, utterance, facts.understanding, saidAt));
}

/** Answers, unless an outage made that useless; what comes noticeably late begins with an apology, once. */
function reply(draft: Draft, saidAt: number, answerIt: () => string): string {
  const { state, flow, now, commands } = draft;
  state.offCalledAt = null;
  const age = now - saidAt;
  const { lateMinutes, uselessMinutes } = flow.head.limits;
  if (age >= uselessMinutes * MINUTE_MS) return handOff(draft, "late-message", render(draft, "engine.late"));
  const rule = answerIt();
  const noted = state.lateNotedAt !== null && now - state.lateNotedAt < lateMinutes * MINUTE_MS;
  const first = commands.findIndex((command) => "text" in command && command.author === "bot");
  if (age < lateMinutes * MINUTE_MS || noted || first < 0) return rule;
  state.lateNotedAt = now;
  const command = commands[first]!;
  if ("text" in command) {
    const text = `${render(draft, "engine.late")}\n\n${command.text}`.slice(0, TEXT_LENGTH_MAX).toWellFormed();
    commands[first] = { ...command, text };
  }
  return rule;
}

/** A thumb up or down, where the question waits for a yes or a no. */
function onReaction(draft: Draft, event: ReactionReceived): string {
  const { state, flow, now } = draft;
  const what = YES.has(event.emoji) ? "yes" : NO.has(event.emoji) ? "no" : null;
  const here = state.openPrompt && state.step !== null ? flow.state(state.step) : undefined;
  if (!what || !here?.reactions || isSilent(state) || draft.facts.botOff || state.optedOut)
    return "recorded:reaction-received";
  const said: Utterance = { kind: "text", text: flow.words.of(what)[0] ?? "", optionId: null };
  const waited =
    state.confirming !== null ||
    matchExactly(choicesOf(draft, state.step!), said) !== undefined ||
    matchRoute(draft, here.routes, saidOf(said, undefined)) !== undefined;
  if (!waited) return "recorded:reaction-received";
  state.lastActivityAt = now;
  state.pendingInput = null;
  return answer(draft, said, undefined);
}
const YES: ReadonlySet<string> = new Set(["👍", "👌", "✅", "❤️", "💚", "🙏", "😍", "🥰"]);
const NO: ReadonlySet<string> = new Set(["👎", "❌", "🚫", "🙅"]);

/** Slow work came back. An answer nobody waits for any more is only recorded. */
function onLookup(draft: Draft, event: LookupAnswered): string {
  const { state, flow } = draft;
  const { waiting } = state;
  const [voice] = takeVoices(draft, ({ requestId }) => requestId === event.requestId);
  if (voice) return onWrittenOut(draft, event.result === "found" ? (event.values.text ?? "") : "", voice);
  if (waiting?.requestId !== event.requestId) return "lookup-stale";
  if (draft.facts.botOff) return whileOff(draft);
  if (waiting.said) return reconsider(draft, event.result === "found" ? opinionOf(event.values) : undefined);
  for (const [name, value] of Object.entries(event.values))
    if (ValueName.safeParse(name).success) setValue(draft, name, value);
  return leaveLookup(draft, waiting.step, event.result, flow);
}

/** A voice note in words: a danger or a stop in it acts as one that was written, in any mode. */
function onWrittenOut(draft: Draft, said: string, { at }: Voice): string {
  const { state, flow, facts } = draft;
  const text = clean(said, PENDING_TEXT_LENGTH_MAX);
  const utterance: Utterance = { kind: text === "" ? "audio" : "text", text, optionId: null };
  const found = text === "" ? null : interruptIn(text, flow, facts);
  const interrupted = interruptedBy(draft, found, { utterance, mayAsk: maySpeak(draft) });
  if (interrupted !== null) return interrupted;
  if (facts.botOff) return whileOff(draft);
  if (!maySpeak(draft)) return "voice:silent";
  const { pendingInput } = state;
  const rule = reply(draft, at, () => answer(draft, utterance, text === "" ? undefined : facts.understanding, at));
  // V3: what was written meanwhile has its own answer, when its window ends.
  if (state.mode === "bot" && !state.optedOut) state.pendingInput = pendingInput;
  return rule;
}

/** Words that were not understood, with what a model made of them; without that, as if there were none (O2). */
function reconsider(draft: Draft, opinion: Understanding | undefined): string {
  const { kind, text, optionId, at } = withdraw(draft.state)!;
  return reply(draft, at, () => answerAgain(draft, { kind, text, optionId }, opinion));
}

function leaveLookup(draft: Draft, step: string, result: LookupAnswered["result"], flow: Flow): string {
  draft.state.waiting = null;
  draft.visited.push(`${step}:${result}`);
  enter(draft, flow.state(step)?.lookup?.[result] ?? flow.head.menu);
  return `${step}:${result}`;
}

function onCall(draft: Draft, event: CallReceived): string {
  const { state, now } = draft;
  if (event.phase !== "ringing" && event.phase !== "missed") return "recorded:call-received";
  adoptAddress(draft, event.address);
  if (state.optedOut || isSilent(state) || isLeftToPeople(draft) || draft.facts.botOff) return "call:silent";
  if (state.callNotedAt !== null && now - state.callNotedAt < sessionMs(draft)) return "call:again";
  state.callNotedAt = now;
  sayText(draft, "call");
  return "call";
}

/** Timers only wake; the state decides whether there is anything to do. */
function onTimer(draft: Draft, event: TimerFired, lapsed: boolean): string {
  const { state, now, flow } = draft;
  const name = takeFired(state, event.name, event.generation);
  if (!name) return "timer-stale";
  if (name === "takeover-end" && lapsed) return "takeover-ended";
  const due = dueTimers(state, flow.head.limits)[name];
  if (due === undefined) return "timer-unneeded";
  if (now < due - (name === "input" ? INPUT_EARLY_MS_MAX : TIMER_EARLY_MS_MAX)) return `timer-early:${name}`;
  if (draft.facts.botOff && name === "lookup") {
    takeVoices(draft, isOver(now));
    return whileOff(draft);
  }
  if (draft.facts.botOff && name !== "input" && name !== "takeover-end") {
    endSession(draft);
    return "session-ended";
  }
  const late = now - due > TIMER_LATE_MS_MAX;
  switch (name) {
    case "takeover-end":
      returnToBot(draft);
      return "takeover-ended";
    case "input":
      return onWindowEnd(draft);
    case "lookup":
      return onSlowWorkLate(draft);
    case "reminder": {
      const { goto } = state.reminder!;
      state.reminder = null;
      if (late) return "reminder-late";
      enter(draft, goto);
      return "reminder";
    }
    case "nudge":
      return onSilence(draft, late);
    case "session-end": {
      const waits = state.openPrompt !== null && !isUrgentQuestion(draft);
      suspend(draft, state.lastActivityAt);
      if (waits && !late) sayText(draft, "closing");
      return "session-ended";
    }
  }
}

const isUrgentQuestion = ({ state, flow }: Draft): boolean => flow.state(state.openPrompt?.step ?? "")?.urgent === true;

/** Nobody answered for some minutes. Whoever was asked whether there is danger is asked once more, and people look now. */
function onSilence(draft: Draft, late: boolean): string {
  const { state, flow } = draft;
  const prompt = state.openPrompt!;
  if (!isUrgentQuestion(draft)) {
    state.openPrompt = { ...prompt, nudged: true };
    if (!late) sayText(draft, "nudge");
    return "nudge";
  }
  const more = state.concern ? dangerNote(state.concern) : {};
  callPerson(draft, flow.head.urgentTeam, "possible-danger", { priority: "urgent", more });
  if (!late) repeat(draft, "nudge");
  state.openPrompt = { ...prompt, nudged: true };
  return "nudge:urgent";
}

/** Slow work took too long: a voice note goes without words, a lookup has failed, an opinion is none. */
function onSlowWorkLate(draft: Draft): string {
  const { state, flow, now } = draft;
  const [voice] = takeVoices(draft, isOver(now), 1);
  if (voice) return onWrittenOut(draft, "", voice);
  const { waiting } = state;
  if (!waiting) return "timer-unneeded";
  return waiting.said ? reconsider(draft, undefined) : leaveLookup(draft, waiting.step, "failed", flow);
}

/** The window is over: what was gathered is one answer. A danger or a stop may show only in the messages together. */
function onWindowEnd(draft: Draft): string {
  const { state, flow, facts, now } = draft;
  const pending = state.pendingInput!;
  const utterance = together(pending);
  state.pendingInput = null;
  if (now - state.lastActivityAt >= sessionMs(draft)) suspend(draft, state.lastActivityAt);
  const heard = { utterance, mayAsk: maySpeak(draft) };
  const interrupted = interruptedBy(draft, interruptIn(utterance.text, flow, facts), heard);
  if (interrupted !== null) return interrupted;
  if (facts.botOff) return whileOff(draft);
  const saidAt = Math.min(...pending.messages.map(({ at }) => at));
  return reply(draft, saidAt, () => answer(draft, utterance, facts.understanding, saidAt));
}

const NOTHING: Utterance = { kind: "text", text: "", optionId: null };

/** What waits for more words, with these: a session that begins with a danger keeps what was written before it. */
const withPending = (
  pending: NonNullable<ConversationState["pendingInput"]>,
  { text, ...one }: Utterance,
): Utterance => ({
  ...one,
  text: clean(`${together(pending).text} ${text}`, PENDING_TEXT_LENGTH_MAX),
});

const sessionMs = ({ flow }: Draft): number => flow.head.limits.sessionMinutes * MINUTE_MS;
const isSilent = (state: ConversationState): boolean => state.mode !== "bot" || state.parked !== null;

/** The number answers new contacts only, and this is none. */
const isLeftToPeople = ({ state, facts }: Draft): boolean => facts.newContactsOnly === true && state.knownBefore;

/** By default the next message begins a session: an old menu would make no sense after what people said. */
function returnToBot(draft: Draft, continues = false): void {
  const { state } = draft;
  if (state.parked) {
    // Still parked, so still silent; but once resumed it is the bot's.
    state.parked = { ...state.parked, resumeTo: "bot" };
    return;
  }
  state.mode = "bot";
  state.humanUntil = null;
  state.handedOver = null;
  state.offCalledAt = null;
  state.voices = [];
  if (!continues || !standOnQuestion(draft)) endSession(draft);
  // What people said meanwhile counts: the session has its whole time from here.
  else state.lastActivityAt = Math.max(state.lastActivityAt, draft.now);
}

/** A person's seven days end by themselves, also when the timer was lost. True when they did just now. */
function lapse(draft: Draft): boolean {
  const { state, now } = draft;
  if (state.handedOver && now - state.handedOver.at >= humanMs(draft)) state.handedOver = null;
  if (state.mode !== "human" || state.parked) return false;
  state.humanUntil ??= now + humanMs(draft);
  if (now < state.humanUntil) return false;
  returnToBot(draft);
  return true;
}
