import type { State } from "../flow/state-schema.ts";
import type { Said } from "../reading/said.ts";
import type { Draft } from "../turn/draft.ts";
import { asksBeside } from "./no-and-more.ts";
import { type Reply, unknownReply } from "./replies.ts";

/** What is asked beside a cancelling that the team is told of, and would be lost with it: "pode cancelar. E ele atende casal?" */
export function askedBesideCancel(
  draft: Draft,
  here: State | undefined,
  goto: string,
  { utterance: { text } }: Said,
): readonly Reply[] {
  const isHanded = here?.asks === "cancel_policy" && draft.flow.state(goto)?.handoff !== undefined;
  return isHanded && draft.flow.definition.facts !== undefined && asksBeside(text) ? [unknownReply(draft, text)] : [];
}
