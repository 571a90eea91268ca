import { OFF_CALL_MS } from "../state/limits.ts";
import { callPerson, type Draft, endSession } from "../turn/draft.ts";

/**
 * Somebody wrote while the bot is switched off, for all numbers or for this one. People are called, once in a while. The
 * session ends, so that nobody is in the middle of an old menu when the bot is back; the mode stays, because then the bot
 * answers again whom no person took over.
 */
export function whileOff(draft: Draft): string {
  const { state, now } = draft;
  if (state.offCalledAt === null || now - state.offCalledAt >= OFF_CALL_MS) {
    callPerson(draft, draft.flow.head.team, "bot-off");
    state.offCalledAt = now;
  }
  endSession(draft);
  return "bot-off";
}
