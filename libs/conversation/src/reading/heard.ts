import { leavesOnlyTimeOpen, leavesTimeOpen } from "../capture/time-words.ts";
import { whomBeyondDoubt } from "../capture/whom.ts";
import type { Flow } from "../flow/compile.ts";
import type { Said } from "./said.ts";

/** How sure the reading is that the message does this; 0 where it was not read so at all. */
export const sureOf = ({ understanding }: Said, act: string): number =>
  understanding?.reading?.acts.find((one) => one.act === act)?.confidence ?? 0;

/** Whether the message does this, surely enough to act on it. */
export const does = (flow: Flow, said: Said, act: string): boolean => sureOf(said, act) >= flow.head.confidence.accept;

/** Acts of a family (`ask:`, `request:`) that are sure enough, surest first. */
export const actsOf = ({ head }: Flow, { understanding }: Said, family: string): readonly string[] =>
  (understanding?.reading?.acts ?? [])
    .filter(({ act, confidence }) => act.startsWith(family) && confidence >= head.confidence.accept)
    .map(({ act }) => act);

/** Whether an appointment is wished for, as the message is read against the open question or by itself. */
export const wishesToBook = ({ head }: Flow, { understanding }: Said): boolean =>
  [understanding?.reading, understanding?.reading?.again].some((reading) =>
    reading?.acts.some(({ act, confidence }) => act === "request:book" && confidence >= head.confidence.accept),
  );

/** Of all that speaks for any value of a slot, so much has to speak for one: else several fit, and that is none. */
const SHARE_FROM = 0.6;

/**
 * The value that the message gives for a slot with a closed set of values.
 *
 * @param from how sure it has to be, 0 to 1
 */
export function slotValue(
  { head }: Flow,
  { understanding, utterance, plain }: Said,
  slot: string,
  from = head.confidence.accept,
): string | undefined {
  const told = slot === FOR_WHOM && understanding?.reading?.question === slot ? whomBeyondDoubt(utterance.text) : null;
  if (told !== null) return told;
  const [given, ...others] = coupledFirst(understanding?.reading?.values.filter((one) => one.slot === slot) ?? []);
  if (!given || given.confidence < from) return undefined;
  if (slot === WHEN && given.value === ANY && !leavesTimeOpen(plain)) return undefined;
  if (slot === WHERE && given.value === EITHER && leavesOnlyTimeOpen(plain)) return undefined;
  const against = others.reduce((sum, { value, confidence }) => sum + (isPartOf(given, value) ? 0 : confidence), 0);
  if (given.confidence >= SHARE_FROM * (given.confidence + against)) return given.value;
  return others[0] !== undefined && others[0].confidence >= from
    ? AT_ANY_AGE[`${given.value}+${others[0].value}`]
    : undefined;
}

const WHEN = "preference";
const ANY = "any";
const WHERE = "modality";
const EITHER = "either";

/**
 * How sure a value of the open question has to be to be taken, where that is not the flow's own measure. By what the people of the
 * open parts meant: of a service or a place read with 0.35 to 0.6 all 20 were right; of for whom it is, and what the writer is to
 * them, read with 0.35 to 0.8 a third was wrong.
 */
const TAKEN_FROM: Readonly<Record<string, number>> = { service: 0.35, modality: 0.35, for_whom: 0.8, relation: 0.8 };
export const takenFrom = ({ head }: Flow, slot: string): number => TAKEN_FROM[slot] ?? head.confidence.accept;

/** The value of a slot that the reader leans to, if only one has a claim. */
export function surestValue({ understanding }: Said, slot: string, from: number): string | undefined {
  const values = understanding?.reading?.values.filter((one) => one.slot === slot) ?? [];
  const [given, ...others] = values;
  if (!given || given.confidence < from) return undefined;
  const all = given.confidence + others.reduce((sum, { confidence }) => sum + confidence, 0);
  return given.confidence >= SHARE_FROM * all ? given.value : undefined;
}

/** "For my son and my daughter, both" speaks for a child as surely as for several, and several it is. */
function coupledFirst<T extends { readonly value: string; readonly confidence: number }>(
  values: readonly T[],
): readonly T[] {
  const coupled = values.find(({ value, confidence }) => value === "several" && confidence >= BOTH_FROM);
  return coupled === undefined ? values : [coupled, ...values.filter((one) => one !== coupled)];
}
const BOTH_FROM = 0.9;

const FOR_WHOM = "for_whom";

/** Of two that differ by the patient's age, which the flow knows or asks for, the one that says nothing of it. */
const AT_ANY_AGE: Readonly<Record<string, string>> = {
  "child+individual": "individual",
  "individual+child": "individual",
};

/** "Eu e minha mãe" are two, and each is one of them. */
const isPartOf = (given: { readonly value: string; readonly confidence: number }, value: string): boolean =>
  given.value === "several" && (value === "self" || (given.confidence >= COUPLED_FROM && PERSONS.has(value)));
const COUPLED_FROM = 0.8;
const PERSONS: ReadonlySet<string> = new Set(["self", "child", "relative"]);

/** What is never the value of a slot, however well its words would fit: `n tenho` is a no, but `que horas são?` no day. */
const OTHER =
  /^(?:ask:|refuse$|defer$|dont_know$|unrelated$|social:(?:anger|laugh|grief|greeting|thanks|bye|apology)$|request:)/;
/** Below this nothing speaks for an answer; above, what speaks against it has to be surer. */
const ANSWER_FROM = 0.35;

/**
 * Whether the message may fill the open question. Where it was not read against the question (turns of before, a model
 * outside), the shape of its words alone decides; where nothing speaks for anything else, a value of the slot does.
 *
 * @param slot that is asked for
 */
export function mayAnswer(said: Said, slot?: string): boolean {
  const read = said.understanding?.reading;
  if (!read) return true;
  const { answer, against } = weighed(said);
  if (answer >= ANSWER_FROM) return answer >= against * AGAINST_SHARE;
  const value = read.values.find((one) => one.slot === slot)?.confidence ?? 0;
  return against < ANSWER_FROM && value >= VALUE_FROM;
}
const AGAINST_SHARE = 0.75;
const VALUE_FROM = 0.6;

/** Whether the message surely is something else than an answer: a question, a refusal, a laugh. */
export function isNoAnswer(said: Said): boolean {
  const { answer, against } = weighed(said);
  return against >= ANSWER_FROM && answer < against * AGAINST_SHARE;
}

/** Whether somebody does not know for certain, and neither asks nor wants time: what they name all the same is likely. */
export const isUnsure = (flow: Flow, said: Said): boolean =>
  does(flow, said, "dont_know") && actsOf(flow, said, "ask:").length === 0 && !does(flow, said, "defer");

function weighed(said: Said): { readonly answer: number; readonly against: number } {
  const acts = said.understanding?.reading?.acts ?? [];
  return {
    answer: Math.max(sureOf(said, "answer"), sureOf(said, "correct")),
    against: Math.max(0, ...acts.filter(({ act }) => OTHER.test(act)).map(({ confidence }) => confidence)),
  };
}
