import { type Draft, say } from "../turn/draft.ts";
import { enter } from "./enter.ts";
import { ask } from "./prompt.ts";

/**
 * Says something where the conversation stands. Its question, if it has one, comes again in other words; `quiet`
 * leaves it as it is. Without a question the conversation goes on at the menu, unless the team has it.
 */
export function stay(draft: Draft, words: string, { quiet = false }: { quiet?: boolean } = {}): void {
  const { state, flow } = draft;
  const here = flow.state(state.step ?? "");
  if (quiet || (state.handedOver && here?.ask === undefined)) say(draft, words);
  else if (here?.ask !== undefined) ask(draft, state.step!, here, { note: words, repeated: true });
  else enter(draft, flow.head.menu, { note: words });
}
