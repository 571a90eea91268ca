import type { CallReceived, MessageEdited, MessageReceived, MessageRevoked, ReactionReceived } from "@acolhe/events";
import { answer } from "../dialogue/answer.ts";
import { interruptIn, interruptOf } from "../dialogue/interrupts.ts";
import { isSmile } from "../dialogue/not-understood.ts";
import { isAboutOpen } from "../dialogue/pointing.ts";
import { suspend } from "../dialogue/session.ts";
import { choicesOf } from "../reading/choices.ts";
import { matchRoute } from "../reading/matcher.ts";
import { matchExactly } from "../reading/options.ts";
import { saidOf } from "../reading/said.ts";
import { MINUTE_MS, PENDING_TEXT_LENGTH_MAX, VALUE_LENGTH_MAX } from "../state/limits.ts";
import type { ConversationState } from "../state/state.ts";
import { clean, plain, type Utterance, utter, utterOf, WORDLESS } from "../state/utterance.ts";
import { adoptAddress, callPerson, type Draft, endSession, giveToPerson, seenId } from "../turn/draft.ts";
import { sayText } from "../words/text.ts";
import { isClosing } from "./after-person.ts";
import { whileOff } from "./bot-off.ts";
import { amend, gather, rememberAsked, together } from "./gather.ts";
import { interruptedBy } from "./interrupted.ts";
import { isLeftToPeople, isSilent, maySpeak, sessionMs } from "./modes.ts";
import { reply } from "./reply.ts";
import { opened } from "./unopened.ts";
import { writeOut } from "./voice.ts";

/**
 * A patient wrote. First what acts in every mode, then silence where people have the conversation, then an answer, or the wait
 * for what makes it one: more text, or the words of a voice note.
 */
export function onMessage(draft: Draft, event: MessageReceived, resumed: boolean): string {
  const { state, flow, facts, now } = draft;
  adoptAddress(draft, event.address);
  opened(draft, event.messageId);
  const before = state.lastActivityAt;
  const idle = now - before >= sessionMs(draft);
  // A resumed message that waited longer than a session lasts is history: a person was called meanwhile.
  const late = resumed && now - event.at >= sessionMs(draft);
  if (!late) state.lastActivityAt = now;
  if (idle) suspend(draft, before);
  const utterance = utterOf(event);
  const fresh = !late && now - event.at < flow.head.limits.uselessMinutes * MINUTE_MS;
  const whole = state.pendingInput ? withPending(state.pendingInput, utterance) : utterance;
  const heard = { utterance: whole, mayAsk: fresh && maySpeak(draft) };
  const interrupted = interruptedBy(draft, interruptOf(event, flow, facts), heard);
  if (interrupted !== null) return interrupted;

  if (state.optedOut) {
    if (!flow.words.only(["opt-in"], plain(utterance.text))) return "opted-out";
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
  if (event.ad?.title) state.ad = { title: clean(event.ad.title, VALUE_LENGTH_MAX), at: now };
  const quiet = wantsNoAnswer(draft, event, utterance);
  if (quiet !== null) return quiet;
  const listening = resumed ? null : writeOut(draft, event);
  if (listening !== null) return listening;
  const gathered = resumed ? null : gather(draft, event, utterance);
  if (gathered !== null) return gathered;
  state.pendingInput = null;
  const saidAt = resumed ? now : event.at;
  const one = {
    ...utterance,
    text: clean(utterance.text, PENDING_TEXT_LENGTH_MAX),
    id: seenId(event.messageId),
    at: event.at,
  };
  return reply(draft, saidAt, () => rememberAsked(draft, [one], answer(draft, utterance, facts.understanding, saidAt)));
}

/** Said to a person who has left, or to a story: nothing that the bot asked, and no wish. */
function wantsNoAnswer(draft: Draft, { statusReply }: MessageReceived, utterance: Utterance): string | null {
  if (isClosing(draft, utterance)) return "after-person";
  const { openPrompt } = draft.state;
  if (!statusReply || openPrompt === null) return null;
  // "Sim" under a picture of the clinic's is no yes to the question.
  const isBare =
    isSmile(utterance) ||
    draft.flow.words.only(["yes", "no"], plain(utterance.text)) ||
    matchExactly(choicesOf(draft, openPrompt.step), utterance) !== undefined;
  return isBare ? "story-reply" : null;
}

/** What waits for more words, with these: a session that begins with a danger keeps what was written before it. */
const withPending = (
  pending: NonNullable<ConversationState["pendingInput"]>,
  { text, ...one }: Utterance,
): Utterance => ({
  ...one,
  text: clean(`${together(pending).text} ${text}`, PENDING_TEXT_LENGTH_MAX),
});

/** The window is over: what was gathered is one answer. A danger or a stop may show only in the messages together. */
export function onWindowEnd(draft: Draft): string {
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
  const answered = () => answer(draft, utterance, facts.understanding, saidAt);
  return reply(draft, saidAt, () => rememberAsked(draft, pending.messages, answered()));
}

/** A message was changed or taken back. New words may tell of a danger, or wish for silence. */
export function onChanged(draft: Draft, event: MessageEdited | MessageRevoked): string {
  opened(draft, event.messageId);
  const utterance = event.type === "message-edited" ? utter(event.content) : WORDLESS;
  const found = interruptOf(event, draft.flow, draft.facts);
  const interrupted = interruptedBy(draft, found, { utterance, mayAsk: maySpeak(draft) });
  if (interrupted !== null) return interrupted;
  return `${amend(draft, event) ? "amended" : "recorded"}:${event.type}`;
}

/** A thumb up or down on the open question, where that waits for a yes or a no. On any other message it says nothing (P1). */
export function onReaction(draft: Draft, event: ReactionReceived): string {
  const { state, flow, now } = draft;
  const sign = event.emoji.replace(VARIANTS, "");
  const what = YES.has(sign) ? "yes" : NO.has(sign) ? "no" : null;
  const here = state.openPrompt && state.step !== null ? flow.state(state.step) : undefined;
  if (!what || !isAboutOpen(draft) || !here?.reactions || isSilent(state) || draft.facts.botOff || state.optedOut)
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

/** Colours of skin, and the mark that asks for a picture instead of a sign. */
const VARIANTS = /[\u{1F3FB}-\u{1F3FF}\uFE0F]/gu;
const YES: ReadonlySet<string> = new Set(["👍", "👌", "✅", "❤", "💚", "🙏", "😍", "🥰"]);
const NO: ReadonlySet<string> = new Set(["👎", "❌", "🚫", "🙅"]);

/** The clinic answers in writing, and says so to whoever calls, once a session. */
export function onCall(draft: Draft, event: CallReceived): string {
  const { state, now } = draft;
  if (event.phase !== "ringing" && event.phase !== "missed") return "recorded:call-received";
  adoptAddress(draft, event.address);
  if (state.optedOut || isSilent(state) || isLeftToPeople(draft) || draft.facts.botOff) return "call:silent";
  if (state.callNotedAt !== null && now - state.callNotedAt < sessionMs(draft)) return "call:again";
  state.callNotedAt = now;
  sayText(draft, "call");
  return "call";
}
