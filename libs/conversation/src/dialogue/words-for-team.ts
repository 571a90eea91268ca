import { SENTENCE_END } from "../reading/clauses.ts";
import { atWord } from "../state/at-word.ts";
import { clean } from "../state/utterance.ts";

/**
 * A message as the team reads it: whole where it fits. Of a longer one the sentences that ask are kept, and of those around them as many as
 * fit; a sentence that is too long by itself ends at a word.
 */
export function wordsForTeam(text: string, length: number): string {
  const whole = clean(text, Number.MAX_SAFE_INTEGER);
  if (whole.length <= length) return whole;
  const sentences = whole.split(SENTENCE_END);
  const inOrder = (kept: ReadonlySet<number>) => sentences.filter((_, at) => kept.has(at)).join(" ");
  const asking = sentences.flatMap((one, at) => (one.includes("?") ? [at] : []));
  const others = sentences.map((_, at) => at).filter((at) => !asking.includes(at));
  const near = (at: number) => Math.min(...asking.map((one) => Math.abs(one - at)));
  const kept = new Set<number>();
  for (const at of [...asking, ...others.toSorted((a, b) => near(a) - near(b))])
    if (inOrder(new Set([...kept, at])).length <= length) kept.add(at);
  return kept.size > 0 ? inOrder(kept) : atWord(sentences[asking[0] ?? 0]!, length);
}
