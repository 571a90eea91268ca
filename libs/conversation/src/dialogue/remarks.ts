import type { Said } from "../reading/said.ts";
import { VALUE_LENGTH_MAX } from "../state/limits.ts";
import { clean } from "../state/utterance.ts";
import { type Draft, setValue } from "../turn/draft.ts";

/** The value that holds what was said beside the questions. */
const REMARKS = "remarks";

/** Keeps what was said beside the questions, whose words the team reads. */
export function keepRemark(
  draft: Draft,
  { utterance: { text } }: { readonly utterance: Pick<Said["utterance"], "text"> },
) {
  const before = draft.state.values[REMARKS];
  if (before?.includes(text)) return;
  setValue(draft, REMARKS, before === undefined ? text : `${before} / ${text}`);
}

/** Whether these words, or as many of them as a value holds, are kept. */
export const hasRemark = ({ state: { values } }: Draft, text: string): boolean =>
  values[REMARKS]?.includes(clean(text, VALUE_LENGTH_MAX).slice(0, KNOWN_BY)) ?? false;
const KNOWN_BY = 40;
