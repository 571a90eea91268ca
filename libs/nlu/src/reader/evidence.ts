import type { Prepared } from "../intents/intent-words.ts";
import type { Language } from "../language-code.ts";
import { fold } from "../text/fold.ts";
import { wordsOf } from "../text/words.ts";
import { DANGER_KINDS, type DangerKind } from "./labels.ts";
import { OUTPUTS } from "./outputs.ts";
import type { Scorer } from "./scorer.ts";

/** In a longer message the stretch is sought around the window that says most, so that the time stays bounded. */
const WINDOW_WORDS = 16;
const WINDOW_STEP = 8;
const LENGTH_MAX = 120;
/** Words are left away as long as so much of the evidence stays. */
const KEPT_SHARE = 0.8;

interface Given {
  readonly kind: DangerKind;
  readonly question: string;
  readonly lang: Language;
  readonly scorer: Scorer;
}

/** The shortest stretch of a message that carries most of the evidence for a danger. */
export function evidenceIn({ text }: Prepared, given: Given): string {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const weight = (from: number, to: number) => evidenceOf(words.slice(from, to).join(" "), given);
  let [from, to] = strongest(words.length, weight);
  const whole = weight(from, to);
  const enough = (a: number, b: number) => b > a && weight(a, b) >= whole - (1 - KEPT_SHARE) * Math.abs(whole);
  while (enough(from, to - 1)) to--;
  while (enough(from + 1, to)) from++;
  return words.slice(from, to).join(" ").slice(0, LENGTH_MAX).toWellFormed();
}

function strongest(count: number, weight: (from: number, to: number) => number): [number, number] {
  let best: [number, number] = [0, Math.min(count, WINDOW_WORDS)];
  let most = Number.NEGATIVE_INFINITY;
  for (let from = 0; from === 0 || from + WINDOW_STEP < count; from += WINDOW_STEP) {
    const to = Math.min(count, from + WINDOW_WORDS);
    const found = weight(from, to);
    if (found > most) [best, most] = [[from, to], found];
  }
  return best;
}

/** How strongly a stretch by itself speaks of that danger: scores, in which evidence adds up. */
function evidenceOf(stretch: string, { kind, question, lang, scorer }: Given): number {
  const scores = scorer.scores({ words: wordsOf(fold(stretch), lang), marks: [] }, question);
  return scores[OUTPUTS.danger]! + scores[OUTPUTS.kinds + DANGER_KINDS.indexOf(kind)]!;
}
