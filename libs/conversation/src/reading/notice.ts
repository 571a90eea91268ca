import { type Draft, setValue } from "../turn/draft.ts";
import { named } from "./options.ts";
import type { Said } from "./said.ts";

/** Keeps what a message names by the way: "qria marcar com a fono" says which service, and nobody has to ask. */
export function notice(draft: Draft, { plain, utterance: { text } }: Said): void {
  const { flow } = draft;
  for (const [value, source] of Object.entries(flow.head.notice)) {
    const found =
      typeof source === "string" ? named(flow.things(source), plain)?.id : first(draft, source.pattern, text);
    if (found) setValue(draft, value, found);
  }
}

function first({ flow }: Draft, pattern: string, text: string): string | null {
  const matcher = flow.pattern(pattern).matcher(text);
  return text !== "" && matcher.matches() ? matcher.group(1) : null;
}
