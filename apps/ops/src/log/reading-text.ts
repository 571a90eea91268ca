import type { ItemWords } from "../words/items.ts";

/** What was made of a patient's words, as turns record it. */
export interface Read {
  readonly intent: string;
  readonly confidence: number;
  /** Null: a turn of before, which knows no question. */
  readonly question: string | null;
  readonly acts: readonly { readonly act: string; readonly confidence: number }[];
}

/** What was read at the open question; the intent counts only where none is known, for it is read without it. */
export function readingText({ intent, confidence, question, acts }: Read, words: ItemWords): string {
  if (question === null) return `${intent} ${confidence.toFixed(2)}`;
  return words.readAt(question, acts.map((one) => `${one.act} ${one.confidence.toFixed(2)}`).join(", "));
}
