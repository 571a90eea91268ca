import { INTENTS, type Intent } from "../src/intents/intents.ts";
import { ACTS, type DangerKind } from "../src/reader/labels.ts";
import { OUTPUTS } from "../src/reader/outputs.ts";
import { actsOf, dangerOf, intentProbabilities, valuesOf } from "../src/reader/read.ts";
import type { DangerTier, Reading } from "../src/reader/reading.ts";
import type { Head } from "../src/reader/stored.ts";
import type { LeftOut } from "./calibrate.ts";
import type { Example } from "./corpus.ts";

/** A labelled line and what was made of it. */
export interface Outcome {
  readonly example: Example;
  readonly acts: Reading["acts"];
  readonly values: Reading["values"];
  readonly danger: { readonly tier: DangerTier; readonly kind: DangerKind } | null;
  readonly intent: Intent;
}

/** By weights alone, without patterns: what leaving out is about. */
export function outcomeOfScores({ example, scores }: LeftOut, head: Head): Outcome {
  const { tier, kind } = dangerOf(
    scores,
    { question: example.question, words: example.text.split(/\s+/).length },
    head,
  );
  const intents = intentProbabilities(scores, head);
  return {
    example,
    acts: actsOf(scores, head),
    values: valuesOf(scores, head),
    danger: tier === null ? null : { tier, kind },
    intent: INTENTS[intents.indexOf(Math.max(...intents))]!,
  };
}

export const hasAct = ({ targets }: Example, act: string): boolean => targets[OUTPUTS.acts + ACTS.indexOf(act)] === 1;
export const isDanger = ({ targets }: Example): boolean => targets[OUTPUTS.danger] === 1;
export const isCertain = ({ targets }: Example): boolean => targets[OUTPUTS.certain] === 1;
export const isLookAlike = (example: Example): boolean => !isDanger(example) && example.near === "danger";
