import type { LookupAnswered, Understanding } from "@acolhe/events";
import { answer, answerAgain } from "../dialogue/answer.ts";
import { enter } from "../dialogue/enter.ts";
import { interruptIn } from "../dialogue/interrupts.ts";
import { opinionOf, withdraw } from "../dialogue/second-opinion.ts";
import type { Flow } from "../flow/compile.ts";
import { ValueName } from "../flow/names.ts";
import { PENDING_TEXT_LENGTH_MAX } from "../state/limits.ts";
import { clean, type Utterance } from "../state/utterance.ts";
import { type Draft, setValue } from "../turn/draft.ts";
import { whileOff } from "./bot-off.ts";
import { interruptedBy } from "./interrupted.ts";
import { maySpeak } from "./modes.ts";
import { reply } from "./reply.ts";
import { isOver, takeVoices, type Voice } from "./voice.ts";

/** Slow work came back. An answer nobody waits for any more is only recorded. */
export function onLookup(draft: Draft, event: LookupAnswered): string {
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

/** Slow work took too long: a voice note goes without words, a lookup has failed, an opinion is none. */
export function onSlowWorkLate(draft: Draft): string {
  const { state, flow, now } = draft;
  const [voice] = takeVoices(draft, isOver(now), 1);
  if (voice) return onWrittenOut(draft, "", voice);
  const { waiting } = state;
  if (!waiting) return "timer-unneeded";
  return waiting.said ? reconsider(draft, undefined) : leaveLookup(draft, waiting.step, "failed", flow);
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
  const { kind, text, optionId, aside, at } = withdraw(draft.state)!;
  return reply(draft, at, () => answerAgain(draft, { kind, text, optionId, aside }, opinion));
}

function leaveLookup(draft: Draft, step: string, result: LookupAnswered["result"], flow: Flow): string {
  draft.state.waiting = null;
  draft.visited.push(`${step}:${result}`);
  enter(draft, flow.state(step)?.lookup?.[result] ?? flow.head.menu);
  return `${step}:${result}`;
}
