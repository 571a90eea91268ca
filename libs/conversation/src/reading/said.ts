import type { Understanding } from "@acolhe/events";
import { plain, type Utterance } from "../state/utterance.ts";

/** What a patient said, in every form a route may look at. */
export interface Said {
  readonly utterance: Utterance;
  /** The words in plain form. */
  readonly plain: string;
  readonly understanding: Understanding | undefined;
  /** Of words that were read in an earlier turn: whether they were something beside the question. */
  readonly aside?: boolean | undefined;
}

export const saidOf = (utterance: Utterance, understanding: Understanding | undefined): Said => ({
  utterance,
  plain: plain(utterance.text),
  understanding: utterance.text === "" ? undefined : understanding,
});
