import { isSend, type LogEvent, type Turn } from "@acolhe/events";
import { z } from "zod";

const WORDS: ReadonlySet<LogEvent["type"]> = new Set([
  "message-received",
  "message-edited",
  "reaction-received",
  "call-received",
]);
/** The end of the window for more words, and of the wait for slow work. */
const ANSWERING_TIMERS: ReadonlySet<string> = new Set(["input", "lookup"]);

const Gathering = z.object({ pendingInput: z.object({ due: z.number() }) });

/**
 * The patient's words that a turn may answer, however many events later: gathered text is answered by a timer, which
 * says nothing of how long the patient has waited. Undefined where no patient waits for this turn.
 */
export function heardIn(event: LogEvent, before: Turn | null): Turn["heard"] {
  if (WORDS.has(event.type)) return { at: event.receivedAt };
  const heard = before?.heard;
  if (!heard || !isLaterAnswer(event) || before.commands.some(isSend)) return undefined;
  const gathering = Gathering.safeParse(before.state).data;
  // A timer that fires too early is no end of the window: how long it is was said by the turn before.
  if (!gathering || heard.gatherMs !== undefined) return heard;
  // By the worker's clock both: how long the flow meant to wait, whatever held the message up before.
  return { ...heard, gatherMs: Math.max(0, gathering.pendingInput.due - before.facts.now) };
}

const isLaterAnswer = (event: LogEvent): boolean =>
  event.type === "lookup-answered" || (event.type === "timer-fired" && ANSWERING_TIMERS.has(event.name));
