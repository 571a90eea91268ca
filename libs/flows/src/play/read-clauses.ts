import { SENTENCE_END } from "@acolhe/conversation";
import { CLAUSE_LENGTH_MAX, CLAUSES_MAX } from "@acolhe/events";
import { understandAgain } from "@acolhe/nlu";

type Against = Parameters<typeof understandAgain>[1];
type Reading = ReturnType<typeof understandAgain>;

export interface ReadClause {
  text: string;
  asked?: true;
  acts: { act: string; confidence: number }[];
  values: { slot: string; value: string; confidence: number }[];
}

/** A comma between words: "1,5" and "R$ 1.200" are one. */
const COMMA = /(?<=[^\d\s]),\s*|,\s+/u;
/** More of them, or more words, are a story, which is read as a whole. */
const TEXT_LENGTH_MAX = 400;
const ACTS_MAX = 4;
const VALUES_MAX = 6;

/**
 * Each clause of a message by itself: its acts against the open question, its values as sure as they are read with the question or
 * without. Null where there is but one, or too many.
 */
export function readClauses(text: string, against: Against): ReadClause[] | null {
  if (text.length > TEXT_LENGTH_MAX) return null;
  const clauses = text.split(SENTENCE_END).flatMap((sentence) => {
    const asked = sentence.includes("?");
    const parts = sentence.split(COMMA).filter((part) => /[\p{L}\p{N}]{2}/u.test(part));
    return parts.map((part) => ({ part: part.trim(), asked }));
  });
  if (clauses.length < 2 || clauses.length > CLAUSES_MAX) return null;
  // Half a name or number would be known again by nothing that hides it.
  if (clauses.some(({ part }) => part.length > CLAUSE_LENGTH_MAX)) return null;
  const unasked = { ...against, question: "start", expecting: undefined };
  // Before any question both readings are one.
  const isAsked = against.question !== unasked.question || against.expecting !== undefined;
  return clauses.map(({ part, asked }) => {
    const read = understandAgain(part, against);
    const beside = isAsked ? understandAgain(part, unasked).values : [];
    return {
      text: part.toWellFormed(),
      ...(asked ? { asked } : {}),
      acts: read.acts.slice(0, ACTS_MAX).map(({ act, confidence }) => ({ act, confidence })),
      values: surest(read.values, beside).slice(0, VALUES_MAX),
    };
  });
}

function surest(...readings: Reading["values"][]): ReadClause["values"] {
  const all = readings.flat().toSorted((a, b) => b.confidence - a.confidence);
  const isFirst = ({ slot, value }: ReadClause["values"][number], at: number) =>
    all.findIndex((other) => other.slot === slot && other.value === value) === at;
  return all.filter(isFirst).map(({ slot, value, confidence }) => ({ slot, value, confidence }));
}
