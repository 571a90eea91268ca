import { type Draft, setValue } from "../turn/draft.ts";
import { slotValue } from "./heard.ts";
import { named } from "./options.ts";
import type { Said } from "./said.ts";

/** Things of the catalogue that the message names, by the value they are kept as. */
export function thingsNamed({ flow, state }: Draft, said: Said): Record<string, string> {
  const found = Object.entries(flow.head.notice).flatMap(([value, source]) => {
    const id =
      typeof source === "string"
        ? (named(flow.things(source), said.plain, state.language)?.id ?? slotValue(flow, said, value))
        : undefined;
    return id !== undefined && typeof source === "string" && flow.things(source).some((thing) => thing.id === id)
      ? [[value, id]]
      : [];
  });
  return Object.fromEntries(found);
}

/** Keeps what a message names by the way: "qria marcar com a fono" says which service, and nobody has to ask. */
export function notice(draft: Draft, { plain, utterance: { text } }: Said): void {
  const { flow, state } = draft;
  for (const [value, source] of Object.entries(flow.head.notice)) {
    const found =
      typeof source === "string"
        ? named(flow.things(source), plain, state.language)?.id
        : first(draft, source.pattern, text);
    if (found) setValue(draft, value, found);
  }
}

function first({ flow }: Draft, pattern: string, text: string): string | null {
  const matcher = flow.pattern(pattern).matcher(text);
  return text !== "" && matcher.matches() ? matcher.group(1) : null;
}
