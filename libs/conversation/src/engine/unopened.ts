import type { MessageWaiting } from "@acolhe/events";
import { TIMER_LATE_MS_MAX, UNOPENED_MAX, UNOPENED_WAIT_MS } from "../state/limits.ts";
import { callPerson, type Draft, seenId } from "../turn/draft.ts";
import { sayText } from "../words/text.ts";
import { maySpeak } from "./modes.ts";
import { isOver } from "./voice.ts";

/*
 * WhatsApp announces a message that the gateway cannot open yet, or, where it may be seen once, never. U1: it is waited for
 * as long as such a message mostly takes. U2: then the patient is told, once for all that wait, and a person looks on the
 * phone. U3: the message itself, whenever it comes, is answered as any other.
 */

/** U1 */
export function awaitOpening(draft: Draft, { type, messageId }: MessageWaiting): string {
  const { state, now } = draft;
  const id = seenId(messageId);
  if (maySpeak(draft) && !state.unopened.some((one) => one.id === id))
    state.unopened = [...state.unopened, { id, until: now + UNOPENED_WAIT_MS }].slice(-UNOPENED_MAX);
  return `recorded:${type}`;
}

/** U3: it came, or was taken back. */
export function opened({ state }: Draft, messageId: string): void {
  const id = seenId(messageId);
  if (state.unopened.some((one) => one.id === id)) state.unopened = state.unopened.filter((one) => one.id !== id);
}

/** U2 */
export function stayedUnopened(draft: Draft, due: number): string {
  const { state, flow, now } = draft;
  state.unopened = state.unopened.filter((one) => !isOver(now)(one));
  callPerson(draft, flow.head.team, "unopened");
  if (now - due <= TIMER_LATE_MS_MAX) sayText(draft, "unopened");
  return "unopened";
}
