import { type Draft, endSession } from "../turn/draft.ts";
import { sayText } from "../words/text.ts";

/** One confirmation, then silence. */
export function stop(draft: Draft): string {
  const { state } = draft;
  if (state.optedOut) return "opted-out";
  state.optedOut = true;
  state.handedOver = null;
  endSession(draft);
  sayText(draft, "stopped", "system");
  return "stop";
}
