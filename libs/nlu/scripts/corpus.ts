import { INTENTS, type Intent } from "../src/intents/intents.ts";
import type { Language } from "../src/language-code.ts";
import { ACTS, DANGER_KINDS, type DangerKind, VALUES } from "../src/reader/labels.ts";
import { OUTPUTS } from "../src/reader/outputs.ts";
import { drawn, trainingLines } from "./examples.ts";
import { type HandLine, handFiles } from "./hands.ts";
import { ACT_OF_INTENT, actsPossibleFor, intentOfActs } from "./intent-of-acts.ts";
import { seeded } from "./random.ts";

/** What an output should say of an example: 1 yes, 0 no, and nothing is learned where the line does not tell. */
export const UNTOLD = -1;

/** A message to learn from, or to count on. */
export interface Example {
  readonly text: string;
  readonly question: string;
  readonly writer: string;
  readonly near: string | null;
  /** By output; see `OUTPUTS`. */
  readonly targets: Int8Array;
  readonly weight: number;
  /** Whether it means the same whatever was asked. */
  readonly free: boolean;
}

/** The first writer: lines labelled with their wish, or their danger, alone. */
export const FIRST_WRITER = "wishes";
/** Lines of a single label tell less than those of which everything is known. */
const SINGLE_LABEL_WEIGHT = 0.7;
const DRAWS = 6;

const BOUND_TO_QUESTION = new Set(["answer", "correct", "refuse", "defer", "dont_know", "other"]);

export function exampleOf(line: HandLine): Example {
  const targets = new Int8Array(OUTPUTS.count).fill(UNTOLD);
  for (const [index, act] of ACTS.entries()) targets[OUTPUTS.acts + index] = Number(line.acts.includes(act));
  setValues(targets, line);
  setDanger(targets, line.danger);
  const intent = line.danger === null ? intentOfActs(line.acts, line.values) : null;
  if (intent !== null) setIntent(targets, intent);
  const free = line.values.length === 0 && !line.acts.some((act) => BOUND_TO_QUESTION.has(act));
  return { text: line.text, question: line.question, writer: line.writer, near: line.near, targets, weight: 1, free };
}

const slotOf = (value: string) => value.slice(0, value.indexOf(":"));
const ANSWERED_BY_YES_OR_NO = new Set(["name_confirmation", "summary", "anything_else"]);
/** Lines with these may name a value in passing that has no label. */
const TELLS_MORE = /^(?:answer|correct|story|request:.*)$/;

/** Values of a slot are told by lines that name one of it, were asked for it, or only ask and chat. */
function setValues(targets: Int8Array, { values, question, acts }: HandLine): void {
  const asked = ANSWERED_BY_YES_OR_NO.has(question) ? "yes_no" : question;
  const told = new Set([...values.map(slotOf), asked]);
  const saysNoMore = !acts.some((act) => TELLS_MORE.test(act));
  for (const [index, value] of VALUES.entries())
    if (saysNoMore || told.has(slotOf(value))) targets[OUTPUTS.values + index] = Number(values.includes(value));
}

function setDanger(targets: Int8Array, danger: HandLine["danger"]): void {
  targets[OUTPUTS.danger] = Number(danger !== null);
  targets[OUTPUTS.certain] = Number(danger?.tier === "certain");
  for (const [index, kind] of DANGER_KINDS.entries()) targets[OUTPUTS.kinds + index] = Number(danger?.kind === kind);
}

function setIntent(targets: Int8Array, intent: Intent): void {
  for (const [index, one] of INTENTS.entries()) targets[OUTPUTS.intents + index] = Number(one === intent);
}

function wishExamples(lang: Language): Example[] {
  const random = seeded(11);
  return trainingLines("train", lang).flatMap(({ label, line }) => {
    const intent = label as Intent;
    const possible = actsPossibleFor(intent);
    const targets = new Int8Array(OUTPUTS.count).fill(UNTOLD);
    for (const [index, act] of ACTS.entries())
      targets[OUTPUTS.acts + index] = act === ACT_OF_INTENT[intent] ? 1 : possible.has(act) ? UNTOLD : 0;
    setDanger(targets, null);
    setIntent(targets, intent);
    const sentences = drawn(line, DRAWS, random);
    return sentences.map((text) => ({
      ...{ text, question: "start", writer: FIRST_WRITER, near: null, targets, free: true },
      weight: sentences.length > 1 ? SINGLE_LABEL_WEIGHT / 2 : SINGLE_LABEL_WEIGHT,
    }));
  });
}

function dangerExamples(lang: Language): Example[] {
  return trainingLines("train-flags", lang).map(({ label, line }) => {
    const targets = new Int8Array(OUTPUTS.count).fill(UNTOLD);
    const kind = label === "harmless" ? null : (label as DangerKind);
    setDanger(targets, kind && { kind, tier: "certain" });
    // The tiers were not told apart when these were written: one that is veiled would be "possible".
    if (kind !== null) targets[OUTPUTS.certain] = UNTOLD;
    const near = kind === null ? "danger" : null;
    return { text: line, question: "start", writer: FIRST_WRITER, near, targets, weight: 1, free: true };
  });
}

/** All that the weights of a language are fitted to. */
export function corpus(lang: Language): Example[] {
  const hands = handFiles(lang).flatMap(({ lines }) => lines);
  return [...wishExamples(lang), ...dangerExamples(lang), ...hands.map(exampleOf)];
}
