import { SENTENCE_END, withoutLookAlikes } from "@acolhe/conversation";
import { understand, understandAgain } from "@acolhe/nlu";
import { speltAsHeard } from "./spelt-as-heard.ts";

type Against = Parameters<typeof understand>[1];
type Reading = ReturnType<typeof understand>["reading"];

/** The danger of a message, of which words that only look like one are left out. */
export function dangerIn(text: string, reading: Reading, against: Against): Pick<Reading, "danger" | "risk"> {
  const left = reading.danger && withoutLookAlikes(text, reading.danger.tier);
  if (left === null) return reading;
  const { danger, risk } = understand(left, against).reading;
  return { danger: danger?.tier === "possible" && risk.any < LEFT_FROM ? null : danger, risk };
}
/** What is left is torn words, so a weak sign in it is none: as weak as one that is only noted beside an answer. */
const LEFT_FROM = 0.45;

/** More of them is a story, which is read as a whole. */
const SENTENCES_MAX = 6;

interface ReadAgain {
  acts: { act: string; confidence: number }[];
  values: { slot: string; value: string; confidence: number }[];
}

/**
 * A second reading for what is not understood at first: each sentence by itself, the whole as others spell
 * it, and without the question that is open. Of
 * the first one nothing is lost. Null where it tells nothing more, or the first is sure of a value, a wish or a question.
 *
 * @param sureFrom what an act or a value has to reach to be acted on
 */
export function readAgain(text: string, first: Reading, against: Against, sureFrom: number): ReadAgain | null {
  if (isPlaced(first, sureFrom)) return null;
  const sentences = text.split(SENTENCE_END).filter((sentence) => /\p{L}{2}/u.test(sentence));
  const alone = sentences.length > 1 && sentences.length <= SENTENCES_MAX ? sentences : [];
  const heard = against?.lang === "pt" ? speltAsHeard(text) : null;
  const parts = heard === null ? alone : [...alone, heard];
  const readings = parts.map((part) => understandAgain(part, against));
  const unasked = understandAgain(text, { ...against, question: "start", expecting: undefined });
  const wishes = unasked.acts.filter((one) => isWish(one) && one.confidence >= WISH_FROM);
  const acts = [...readings.flatMap((one) => one.acts), ...wishes].filter(isNews(first.acts, sureFrom, actKey));
  const values = readings.flatMap((one) => one.values).filter(isNews(first.values, sureFrom, valueKey));
  if (acts.length === 0 && values.length === 0) return null;
  return {
    acts: surest([...first.acts, ...acts], actKey).slice(0, ACTS_MAX),
    values: surest([...first.values, ...values], valueKey).slice(0, VALUES_MAX),
  };
}
const WISH_FROM = 0.8;
const ACTS_MAX = 8;
const VALUES_MAX = 12;

const isWish = ({ act }: { readonly act: string }): boolean => /^(?:request|ask):/.test(act);
const actKey = ({ act }: { readonly act: string }): string => act;
const valueKey = ({ slot, value }: { readonly slot: string; readonly value: string }): string => `${slot}=${value}`;

const isPlaced = ({ question, acts, values }: Reading, sureFrom: number): boolean =>
  values.some(({ slot, confidence }) => slot === question && confidence >= sureFrom) ||
  acts.some((one) => isWish(one) && one.confidence >= sureFrom);

/** Sure now, and not at first. */
const isNews =
  <T extends { readonly confidence: number }>(first: readonly T[], sureFrom: number, key: (one: T) => string) =>
  (one: T): boolean =>
    one.confidence >= sureFrom && !first.some((before) => key(before) === key(one) && before.confidence >= sureFrom);

/** Each once, as sure as it was read anywhere; surest first. */
function surest<T extends { readonly confidence: number }>(all: readonly T[], key: (one: T) => string): T[] {
  const sorted = all.toSorted((a, b) => b.confidence - a.confidence);
  return sorted.filter((one, at) => sorted.findIndex((other) => key(other) === key(one)) === at);
}
