import type { Said } from "../reading/said.ts";
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
