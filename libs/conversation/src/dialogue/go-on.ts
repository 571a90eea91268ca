import { OWN_NAME } from "../capture/capture.ts";
import { leavesOut, WISH_AS_WRITTEN } from "../capture/times-alone.ts";
import type { State } from "../flow/state-schema.ts";
import { type Draft, setValue } from "../turn/draft.ts";
import { move, nextOf } from "./enter.ts";
import { renameOwn } from "./own-name.ts";

interface Captured {
  readonly into: string;
  readonly value: string;
  readonly note: string;
}

/** Keeps the answer to a question, and goes on from it. */
export function goOn(draft: Draft, step: string, here: State, { into, value, note }: Captured): string {
  if (into === OWN_NAME) renameOwn(draft, value);
  else setValue(draft, into, value);
  // Of a wish only the times are kept; what else it says may matter to the team.
  const isCut = here.capture?.as === "preference" && !draft.said.includes("?") && leavesOut(draft.said, value);
  if (isCut) setValue(draft, WISH_AS_WRITTEN, draft.said);
  // What answers one question answers no other.
  draft.said = "";
  const rule = `${step}:captured`;
  draft.visited.push(rule);
  move(draft, nextOf(draft, step, here) ?? draft.flow.head.menu, note);
  return rule;
}
