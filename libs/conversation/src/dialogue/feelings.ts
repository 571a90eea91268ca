import { does } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import type { Draft } from "../turn/draft.ts";
import { tellOnce } from "../words/told.ts";

/** Heard before anything else is answered; the first that fits, so that one sentence is said and not three. */
const FEELINGS = ["social:grief", "social:anger", "social:apology", "social:only_asking"] as const;

/** One human sentence on what a message tells besides what it wants; empty where there is none to say. */
export function feelingIn(draft: Draft, said: Said): string {
  const felt = FEELINGS.find((act) => does(draft.flow, said, act));
  return felt === undefined ? "" : tellOnce(draft, `engine.${felt.replace(":", ".")}`);
}
